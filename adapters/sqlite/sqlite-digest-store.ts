import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Delivery, Digest, DigestContent, DigestKind } from '../../bot/digest/digest.js';
import {
  DigestChanged,
  DigestLeft,
  type DigestStore,
  type DueEffect,
  type PostedDigest,
} from '../../bot/ports/digest-store.js';
import type { AuditFact } from '../../bot/ports/register-store.js';
import { writeAuditRow } from './audit-rows.js';
import { enqueueEffect } from './enqueue-effect.js';
import type { Database } from './schema.js';

export class SqliteDigestStore implements DigestStore {
  constructor(
    private readonly db: Kysely<Database>,
    private readonly auditKey: Uint8Array,
  ) {}

  async find(id: string): Promise<Digest | null> {
    const row = await this.db.selectFrom('digests').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : digestOf(row);
  }

  async list(kind: DigestKind, period: string): Promise<Digest[]> {
    const rows = await this.db
      .selectFrom('digests')
      .selectAll()
      .where('kind', '=', kind)
      .where('period', '=', period)
      .orderBy('approved_at')
      .execute();
    return rows.map(digestOf);
  }

  async ofPrefecture(prefecture: string, limit: number): Promise<Digest[]> {
    const rows = await this.db
      .selectFrom('digests')
      .selectAll()
      .where('prefecture', '=', prefecture)
      .orderBy('approved_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map(digestOf);
  }

  async save(digest: Digest, effects: readonly DueEffect[], fact: AuditFact): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      await expectRevision(tx, digest.id, digest.revision - 1);
      const row = rowOf(digest);
      await tx
        .insertInto('digests')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
      for (const { notBefore, ...effect } of effects) await enqueueEffect(tx, effect, { notBefore });
      await writeAuditRow(tx, fact, this.auditKey);
    });
  }

  async cancel(digest: Digest, at: string, fact: AuditFact): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      await expectRevision(tx, digest.id, digest.revision);
      const left = await tx
        .selectFrom('effects')
        .select('id')
        .where('digest_id', '=', digest.id)
        // Tried once, it may have left although nobody was told so.
        .where((where) => where.or([where('done_at', 'is not', null), where('attempts', '>', 0)]))
        .executeTakeFirst();
      if (left !== undefined) throw new DigestLeft(`digest ${digest.id} has left, at least in part`);
      await tx.deleteFrom('effects').where('digest_id', '=', digest.id).execute();
      await tx
        .updateTable('digests')
        .set({ cancelled_at: at, revision: digest.revision + 1 })
        .where('id', '=', digest.id)
        .execute();
      await writeAuditRow(tx, fact, this.auditKey);
    });
  }

  async deliveries(id: string): Promise<Delivery[]> {
    const rows = await this.db
      .selectFrom('effects')
      .selectAll()
      .where('digest_id', '=', id)
      .orderBy('sequence')
      .execute();
    return rows.map((row) => ({
      effectId: row.id,
      by: row.kind === 'digest-mail' ? 'mail' : row.kind,
      channel: channelIn(row.payload),
      state:
        row.done_at !== null
          ? 'posted'
          : row.failed_at !== null
            ? 'failed'
            : row.leased_until !== null
              ? 'sending'
              : 'waiting',
      at: row.done_at ?? row.failed_at ?? row.not_before,
      problem: row.problem,
    }));
  }

  async record({ digestId, revision, by, channel, at, chart, ...content }: PostedDigest): Promise<void> {
    await this.db
      .insertInto('posted_digests')
      .values({
        digest_id: digestId,
        revision,
        by,
        channel,
        at,
        content: JSON.stringify(content),
        chart: chart === null ? null : Buffer.from(chart),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async records(id: string): Promise<PostedDigest[]> {
    const rows = await this.db
      .selectFrom('posted_digests')
      .selectAll()
      .where('digest_id', '=', id)
      .orderBy('at')
      .execute();
    return rows.map(({ digest_id: digestId, revision, by, channel, at, content, chart }) => ({
      digestId,
      revision,
      by,
      channel,
      at,
      ...(JSON.parse(content) as Pick<PostedDigest, 'title' | 'text' | 'lines' | 'notes'>),
      chart,
    }));
  }
}

async function expectRevision(tx: Transaction<Database>, id: string, expected: number): Promise<void> {
  const row = await tx.selectFrom('digests').select('revision').where('id', '=', id).executeTakeFirst();
  if ((row?.revision ?? 0) !== expected)
    throw new DigestChanged(`digest ${id} has revision ${row?.revision ?? 0}, not ${expected}`);
}

function channelIn(payload: string): string | null {
  const { place } = JSON.parse(payload) as { place?: { channel?: string } };
  return place?.channel ?? null;
}

function rowOf(digest: Digest): Database['digests'] {
  const { title, text, lines, notes, source, chart } = digest;
  const content: DigestContent = { title, text, lines, notes, source, chart };
  return {
    id: digest.id,
    kind: digest.kind,
    period: digest.period,
    prefecture: digest.prefecture,
    revision: digest.revision,
    content: JSON.stringify(content),
    approved_by: digest.approvedBy,
    approved_at: digest.approvedAt,
    due_at: digest.dueAt,
    cancelled_at: digest.cancelledAt,
    corrected_at: digest.correctedAt,
  };
}

function digestOf(row: Selectable<Database['digests']>): Digest {
  return {
    ...(JSON.parse(row.content) as DigestContent),
    id: row.id,
    kind: row.kind as DigestKind,
    period: row.period,
    prefecture: row.prefecture,
    revision: row.revision,
    approvedBy: row.approved_by,
    approvedAt: row.approved_at,
    dueAt: row.due_at,
    cancelledAt: row.cancelled_at,
    correctedAt: row.corrected_at,
  };
}
