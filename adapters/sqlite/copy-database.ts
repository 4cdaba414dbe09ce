import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Manifest } from '../../bot/backup/manifest.js';
import type { Database } from './schema.js';

/** What a copy holds, for the manifest of a back-up. */
export interface CopiedDatabase extends Pick<Manifest, 'revision' | 'counts' | 'auditHead'> {
  /** Content hashes of all versions, with the names of the documents they belong to. */
  originals: ReadonlyMap<string, string[]>;
}

const ALL_PAGES = 0x7fff_ffff;

/**
 * Copies a database that others go on writing to, as it stands at one moment. All pages are copied in one step: between
 * two steps another process may write, and the copying would begin anew each time.
 */
export async function copyDatabase(from: string, to: string): Promise<CopiedDatabase> {
  const source = new SqliteDatabase(from, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    await source.backup(to, { progress: () => ALL_PAGES });
  } finally {
    source.close();
  }
  const copy = new SqliteDatabase(to, { fileMustExist: true });
  // One file without a log beside it, which can be read from a medium that cannot be written to.
  copy.pragma('journal_mode = DELETE');
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: copy }) });
  try {
    return await read(db);
  } finally {
    await db.destroy();
  }
}

/** What SQLite finds wrong with a file, at most a hundred lines; empty when it is sound. */
export function databaseFaults(file: string): string[] {
  try {
    const db = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
    try {
      const lines = (db.pragma('integrity_check') as { integrity_check: string }[])
        .map((row) => row.integrity_check)
        .filter((line) => line !== 'ok');
      const orphans = db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[];
      return [
        ...lines,
        ...orphans.map(
          ({ table, rowid, parent }) => `row ${rowid} of ${table} refers to no row of ${parent}`,
        ),
      ].slice(0, 100);
    } finally {
      db.close();
    }
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

async function read(db: Kysely<Database>): Promise<CopiedDatabase> {
  const count = async (table: keyof Database): Promise<number> => {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    return row.rows;
  };
  const revision = await db
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'revision')
    .executeTakeFirstOrThrow();
  const head = await db
    .selectFrom('audit_rows')
    .select(['sequence', 'mac'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const versions = await db
    .selectFrom('document_versions')
    .innerJoin('documents', 'documents.id', 'document_versions.document_id')
    .select(['content_hash', 'name'])
    .distinct()
    .orderBy('content_hash')
    .execute();
  const originals = new Map<string, string[]>();
  for (const { content_hash: hash, name } of versions)
    originals.set(hash, [...(originals.get(hash) ?? []), name]);
  return {
    revision: revision.value,
    counts: {
      consultations: await count('consultations'),
      documents: await count('documents'),
      qaEntries: await count('qa_entries'),
      people: await count('people'),
      auditRows: await count('audit_rows'),
    },
    auditHead: head ?? null,
    originals,
  };
}
