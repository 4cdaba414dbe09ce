import { type Kysely, type Migration, sql } from 'kysely';

export const corrections: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE TABLE edition_corrections (
      document_id TEXT PRIMARY KEY,
      correction TEXT NOT NULL
    ) STRICT`.execute(db);
  },
};
