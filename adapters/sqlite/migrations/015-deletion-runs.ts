import { type Kysely, type Migration, sql } from 'kysely';

export const deletionRuns: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE TABLE deletion_runs (
      id TEXT PRIMARY KEY,
      at TEXT NOT NULL,
      as_of TEXT NOT NULL,
      "by" TEXT NOT NULL,
      consultations INTEGER NOT NULL,
      versions INTEGER NOT NULL,
      originals INTEGER NOT NULL,
      expired INTEGER NOT NULL
    ) STRICT`.execute(db);
    await sql`CREATE INDEX effects_by_order ON effects (ordering)`.execute(db);
    await sql`CREATE INDEX qa_entries_by_source ON qa_entries (source_id)`.execute(db);
    await sql`CREATE INDEX consultations_by_duplicate ON consultations (duplicate_of) WHERE duplicate_of IS NOT NULL`.execute(
      db,
    );
  },
};
