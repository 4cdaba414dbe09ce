import { type Kysely, sql, type Transaction } from 'kysely';
import type { RetentionClass } from '../../bot/consultations/consultation.js';
import { isOpen, STATES } from '../../bot/consultations/state.js';
import type { DeletionRun, RecordsStore } from '../../bot/ports/records-store.js';
import type { AuditFact } from '../../bot/ports/register-store.js';
import { writeAuditRow } from './audit-rows.js';
import type { Database } from './schema.js';
import { bumpRevision } from './write-version.js';

/** Days. */
const DONE_KEPT = 7;
const FAILED_KEPT = 90;
const MODEL_CALLS_KEPT = 400;

const ENDED = STATES.filter((state) => !isOpen(state));

export class SqliteRecordsStore implements RecordsStore {
  constructor(
    private readonly db: Kysely<Database>,
    private readonly auditKey: Uint8Array,
  ) {}

  runOut(
    retention: RetentionClass,
    changedBefore: string,
    limit: number,
  ): Promise<{ id: string; number: string }[]> {
    return this.#runOut(retention, changedBefore).select(['id', 'number']).limit(limit).execute();
  }

  async countRunOut(retention: RetentionClass, changedBefore: string): Promise<number> {
    const { count } = await this.#runOut(retention, changedBefore)
      .select((expression) => expression.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  }

  async deleteConsultations(ids: readonly string[], run: DeletionRun, fact: AuditFact): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      await tx
        .deleteFrom('audit_contents')
        .where('id', 'in', (rows) =>
          rows.selectFrom('audit_rows').select('content_id').where('target', 'in', ids),
        )
        .execute();
      await tx.deleteFrom('effects').where('consultation_id', 'in', ids).execute();
      await tx.deleteFrom('posts').where('consultation_id', 'in', ids).execute();
      await tx.deleteFrom('consultation_citations').where('consultation_id', 'in', ids).execute();
      await tx.deleteFrom('consultation_entries').where('consultation_id', 'in', ids).execute();
      await tx
        .updateTable('consultations')
        .set({ duplicate_of: null })
        .where('duplicate_of', 'in', ids)
        .execute();
      await tx.updateTable('qa_entries').set({ source_id: null }).where('source_id', 'in', ids).execute();
      await tx.deleteFrom('consultations').where('id', 'in', ids).execute();
      await this.#record(tx, run, fact);
    });
  }

  deleteExpired(now: string): Promise<number> {
    return this.db.transaction().execute(async (tx) => {
      const deleted = [
        await tx.deleteFrom('pending_imports').where('expires_at', '<=', now).executeTakeFirst(),
        await tx.deleteFrom('pending_sign_ins').where('expires_at', '<=', now).executeTakeFirst(),
        await tx
          .deleteFrom('one_time_links')
          .where((where) => where.or([where('expires_at', '<=', now), where('used_at', 'is not', null)]))
          .executeTakeFirst(),
        await tx
          .deleteFrom('sessions')
          .where((where) => where.or([where('expires_at', '<=', now), where('revoked_at', 'is not', null)]))
          .executeTakeFirst(),
        // A chat service delivers a second time within the hour; what was given up waits for whoever looks.
        await tx
          .deleteFrom('inbound')
          .where((where) =>
            where.or([
              where('done_at', '<', daysBefore(now, DONE_KEPT)),
              where('failed_at', '<', daysBefore(now, FAILED_KEPT)),
            ]),
          )
          .executeTakeFirst(),
        // They say who asked a model when; ceilings need a day of them, a year's figures a year.
        await tx
          .deleteFrom('model_calls')
          .where('at', '<', daysBefore(now, MODEL_CALLS_KEPT))
          .executeTakeFirst(),
        await tx.deleteFrom('sends').where('begun_at', '<', daysBefore(now, FAILED_KEPT)).executeTakeFirst(),
      ];
      return deleted.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
    });
  }

  deleteVersions(before: string): Promise<number> {
    return this.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ id: string }>`SELECT version.id
        FROM document_versions AS version JOIN documents ON documents.id = version.document_id
        WHERE NOT EXISTS (SELECT 1 FROM consultation_citations WHERE version_id = version.id)
        AND (documents.withdrawn_at < ${before}
          OR (documents.current_version_id <> version.id AND EXISTS (
            SELECT 1 FROM document_versions AS later WHERE later.document_id = version.document_id
            AND later.read_at > version.read_at AND later.read_at < ${before}))) LIMIT 500`.execute(tx);
      if (rows.length === 0) return 0;
      const ids = rows.map(({ id }) => id);
      await tx.deleteFrom('passages').where('version_id', 'in', ids).execute();
      await tx.deleteFrom('document_versions').where('id', 'in', ids).execute();
      // A document of which nothing is left; one that has yet to come has no row at all.
      const emptied = sql`SELECT id FROM documents WHERE NOT EXISTS (
        SELECT 1 FROM document_versions WHERE document_id = documents.id)`;
      await sql`DELETE FROM edition_corrections WHERE document_id IN (${emptied})`.execute(tx);
      await sql`DELETE FROM documents WHERE id IN (${emptied})`.execute(tx);
      await bumpRevision(tx);
      return rows.length;
    });
  }

  async unreferred(contentHashes: readonly string[]): Promise<string[]> {
    const rows = await this.db.selectFrom('document_versions').select('content_hash').distinct().execute();
    const referred = new Set(rows.map(({ content_hash }) => content_hash));
    return contentHashes.filter((hash) => !referred.has(hash));
  }

  async recordRun(run: DeletionRun, fact: AuditFact): Promise<void> {
    await this.db.transaction().execute((tx) => this.#record(tx, run, fact));
  }

  async runs(limit: number): Promise<DeletionRun[]> {
    const rows = await this.db
      .selectFrom('deletion_runs')
      .selectAll()
      .orderBy('at', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ as_of, ...run }) => ({ ...run, asOf: as_of }));
  }

  async #record(tx: Transaction<Database>, { asOf, ...run }: DeletionRun, fact: AuditFact): Promise<void> {
    const row = { ...run, as_of: asOf };
    await tx
      .insertInto('deletion_runs')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    await writeAuditRow(tx, fact, this.auditKey);
  }

  #runOut(retention: RetentionClass, changedBefore: string) {
    return this.db
      .selectFrom('consultations')
      .where('state', 'in', ENDED)
      .where('retention_class', '=', retention)
      .where('changed_at', '<', changedBefore);
  }
}

function daysBefore(instant: string, days: number): string {
  return new Date(Date.parse(instant) - days * 86_400_000).toISOString();
}
