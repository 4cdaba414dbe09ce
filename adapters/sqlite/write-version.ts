import { sql, type Transaction } from 'kysely';
import type { NewVersion } from '../../bot/ports/document-store.js';
import type { Passage } from '../../knowledge/passages/passage.js';
import type { Database } from './schema.js';

/** A statement holds at most so many passages, to stay far below SQLite's limit of bound parameters. */
const ROWS_PER_INSERT = 200;

/** Adds a version with its passages and makes it the current one. */
export async function writeVersion(
  tx: Transaction<Database>,
  { document, version, passages }: NewVersion,
): Promise<void> {
  await tx
    .insertInto('documents')
    .values({
      id: document.id,
      path: document.path,
      name: document.name,
      sample: document.sample ? 1 : 0,
      withdrawn_at: null,
      current_version_id: version.id,
      sequence: await nextSequence(tx),
    })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ current_version_id: version.id, withdrawn_at: null, name: document.name }),
    )
    .execute();
  const written = await tx
    .insertInto('document_versions')
    .values({
      id: version.id,
      document_id: document.id,
      content_hash: version.contentHash,
      format: version.format,
      reader: version.reader,
      page_count: version.pageCount,
      edition: JSON.stringify(version.edition),
      passage_count: passages.length,
      read_at: version.readAt,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  // A file that returns to an earlier state finds its version there, with its passages.
  if (written.numInsertedOrUpdatedRows === 1n) {
    for (let i = 0; i < passages.length; i += ROWS_PER_INSERT) {
      await tx
        .insertInto('passages')
        .values(passages.slice(i, i + ROWS_PER_INSERT).map(passageRow))
        .execute();
    }
  }
  await bumpRevision(tx);
}

/** Its versions stay readable for citations. */
export async function withdrawDocument(
  tx: Transaction<Database>,
  documentId: string,
  at: string,
): Promise<void> {
  await tx.updateTable('documents').set({ withdrawn_at: at }).where('id', '=', documentId).execute();
  await bumpRevision(tx);
}

function passageRow(passage: Passage): Database['passages'] {
  return {
    id: passage.id,
    version_id: passage.versionId,
    ordinal: passage.ordinal,
    page: passage.page,
    path: JSON.stringify(passage.path),
    parts: JSON.stringify(passage.parts),
  };
}

/** Says that what is to be searched has changed. */
export async function bumpRevision(tx: Transaction<Database>): Promise<void> {
  await tx.updateTable('counters').set({ value: sql`value + 1` }).where('name', '=', 'revision').execute();
}

async function nextSequence(tx: Transaction<Database>): Promise<number> {
  const row = await tx
    .selectFrom('documents')
    .select((eb) => eb.fn.max('sequence').as('last'))
    .executeTakeFirst();
  return Number(row?.last ?? 0) + 1;
}
