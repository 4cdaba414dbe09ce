import { type Kysely, type Migration, sql } from 'kysely';

export const qaVersions: Migration = {
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
};
