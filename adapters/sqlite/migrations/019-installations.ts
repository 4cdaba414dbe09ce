import { type Kysely, type Migration, sql } from 'kysely';

/** Workspaces in which the desk is installed, with their tokens sealed; posts say in which workspace they stand. */
export const installations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE TABLE installations (
      id TEXT PRIMARY KEY,
      sealed BLOB NOT NULL,
      installed_at TEXT NOT NULL
    ) STRICT`.execute(db);
    await sql`ALTER TABLE posts ADD COLUMN workspace TEXT NOT NULL DEFAULT ''`.execute(db);
  },
};
