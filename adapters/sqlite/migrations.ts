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
  '005-identities': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`CREATE TABLE identities (
        issuer TEXT NOT NULL,
        subject TEXT NOT NULL,
        person_id TEXT NOT NULL REFERENCES people (id),
        bound_at TEXT NOT NULL,
        PRIMARY KEY (issuer, subject)
      ) STRICT`.execute(db);
      await sql`CREATE INDEX identities_by_person ON identities (person_id)`.execute(db);
      await sql`CREATE TABLE pending_sign_ins (
        token_hash TEXT PRIMARY KEY,
        state TEXT NOT NULL,
        nonce TEXT NOT NULL,
        code_verifier TEXT NOT NULL,
        next TEXT NOT NULL,
        link_hash TEXT,
        expires_at TEXT NOT NULL
      ) STRICT`.execute(db);
    },
  },
  '006-directory': {
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
  },
  '007-kept-words': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`CREATE TABLE kept_words (
        word TEXT PRIMARY KEY,
        state TEXT NOT NULL,
        reported_by TEXT NOT NULL,
        reported_at TEXT NOT NULL,
        decided_by TEXT
      ) STRICT`.execute(db);
    },
  },
  '008-citations': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`CREATE TABLE consultation_citations (
        consultation_id TEXT NOT NULL REFERENCES consultations (id),
        version_id TEXT NOT NULL,
        quote TEXT NOT NULL,
        settled_at TEXT
      ) STRICT`.execute(db);
      await sql`CREATE INDEX citations_by_consultation ON consultation_citations (consultation_id)`.execute(
        db,
      );
      await sql`CREATE INDEX citations_unsettled ON consultation_citations (version_id) WHERE settled_at IS NULL`.execute(
        db,
      );
      await sql`INSERT INTO consultation_citations (consultation_id, version_id, quote)
        SELECT consultations.id, json_extract(one.value, '$.versionId'), json_extract(one.value, '$.quote')
        FROM consultations, json_each(consultations.answer, '$.citations') AS one`.execute(db);
    },
  },
  '009-tags': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`ALTER TABLE consultations ADD COLUMN tag TEXT`.execute(db);
      await sql`UPDATE consultations SET tag = json_extract(classification, '$.tag')`.execute(db);
      await sql`CREATE INDEX consultations_by_tag ON consultations (tag, asked_at)`.execute(db);
      await sql`CREATE INDEX consultations_by_place ON consultations (prefecture, municipality, asked_at)`.execute(
        db,
      );
    },
  },
  '010-qa-versions': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`CREATE TABLE qa_versions (
        entry_id TEXT NOT NULL REFERENCES qa_entries (id),
        revision INTEGER NOT NULL,
        entry TEXT NOT NULL,
        action TEXT NOT NULL,
        actor_id TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (entry_id, revision)
      ) STRICT`.execute(db);
      await sql`INSERT OR IGNORE INTO qa_versions (entry_id, revision, entry, action, actor_id, at)
        SELECT target, json_extract(content, '$.revision'), content, action, actor_id, at
        FROM audit_rows JOIN audit_contents ON audit_contents.id = audit_rows.content_id
        WHERE action LIKE 'qa.%'`.execute(db);
    },
  },
};
