import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import {
  CHAIN_START,
  type ChainFault,
  contentHashOf,
  firstFault,
  macOf,
  type RowToCheck,
} from '../../bot/audit/audit-chain.js';
import { RESTORED } from '../../bot/audit/audit-heads.js';
import type { AuditEntry, AuditEntryFact, AuditFilter, AuditLog } from '../../bot/ports/audit-log.js';
import type { Database } from './schema.js';

/** Appends a fact to the chain. Transactions are one after the other, so no two rows follow the same. */
export async function writeAuditRow(
  tx: Transaction<Database>,
  fact: AuditEntryFact,
  key: Uint8Array,
): Promise<void> {
  const last = await tx
    .selectFrom('audit_rows')
    .select(['sequence', 'mac'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const content = JSON.stringify(fact.content);
  const row = {
    sequence: (last?.sequence ?? 0) + 1,
    at: fact.at,
    actorId: fact.actorId,
    action: fact.action,
    target: fact.target,
    contentHash: contentHashOf(content),
  };
  const contentId = randomUUID();
  await tx.insertInto('audit_contents').values({ id: contentId, content }).execute();
  await tx
    .insertInto('audit_rows')
    .values({
      sequence: row.sequence,
      at: row.at,
      actor_id: row.actorId,
      action: row.action,
      target: row.target,
      content_id: contentId,
      content_hash: row.contentHash,
      mac: macOf(last?.mac ?? CHAIN_START, row, key),
    })
    .execute();
}

/** Deletes contents of rows about something. The rows and their hashes stay, so the chain holds. */
export async function forgetAuditContents(
  tx: Transaction<Database>,
  target: string,
  which: (row: { actorId: string; content: string }) => boolean,
): Promise<void> {
  const rows = await tx
    .selectFrom('audit_rows')
    .innerJoin('audit_contents', 'audit_contents.id', 'audit_rows.content_id')
    .select(['audit_rows.actor_id as actorId', 'audit_contents.id', 'audit_contents.content'])
    .where('target', '=', target)
    .execute();
  for (const row of rows)
    if (which(row)) await tx.deleteFrom('audit_contents').where('id', '=', row.id).execute();
}

export async function countAuditRows(db: Kysely<Database>): Promise<number> {
  const { rows } = await db
    .selectFrom('audit_rows')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return rows;
}

/** So many rows are read at once. */
const ROWS_PER_BATCH = 1000;

export class SqliteAuditLog implements AuditLog {
  constructor(
    private readonly db: Kysely<Database>,
    private readonly key: Uint8Array,
  ) {}

  verify(): Promise<ChainFault | null> {
    return firstFault(this.#rows(), this.key);
  }

  async recent(
    limit: number,
    before = Number.MAX_SAFE_INTEGER,
    { actorId, action, target }: AuditFilter = {},
  ): Promise<AuditEntry[]> {
    let query = this.db
      .selectFrom('audit_rows')
      .leftJoin('audit_contents', 'audit_contents.id', 'audit_rows.content_id')
      .selectAll('audit_rows')
      .select('audit_contents.content')
      .where('sequence', '<', before)
      .orderBy('sequence', 'desc')
      .limit(limit);
    if (target !== undefined) query = query.where('target', '=', target);
    if (actorId !== undefined) query = query.where('actor_id', '=', actorId);
    // A range instead of LIKE: what is sought is a beginning, and never a pattern.
    if (action !== undefined)
      query = query.where('action', '>=', action).where('action', '<', `${action}\uFFFF`);
    const rows = await query.execute();
    return rows.map((row) => ({
      sequence: row.sequence,
      at: row.at,
      actorId: row.actor_id,
      action: row.action,
      target: row.target,
      content: row.content === null ? null : (JSON.parse(row.content) as Record<string, unknown>),
    }));
  }

  async head(): Promise<{ sequence: number; mac: string } | null> {
    const row = await this.db
      .selectFrom('audit_rows')
      .select(['sequence', 'mac'])
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row ?? null;
  }

  async macAt(sequence: number): Promise<string | null> {
    const row = await this.db
      .selectFrom('audit_rows')
      .select('mac')
      .where('sequence', '=', sequence)
      .executeTakeFirst();
    return row?.mac ?? null;
  }

  restores(): Promise<{ sequence: number; at: string }[]> {
    return this.db
      .selectFrom('audit_rows')
      .select(['sequence', 'at'])
      .where('action', '=', RESTORED)
      .orderBy('sequence')
      .execute();
  }

  record(fact: AuditEntryFact): Promise<void> {
    return this.db.transaction().execute((tx) => writeAuditRow(tx, fact, this.key));
  }

  /** All rows in order, a batch in memory at a time. */
  async *#rows(): AsyncGenerator<RowToCheck> {
    let last = Number.MIN_SAFE_INTEGER;
    for (;;) {
      const batch = await this.db
        .selectFrom('audit_rows')
        .leftJoin('audit_contents', 'audit_contents.id', 'audit_rows.content_id')
        .selectAll('audit_rows')
        .select('audit_contents.content')
        .where('sequence', '>', last)
        .orderBy('sequence')
        .limit(ROWS_PER_BATCH)
        .execute();
      for (const { content, ...row } of batch) {
        const { sequence, at, action, target, mac } = row;
        yield {
          row: { sequence, at, actorId: row.actor_id, action, target, contentHash: row.content_hash, mac },
          content,
        };
        last = sequence;
      }
      if (batch.length < ROWS_PER_BATCH) return;
    }
  }
}
