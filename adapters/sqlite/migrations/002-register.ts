import { type Kysely, type Migration, sql } from 'kysely';

export const register: Migration = {
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
};
