import { type Kysely, type Migration, sql } from 'kysely';

/** Conversations in Teams that the desk may write to, and what was being sent where nothing else tells that it was. */
export const teams: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE TABLE teams_conversations (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      tenant TEXT NOT NULL,
      service_url TEXT NOT NULL,
      account TEXT,
      seen_at TEXT NOT NULL,
      gone_at TEXT
    ) STRICT`.execute(db);
    await sql`CREATE INDEX teams_conversations_by_account ON teams_conversations (account) WHERE account IS NOT NULL`.execute(
      db,
    );
    await sql`CREATE TABLE sends (
      id TEXT PRIMARY KEY,
      effect_id TEXT NOT NULL,
      begun_at TEXT NOT NULL,
      channel TEXT,
      message TEXT
    ) STRICT`.execute(db);
    await sql`CREATE INDEX sends_by_effect ON sends (effect_id)`.execute(db);
  },
};
