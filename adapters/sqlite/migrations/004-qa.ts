import { type Kysely, type Migration, sql } from 'kysely';

export const qa: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE TABLE qa_entries (
        id TEXT PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL,
        revision INTEGER NOT NULL,
        question TEXT NOT NULL,
        answer TEXT NOT NULL,
        audience TEXT NOT NULL,
        scope TEXT NOT NULL,
        review_on TEXT NOT NULL,
        source_id TEXT REFERENCES consultations (id),
        edited_by TEXT NOT NULL,
        approved_by TEXT,
        confirmed_on TEXT,
        changed_at TEXT NOT NULL
      ) STRICT`.execute(db);
    await sql`CREATE INDEX qa_entries_by_state ON qa_entries (state, changed_at)`.execute(db);
  },
};
