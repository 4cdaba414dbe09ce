import { type Kysely, type Migration, sql } from 'kysely';

/** Conversations of chat services: what came in, what was posted, and to which consultation an effect belongs. */
export const chat: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`ALTER TABLE consultations ADD COLUMN thread TEXT`.execute(db);
    await sql`CREATE INDEX consultations_by_thread ON consultations (thread, asked_at) WHERE thread IS NOT NULL`.execute(
      db,
    );
    await sql`ALTER TABLE effects ADD COLUMN consultation_id TEXT`.execute(db);
    await sql`UPDATE effects SET consultation_id = json_extract(payload, '$.consultationId')`.execute(db);
    await sql`CREATE INDEX effects_by_consultation ON effects (consultation_id)`.execute(db);
    await sql`DROP INDEX effects_by_order`.execute(db);
    await sql`CREATE INDEX effects_waiting ON effects (ordering, sequence) WHERE done_at IS NULL AND failed_at IS NULL`.execute(
      db,
    );
    await sql`CREATE TABLE inbound (
      id TEXT PRIMARY KEY,
      sequence INTEGER NOT NULL UNIQUE,
      service TEXT NOT NULL,
      ordering TEXT NOT NULL,
      body TEXT,
      received_at TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      not_before TEXT,
      leased_until TEXT,
      done_at TEXT,
      failed_at TEXT,
      problem TEXT
    ) STRICT`.execute(db);
    await sql`CREATE INDEX inbound_open ON inbound (service, sequence) WHERE done_at IS NULL AND failed_at IS NULL`.execute(
      db,
    );
    await sql`CREATE INDEX inbound_waiting ON inbound (ordering, sequence) WHERE done_at IS NULL AND failed_at IS NULL`.execute(
      db,
    );
    await sql`CREATE TABLE posts (
      id TEXT PRIMARY KEY,
      service TEXT NOT NULL,
      channel TEXT NOT NULL,
      message TEXT NOT NULL,
      thread TEXT,
      consultation_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      revision INTEGER NOT NULL,
      at TEXT NOT NULL
    ) STRICT`.execute(db);
    await sql`CREATE INDEX posts_by_message ON posts (service, channel, message)`.execute(db);
    await sql`CREATE INDEX posts_by_consultation ON posts (consultation_id, at)`.execute(db);
  },
};
