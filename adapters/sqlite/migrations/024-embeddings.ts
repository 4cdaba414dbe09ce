import { type Kysely, type Migration, sql } from 'kysely';

/** Vectors of passages, by model and by what was embedded. */
export const embeddings: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE TABLE embeddings (
      model TEXT NOT NULL,
      content_hash TEXT NOT NULL,
      vector BLOB NOT NULL,
      PRIMARY KEY (model, content_hash)
    ) STRICT, WITHOUT ROWID`.execute(db);
    await sql`CREATE TABLE embedding_state (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      serving TEXT NOT NULL,
      revision INTEGER NOT NULL
    ) STRICT`.execute(db);
  },
};
