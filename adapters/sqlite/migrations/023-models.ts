import { type Kysely, type Migration, sql } from 'kysely';

/** What was asked of models, and which answers the gate held back. */
export const models: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE TABLE model_calls (
      id TEXT PRIMARY KEY,
      at TEXT NOT NULL,
      day TEXT NOT NULL,
      purpose TEXT NOT NULL,
      prompt_hash TEXT NOT NULL,
      model TEXT NOT NULL,
      person_id TEXT NOT NULL,
      input_tokens INTEGER NOT NULL,
      output_tokens INTEGER NOT NULL,
      cost REAL NOT NULL,
      latency_ms INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      problem TEXT NOT NULL
    ) STRICT`.execute(db);
    await sql`CREATE INDEX model_calls_by_day ON model_calls (day, person_id)`.execute(db);
    await sql`ALTER TABLE consultations ADD COLUMN held INTEGER NOT NULL DEFAULT 0`.execute(db);
    await sql`CREATE INDEX consultations_held ON consultations (state, asked_at) WHERE held = 1`.execute(db);
  },
};
