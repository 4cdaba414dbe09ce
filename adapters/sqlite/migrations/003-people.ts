import { type Kysely, type Migration, sql } from 'kysely';

export const people: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE TABLE people (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        mail TEXT UNIQUE,
        slack_id TEXT UNIQUE,
        teams_id TEXT UNIQUE,
        role TEXT NOT NULL,
        prefecture TEXT,
        municipality TEXT,
        active INTEGER NOT NULL CHECK (active IN (0, 1))
      ) STRICT`.execute(db);
    await sql`CREATE TABLE credentials (
        person_id TEXT PRIMARY KEY REFERENCES people (id),
        password_hash TEXT NOT NULL,
        failures INTEGER NOT NULL,
        locked_until TEXT
      ) STRICT`.execute(db);
    await sql`CREATE TABLE one_time_links (
        token_hash TEXT PRIMARY KEY,
        person_id TEXT NOT NULL REFERENCES people (id),
        expires_at TEXT NOT NULL,
        used_at TEXT
      ) STRICT`.execute(db);
    await sql`CREATE TABLE sessions (
        token_hash TEXT PRIMARY KEY,
        person_id TEXT NOT NULL REFERENCES people (id),
        created_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        revoked_at TEXT
      ) STRICT`.execute(db);
    await sql`CREATE INDEX sessions_by_person ON sessions (person_id)`.execute(db);
  },
};
