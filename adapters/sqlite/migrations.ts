import { type Kysely, type Migration, sql } from 'kysely';

/** In order; a migration that has shipped is never edited. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-documents': {
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
  },
  '002-register': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`CREATE TABLE consultations (
        id TEXT PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL,
        revision INTEGER NOT NULL,
        asker_id TEXT NOT NULL,
        asker TEXT NOT NULL,
        prefecture TEXT,
        municipality TEXT,
        question TEXT NOT NULL,
        earlier TEXT NOT NULL,
        answer TEXT NOT NULL,
        outcome TEXT NOT NULL,
        classification TEXT,
        assignee_id TEXT,
        due_on TEXT,
        poor INTEGER NOT NULL CHECK (poor IN (0, 1)),
        feedback TEXT,
        duplicate_of TEXT,
        retention_class TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        changed_at TEXT NOT NULL
      ) STRICT`.execute(db);
      await sql`CREATE INDEX consultations_by_state ON consultations (state, asked_at)`.execute(db);
      await sql`CREATE INDEX consultations_by_due ON consultations (state, due_on)`.execute(db);
      await sql`CREATE INDEX consultations_by_asker ON consultations (asker_id, asked_at)`.execute(db);
      await sql`CREATE INDEX consultations_by_time ON consultations (asked_at)`.execute(db);
      await sql`CREATE TABLE consultation_entries (
        id TEXT PRIMARY KEY,
        consultation_id TEXT NOT NULL REFERENCES consultations (id),
        sequence INTEGER NOT NULL,
        at TEXT NOT NULL,
        actor_id TEXT NOT NULL,
        actor_name TEXT NOT NULL,
        action TEXT NOT NULL,
        from_state TEXT,
        to_state TEXT NOT NULL,
        text TEXT,
        internal INTEGER NOT NULL CHECK (internal IN (0, 1)),
        UNIQUE (consultation_id, sequence)
      ) STRICT`.execute(db);
      await sql`CREATE TABLE audit_contents (id TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT`.execute(db);
      await sql`CREATE TABLE audit_rows (
        sequence INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        actor_id TEXT NOT NULL,
        action TEXT NOT NULL,
        target TEXT NOT NULL,
        content_id TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        mac TEXT NOT NULL
      ) STRICT`.execute(db);
      await sql`CREATE INDEX audit_rows_by_target ON audit_rows (target)`.execute(db);
      await sql`CREATE TABLE effects (
        id TEXT PRIMARY KEY,
        sequence INTEGER NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        ordering TEXT NOT NULL,
        payload TEXT NOT NULL,
        created_at TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        not_before TEXT,
        leased_by TEXT,
        leased_until TEXT,
        done_at TEXT,
        failed_at TEXT,
        receipt TEXT,
        problem TEXT
      ) STRICT`.execute(db);
      await sql`CREATE INDEX effects_open ON effects (sequence) WHERE done_at IS NULL AND failed_at IS NULL`.execute(
        db,
      );
    },
  },
  '003-people': {
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
  },
  '004-qa': {
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
  },
  '005-municipalities': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`CREATE INDEX consultations_by_place ON consultations (prefecture, municipality, asked_at)`.execute(
        db,
      );
    },
  },
};
