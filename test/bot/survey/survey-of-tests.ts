import { publishedFigures, surveyQuestionnaire } from '../../../adapters/files/survey-questionnaire.js';
import { readSurveyTables } from '../../../adapters/tables/read-tables.js';
import type { ComparedSurvey } from '../../../bot/survey/compare-surveys.js';
import { type ReadSurvey, readAnswers, type SurveyReading } from '../../../bot/survey/import/read-answers.js';
import { SurveyFigures } from '../../../bot/survey/survey-figures.js';
import type { SurveyRow } from '../../../bot/survey/survey-row.js';

export const QUESTIONNAIRE = await surveyQuestionnaire(null);

export const KEYS = QUESTIONNAIRE.items.flatMap(({ id, subItems }) =>
  subItems.map(({ number }) => `${id}-${number}`),
);

/** A file as an office sends it, read. */
export async function read(
  file: string | Uint8Array,
  reading: Partial<SurveyReading> = {},
): Promise<ReadSurvey> {
  const name = typeof file === 'string' ? 'survey.csv' : 'survey.xlsx';
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const grids = await readSurveyTables({ name, bytes });
  const survey = readAnswers(grids, { questionnaire: QUESTIONNAIRE, ...reading });
  if (survey === null) throw new Error('not taken for a survey');
  return survey;
}

/** Lines of a survey: every answer 1, but for those that are given. */
export function line(prefecture: string, name: string, answers: Record<string, string> = {}): string {
  return [prefecture, name, '10000', ...KEYS.map((key) => answers[key] ?? '1')].join(',');
}

export const HEADER = ['都道府県', '市町村名', '人口', ...KEYS].join(',');

/** The same answer to every sub-item of an item. */
export function all(item: string, code: string): Record<string, string> {
  return Object.fromEntries(KEYS.filter((key) => key.startsWith(`${item}-`)).map((key) => [key, code]));
}

/** Of one survey, without one before. */
export function figuresOf(
  rows: readonly SurveyRow[],
  questionnaire = QUESTIONNAIRE,
  before: ComparedSurvey | null = null,
): SurveyFigures {
  return new SurveyFigures(rows, { title: questionnaire.name, questionnaire, published, before });
}

const published = await publishedFigures('h29');
