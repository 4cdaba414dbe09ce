import { type Kysely, type Migration, sql } from 'kysely';

export const directory: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE TABLE municipalities (
        code TEXT PRIMARY KEY,
        prefecture TEXT NOT NULL,
        name TEXT
      ) STRICT`.execute(db);
    await sql`CREATE TABLE channels (
        service TEXT NOT NULL,
        external_id TEXT NOT NULL,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        audience TEXT NOT NULL,
        prefecture TEXT,
        municipality TEXT,
        PRIMARY KEY (service, external_id)
      ) STRICT`.execute(db);
    await sql`CREATE TABLE pending_imports (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        person_id TEXT NOT NULL,
        file_name TEXT NOT NULL,
        bytes BLOB NOT NULL,
        expires_at TEXT NOT NULL
      ) STRICT`.execute(db);
  },
};
