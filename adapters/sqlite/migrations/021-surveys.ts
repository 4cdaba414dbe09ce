import { type Kysely, type Migration, sql } from 'kysely';

export const surveys: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE TABLE surveys (
      id TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      fiscal_year INTEGER NOT NULL,
      questionnaire TEXT NOT NULL,
      published TEXT,
      file_name TEXT NOT NULL,
      imported_at TEXT NOT NULL,
      imported_by TEXT NOT NULL,
      municipalities INTEGER NOT NULL
    ) STRICT`.execute(db);
    await sql`CREATE TABLE survey_rows (
      survey_id TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      prefecture TEXT NOT NULL,
      name TEXT NOT NULL,
      code TEXT,
      population INTEGER,
      answers TEXT NOT NULL,
      reasons TEXT NOT NULL,
      PRIMARY KEY (survey_id, sequence)
    ) STRICT`.execute(db);
    await sql`CREATE TABLE survey_columns (
      questionnaire_id TEXT NOT NULL,
      heading TEXT NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (questionnaire_id, heading)
    ) STRICT`.execute(db);
  },
};
