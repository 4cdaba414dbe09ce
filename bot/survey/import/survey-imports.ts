import type { PublishedFigures } from '../../../knowledge/survey/published-figures.js';
import type { Questionnaire } from '../../../knowledge/survey/questionnaire.js';
import { fiscalYearName } from '../../../knowledge/text/japanese-date.js';
import { Municipalities } from '../../directory/municipality-list.js';
import type { DirectoryStore } from '../../ports/directory-store.js';
import { type SourceFile, UnreadableFile } from '../../ports/document-reader.js';
import type { Survey, SurveyStore } from '../../ports/survey-store.js';
import type { TableReader } from '../../ports/table-reader.js';
import type { SurveyRow } from '../survey-row.js';
import { type ReadSurvey, readAnswers } from './read-answers.js';
import type { OwnColumns } from './survey-columns.js';

export interface SurveyImportOptions {
  questionnaire: Questionnaire;
  published: PublishedFigures | null;
  /** Null: the questionnaire's own. */
  fiscalYear: number | null;
  /** Who imports: a person's id, or `command-line`. */
  by: string;
}

/** What importing a file would do. */
export interface SurveyPlan {
  survey: Survey;
  read: ReadSurvey;
  /** The survey that it would take the place of. */
  replaces: Survey | null;
  /** 都道府県市町村名 that are in the one before and not in the file. */
  lost: readonly string[];
  /** How many municipalities answer otherwise than in the one before. */
  changed: number;
}

/** The file lacks columns; nothing was written. */
export class ColumnsMissing extends Error {
  override readonly name = 'ColumnsMissing';
  readonly code = 'survey-columns-missing';
  constructor(readonly missing: readonly string[]) {
    super(`必要な列が見つからないため、取り込みませんでした：${missing.join('、')}`);
  }
}

/** 調査の取り込み: reads a file, shows what is wrong with it, and writes it when a person accepts. */
export class SurveyImports {
  constructor(
    private readonly parts: {
      store: SurveyStore;
      directory: DirectoryStore;
      readTables: TableReader;
      now: () => Date;
    },
  ) {}

  /** Nothing is written. @throws UnreadableFile also where no sheet is a survey */
  async plan(file: SourceFile, options: SurveyImportOptions): Promise<SurveyPlan> {
    const { store, directory, readTables, now } = this.parts;
    const { questionnaire, published, by } = options;
    const read = readAnswers(await readTables(file), {
      questionnaire,
      own: await store.ownColumns(questionnaire.id),
      municipalities: new Municipalities(await directory.municipalities()),
    });
    if (read === null) throw noSurvey(file, questionnaire);
    const fiscalYear = options.fiscalYear ?? questionnaire.fiscalYear;
    const id = `${questionnaire.id}-${fiscalYear}`;
    const replaces = await store.find(id);
    const before = replaces === null ? [] : await store.rows(id);
    const coming = new Map(read.rows.map((row) => [nameOf(row), row]));
    return {
      survey: {
        id,
        title: titleOf(questionnaire, fiscalYear),
        fiscalYear,
        questionnaire,
        published,
        fileName: file.name,
        importedAt: now().toISOString(),
        importedBy: by,
        municipalities: read.rows.length,
      },
      read,
      replaces,
      lost: before.map(nameOf).filter((name) => !coming.has(name)),
      changed: before.filter((row) => {
        const after = coming.get(nameOf(row));
        return after !== undefined && JSON.stringify(after.answers) !== JSON.stringify(row.answers);
      }).length,
    };
  }

  /** Plans anew, as what is stored may have changed since the preview, and writes. @throws ColumnsMissing, UnreadableFile */
  async accept(file: SourceFile, options: SurveyImportOptions): Promise<SurveyPlan> {
    const plan = await this.plan(file, options);
    const { survey, read, replaces, lost } = plan;
    if (read.missing.length > 0) throw new ColumnsMissing(read.missing);
    if (read.rows.length === 0)
      throw new UnreadableFile('empty', `「${file.name}」には取り込める市町村がありません。`);
    await this.parts.store.replace(survey, read.rows, {
      at: survey.importedAt,
      actorId: options.by,
      action: replaces === null ? 'survey.import' : 'survey.replace',
      target: survey.id,
      content: {
        file: file.name,
        municipalities: read.rows.length,
        problems: read.problems.length,
        lost: lost.length,
      },
    });
    return plan;
  }

  /** 列の対応: what headings of a file mean, kept for the next file with this questionnaire. */
  async saveColumns(questionnaire: Questionnaire, columns: OwnColumns, by: string): Promise<void> {
    await this.parts.store.saveColumns(questionnaire.id, columns, {
      at: this.parts.now().toISOString(),
      actorId: by,
      action: 'survey.columns',
      target: questionnaire.id,
      content: { columns },
    });
  }
}

function noSurvey({ name }: SourceFile, questionnaire: Questionnaire): UnreadableFile {
  const [item] = questionnaire.items;
  return new UnreadableFile(
    'unsupported',
    `「${name}」に「${questionnaire.name}」の回答の列（市町村名、${item?.id}-1、${item?.id}-2…）が見つかりませんでした。見出しの行を確かめてください。`,
  );
}

/** The questionnaire's name, with the year of the survey. */
function titleOf({ name, fiscalYear: own }: Questionnaire, fiscalYear: number): string {
  return fiscalYear === own ? name : name.replace(fiscalYearName(own), fiscalYearName(fiscalYear));
}

function nameOf({ prefecture, name }: SurveyRow): string {
  return `${prefecture}${name}`;
}
