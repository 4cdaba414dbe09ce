import { type Kysely, type Migration, sql } from 'kysely';

/** Digests that were approved, what was posted of them, and which effects are theirs. */
export const digests: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE TABLE digests (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      period TEXT NOT NULL,
      prefecture TEXT NOT NULL,
      revision INTEGER NOT NULL,
      content TEXT NOT NULL,
      approved_by TEXT NOT NULL,
      approved_at TEXT NOT NULL,
      due_at TEXT NOT NULL,
      cancelled_at TEXT,
      corrected_at TEXT
    ) STRICT`.execute(db);
    await sql`CREATE INDEX digests_by_period ON digests (kind, period)`.execute(db);
    await sql`CREATE INDEX digests_by_prefecture ON digests (prefecture, approved_at)`.execute(db);
    await sql`CREATE TABLE posted_digests (
      digest_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      by TEXT NOT NULL,
      channel TEXT NOT NULL,
      at TEXT NOT NULL,
      content TEXT NOT NULL,
      chart BLOB,
      PRIMARY KEY (digest_id, revision, by, channel)
    ) STRICT`.execute(db);
    await sql`ALTER TABLE effects ADD COLUMN digest_id TEXT`.execute(db);
    await sql`CREATE INDEX effects_by_digest ON effects (digest_id) WHERE digest_id IS NOT NULL`.execute(db);
  },
};
