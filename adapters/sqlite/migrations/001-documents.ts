import { type Kysely, type Migration, sql } from 'kysely';

export const documents: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE TABLE documents (
        id TEXT PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
        withdrawn_at TEXT,
        current_version_id TEXT NOT NULL,
        sequence INTEGER NOT NULL DEFAULT 0
      ) STRICT`.execute(db);
    await sql`CREATE TABLE document_versions (
        id TEXT PRIMARY KEY,
        document_id TEXT NOT NULL REFERENCES documents (id),
        content_hash TEXT NOT NULL,
        format INTEGER NOT NULL,
        reader TEXT NOT NULL,
        page_count INTEGER,
        edition TEXT NOT NULL,
        passage_count INTEGER NOT NULL,
        read_at TEXT NOT NULL
      ) STRICT`.execute(db);
    await sql`CREATE INDEX document_versions_by_document ON document_versions (document_id)`.execute(db);
    await sql`CREATE TABLE passages (
        id TEXT PRIMARY KEY,
        version_id TEXT NOT NULL REFERENCES document_versions (id),
        ordinal INTEGER NOT NULL,
        page INTEGER,
        path TEXT NOT NULL,
        parts TEXT NOT NULL,
        UNIQUE (version_id, ordinal)
      ) STRICT`.execute(db);
    await sql`CREATE TABLE file_problems (
        path TEXT PRIMARY KEY,
        code TEXT NOT NULL,
        message TEXT NOT NULL,
        page INTEGER,
        seen_at TEXT NOT NULL
      ) STRICT`.execute(db);
    await sql`CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT`.execute(db);
    await sql`INSERT INTO counters (name, value) VALUES ('revision', 0)`.execute(db);
  },
};
