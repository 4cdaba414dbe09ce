import type { PublishedFigures } from '../../knowledge/survey/published-figures.js';
import type { Questionnaire } from '../../knowledge/survey/questionnaire.js';
import type { OwnColumns } from '../survey/import/survey-columns.js';
import type { SurveyRow } from '../survey/survey-row.js';
import type { AuditFact } from './register-store.js';

/** 調査: what was imported of one year, with the questionnaire that it answers, as that was then. */
export interface Survey {
  /** Of the questionnaire and the fiscal year: `h29-2017`. */
  id: string;
  /** 「平成29年度 在宅医療・介護連携推進事業 実施状況調査」 */
  title: string;
  fiscalYear: number;
  questionnaire: Questionnaire;
  /** Of areas whose rows are not at hand. */
  published: PublishedFigures | null;
  fileName: string;
  importedAt: string;
  importedBy: string;
  municipalities: number;
}

export interface SurveyStore {
  /** The newest first, by fiscal year. */
  list(): Promise<Survey[]>;
  find(id: string): Promise<Survey | null>;
  /** In the order of the file. */
  rows(id: string): Promise<SurveyRow[]>;
  /** Puts a survey in the place of the one with its id, all or nothing, with the audit row. */
  replace(survey: Survey, rows: readonly SurveyRow[], fact: AuditFact): Promise<void>;
  /** What somebody has said that headings mean, for files that answer this questionnaire. */
  ownColumns(questionnaireId: string): Promise<OwnColumns>;
  /** Adds to them. */
  saveColumns(questionnaireId: string, columns: OwnColumns, fact: AuditFact): Promise<void>;
}
