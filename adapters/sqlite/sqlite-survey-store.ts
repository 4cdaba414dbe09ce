import type { Kysely, Selectable } from 'kysely';
import type { AuditFact } from '../../bot/ports/register-store.js';
import type { Survey, SurveyStore } from '../../bot/ports/survey-store.js';
import type { OwnColumns } from '../../bot/survey/import/survey-columns.js';
import type { SurveyRow } from '../../bot/survey/survey-row.js';
import { readPublishedFigures } from '../../knowledge/survey/published-figures.js';
import { readQuestionnaire } from '../../knowledge/survey/questionnaire.js';
import { writeAuditRow } from './audit-rows.js';
import type { Database } from './schema.js';

/** A statement holds at most so many rows, to stay far below SQLite's limit of bound parameters. */
const ROWS_PER_INSERT = 500;

export class SqliteSurveyStore implements SurveyStore {
  constructor(
    private readonly db: Kysely<Database>,
    private readonly auditKey: Uint8Array,
  ) {}

  async list(): Promise<Survey[]> {
    const rows = await this.db
      .selectFrom('surveys')
      .selectAll()
      .orderBy('fiscal_year', 'desc')
      .orderBy('imported_at', 'desc')
      .execute();
    return rows.map(surveyOf);
  }

  async find(id: string): Promise<Survey | null> {
    const row = await this.db.selectFrom('surveys').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : surveyOf(row);
  }

  async rows(id: string): Promise<SurveyRow[]> {
    const rows = await this.db
      .selectFrom('survey_rows')
      .selectAll()
      .where('survey_id', '=', id)
      .orderBy('sequence')
      .execute();
    return rows.map(({ prefecture, name, code, population, answers, reasons }) => ({
      prefecture,
      name,
      code,
      population,
      answers: JSON.parse(answers) as SurveyRow['answers'],
      reasons: JSON.parse(reasons) as SurveyRow['reasons'],
    }));
  }

  async replace(survey: Survey, rows: readonly SurveyRow[], fact: AuditFact): Promise<void> {
    const { id, title, fiscalYear, questionnaire, published } = survey;
    const row = {
      title,
      fiscal_year: fiscalYear,
      questionnaire: JSON.stringify(questionnaire),
      published: published === null ? null : JSON.stringify(published),
      file_name: survey.fileName,
      imported_at: survey.importedAt,
      imported_by: survey.importedBy,
      municipalities: survey.municipalities,
    };
    const written = rows.map(({ answers, reasons, ...place }, sequence) => ({
      survey_id: id,
      sequence,
      ...place,
      answers: JSON.stringify(answers),
      reasons: JSON.stringify(reasons),
    }));
    await this.db.transaction().execute(async (tx) => {
      await tx
        .insertInto('surveys')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
      await tx.deleteFrom('survey_rows').where('survey_id', '=', id).execute();
      for (let i = 0; i < written.length; i += ROWS_PER_INSERT)
        await tx
          .insertInto('survey_rows')
          .values(written.slice(i, i + ROWS_PER_INSERT))
          .execute();
      await writeAuditRow(tx, fact, this.auditKey);
    });
  }

  async ownColumns(questionnaireId: string): Promise<OwnColumns> {
    const rows = await this.db
      .selectFrom('survey_columns')
      .selectAll()
      .where('questionnaire_id', '=', questionnaireId)
      .execute();
    return Object.fromEntries(rows.map(({ heading, name }) => [heading, name]));
  }

  async saveColumns(questionnaireId: string, columns: OwnColumns, fact: AuditFact): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      for (const [heading, name] of Object.entries(columns))
        await tx
          .insertInto('survey_columns')
          .values({ questionnaire_id: questionnaireId, heading, name })
          .onConflict((conflict) => conflict.columns(['questionnaire_id', 'heading']).doUpdateSet({ name }))
          .execute();
      await writeAuditRow(tx, fact, this.auditKey);
    });
  }
}

function surveyOf(row: Selectable<Database['surveys']>): Survey {
  return {
    id: row.id,
    title: row.title,
    fiscalYear: row.fiscal_year,
    // Read as a file would be: what was stored before a field was added has its default.
    questionnaire: readQuestionnaire(row.questionnaire, row.id),
    published: row.published === null ? null : readPublishedFigures(row.published),
    fileName: row.file_name,
    importedAt: row.imported_at,
    importedBy: row.imported_by,
    municipalities: row.municipalities,
  };
}
