import SqliteDatabase from 'better-sqlite3';
import { Kysely, Migrator } from 'kysely';
import { MIGRATIONS } from './migrations.js';
import type { Database } from './schema.js';
import { WritingDialect } from './writing-dialect.js';

/** Opens (and migrates) the database file; `:memory:` for tests. */
export async function openDatabase(file: string): Promise<Kysely<Database>> {
  const sqlite = new SqliteDatabase(file);
  // FULL: an acknowledged question must survive a power cut, not only a crash of this process.
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  // What is deleted is overwritten: free pages would carry personal details on into every later back-up.
  sqlite.pragma('secure_delete = ON');
  sqlite.pragma('busy_timeout = 10000');
  const db = new Kysely<Database>({ dialect: new WritingDialect({ database: sqlite }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await db.destroy();
    throw new Error(
      `database ${file} could not be migrated; restore a back-up or use the version that wrote it`,
      { cause: error },
    );
  }
  return db;
}
