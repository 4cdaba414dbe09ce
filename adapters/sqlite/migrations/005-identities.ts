import { type Kysely, type Migration, sql } from 'kysely';

export const identities: Migration = {
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
};
