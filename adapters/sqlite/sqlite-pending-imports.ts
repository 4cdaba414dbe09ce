import type { Kysely } from 'kysely';
import type { SourceFile } from '../../bot/ports/document-reader.js';
import type { PendingFile, PendingImports } from '../../bot/ports/pending-imports.js';
import type { Database } from './schema.js';

export class SqlitePendingImports implements PendingImports {
  constructor(private readonly db: Kysely<Database>) {}

  async keep({ id, kind, personId, file, expiresAt }: PendingFile): Promise<void> {
    await this.db
      .insertInto('pending_imports')
      .values({
        id,
        kind,
        person_id: personId,
        file_name: file.name,
        bytes: Buffer.from(file.bytes),
        expires_at: expiresAt,
      })
      .execute();
  }

  async find({
    id,
    kind,
    personId,
    now,
  }: {
    id: string;
    kind: string;
    personId: string;
    now: string;
  }): Promise<SourceFile | null> {
    // What nobody took up in time may hold personal data; it does not stay.
    await this.db.deleteFrom('pending_imports').where('expires_at', '<=', now).execute();
    const row = await this.db
      .selectFrom('pending_imports')
      .select(['file_name', 'bytes'])
      .where('id', '=', id)
      .where('kind', '=', kind)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    return row === undefined ? null : { name: row.file_name, bytes: row.bytes };
  }

  async drop(id: string): Promise<boolean> {
    const { numDeletedRows } = await this.db
      .deleteFrom('pending_imports')
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }
}
