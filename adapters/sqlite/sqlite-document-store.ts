import type { Kysely, Selectable } from 'kysely';
import type {
  DocumentStore,
  FileProblem,
  NewVersion,
  StoredDocument,
  StoredVersion,
} from '../../bot/ports/document-store.js';
import type { Edition, EditionCorrection } from '../../knowledge/document/edition.js';
import type { Passage, PassagePart } from '../../knowledge/passages/passage.js';
import type { Database } from './schema.js';
import { bumpRevision, withdrawDocument, writeVersion } from './write-version.js';

type VersionRow = Selectable<Database['document_versions']>;

export class SqliteDocumentStore implements DocumentStore {
  constructor(private readonly db: Kysely<Database>) {}

  async revision(): Promise<number> {
    const row = await this.db
      .selectFrom('counters')
      .select('value')
      .where('name', '=', 'revision')
      .executeTakeFirstOrThrow();
    return row.value;
  }

  async findByPath(path: string): Promise<StoredDocument | null> {
    const [found] = await this.#documents((query) => query.where('documents.path', '=', path));
    return found ?? null;
  }

  list({ withdrawn = false }: { withdrawn?: boolean } = {}): Promise<StoredDocument[]> {
    return this.#documents((query) =>
      withdrawn ? query : query.where('documents.withdrawn_at', 'is', null),
    );
  }

  addVersion(version: NewVersion): Promise<void> {
    return this.db.transaction().execute((tx) => writeVersion(tx, version));
  }

  async updateEdition(versionId: string, edition: Edition): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      await tx
        .updateTable('document_versions')
        .set({ edition: JSON.stringify(edition) })
        .where('id', '=', versionId)
        .execute();
      await bumpRevision(tx);
    });
  }

  async corrections(): Promise<Map<string, EditionCorrection>> {
    const rows = await this.db.selectFrom('edition_corrections').selectAll().execute();
    return new Map(rows.map((row) => [row.document_id, JSON.parse(row.correction) as EditionCorrection]));
  }

  async correct(documentId: string, correction: EditionCorrection): Promise<void> {
    const row = { correction: JSON.stringify(correction) };
    await this.db.transaction().execute(async (tx) => {
      await tx
        .insertInto('edition_corrections')
        .values({ document_id: documentId, ...row })
        .onConflict((conflict) => conflict.column('document_id').doUpdateSet(row))
        .execute();
      const version = await tx
        .selectFrom('documents')
        .innerJoin('document_versions', 'document_versions.id', 'documents.current_version_id')
        .select(['document_versions.id', 'document_versions.edition'])
        .where('documents.id', '=', documentId)
        .executeTakeFirst();
      if (version === undefined) return;
      const edition = { ...(JSON.parse(version.edition) as Edition), ...correction };
      await tx
        .updateTable('document_versions')
        .set({ edition: JSON.stringify(edition) })
        .where('id', '=', version.id)
        .execute();
      await bumpRevision(tx);
    });
  }

  withdraw(documentId: string, at: string): Promise<void> {
    return this.db.transaction().execute((tx) => withdrawDocument(tx, documentId, at));
  }

  async firstReadAt(documentId: string): Promise<string | null> {
    const { first } = await this.db
      .selectFrom('document_versions')
      .select((expression) => expression.fn.min('read_at').as('first'))
      .where('document_id', '=', documentId)
      .executeTakeFirstOrThrow();
    return first ?? null;
  }

  async version(versionId: string): Promise<StoredVersion | null> {
    const row = await this.db
      .selectFrom('document_versions')
      .selectAll()
      .where('id', '=', versionId)
      .executeTakeFirst();
    return row === undefined ? null : versionOf(row);
  }

  async passages(versionId: string): Promise<Passage[]> {
    const rows = await this.db
      .selectFrom('passages')
      .selectAll()
      .where('version_id', '=', versionId)
      .orderBy('ordinal')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      versionId: row.version_id,
      ordinal: row.ordinal,
      page: row.page,
      path: JSON.parse(row.path) as string[],
      parts: JSON.parse(row.parts) as PassagePart[],
    }));
  }

  async recordProblem(problem: FileProblem): Promise<void> {
    const row = {
      path: problem.path,
      code: problem.code,
      message: problem.message,
      page: problem.page,
      seen_at: problem.seenAt,
    };
    await this.db
      .insertInto('file_problems')
      .values(row)
      .onConflict((conflict) => conflict.column('path').doUpdateSet(row))
      .execute();
  }

  async clearProblem(path: string): Promise<void> {
    await this.db.deleteFrom('file_problems').where('path', '=', path).execute();
  }

  async problems(): Promise<FileProblem[]> {
    const rows = await this.db.selectFrom('file_problems').selectAll().orderBy('path').execute();
    return rows.map(({ seen_at, ...row }) => ({ ...row, seenAt: seen_at }));
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }

  async #documents(narrow: (query: DocumentQuery) => DocumentQuery): Promise<StoredDocument[]> {
    const rows = await narrow(documentQuery(this.db)).execute();
    return rows.map((row) => ({
      id: row.documentId,
      path: row.path,
      name: row.name,
      sample: row.sample === 1,
      withdrawnAt: row.withdrawn_at,
      current: versionOf(row),
    }));
  }
}

type DocumentQuery = ReturnType<typeof documentQuery>;

function documentQuery(db: Kysely<Database>) {
  return db
    .selectFrom('documents')
    .innerJoin('document_versions', 'document_versions.id', 'documents.current_version_id')
    .selectAll('document_versions')
    .select([
      'documents.id as documentId',
      'documents.path',
      'documents.name',
      'documents.sample',
      'documents.withdrawn_at',
    ])
    .orderBy('documents.sequence');
}

function versionOf(row: VersionRow): StoredVersion {
  return {
    id: row.id,
    documentId: row.document_id,
    contentHash: row.content_hash,
    format: row.format,
    reader: row.reader,
    pageCount: row.page_count,
    edition: JSON.parse(row.edition) as Edition,
    passageCount: row.passage_count,
    readAt: row.read_at,
  };
}
