import { type Kysely, type Migration, sql } from 'kysely';

export const keptWords: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE TABLE kept_words (
        word TEXT PRIMARY KEY,
        state TEXT NOT NULL,
        reported_by TEXT NOT NULL,
        reported_at TEXT NOT NULL,
        decided_by TEXT
      ) STRICT`.execute(db);
  },
};
