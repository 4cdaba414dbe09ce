import type { Kysely } from 'kysely';
import type { ClaimedInbound, FailedInbound, Inbound, Inbox } from '../../bot/ports/inbox.js';
import { nextCount } from './next-count.js';
import type { Database } from './schema.js';

export class SqliteInbox implements Inbox {
  constructor(private readonly db: Kysely<Database>) {}

  accept({ id, service, order, body, receivedAt }: Inbound): Promise<boolean> {
    return this.db.transaction().execute(async (tx) => {
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('inbound')
        .values({
          id,
          sequence: await nextCount(tx, 'inbound'),
          service,
          ordering: order,
          body: JSON.stringify(body),
          received_at: receivedAt,
          attempts: 0,
          not_before: null,
          leased_until: null,
          done_at: null,
          failed_at: null,
          problem: null,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    });
  }

  claim({ service, id, now, until }: Parameters<Inbox['claim']>[0]): Promise<ClaimedInbound | null> {
    return this.db.transaction().execute(async (tx) => {
      let due = tx
        .selectFrom('inbound')
        .selectAll()
        .where('service', '=', service)
        .where('done_at', 'is', null)
        .where('failed_at', 'is', null)
        .where((where) => where.or([where('not_before', 'is', null), where('not_before', '<=', now)]))
        .where((where) => where.or([where('leased_until', 'is', null), where('leased_until', '<=', now)]));
      due =
        id !== undefined
          ? due.where('id', '=', id)
          : due.where((where) =>
              where.not(
                where.exists(
                  where
                    .selectFrom('inbound as earlier')
                    .select('earlier.id')
                    .whereRef('earlier.ordering', '=', 'inbound.ordering')
                    .whereRef('earlier.sequence', '<', 'inbound.sequence')
                    .where('earlier.done_at', 'is', null)
                    .where('earlier.failed_at', 'is', null),
                ),
              ),
            );
      const row = await due.orderBy('sequence').limit(1).executeTakeFirst();
      if (row === undefined) return null;
      const attempts = row.attempts + 1;
      await tx
        .updateTable('inbound')
        .set({ leased_until: until, attempts })
        .where('id', '=', row.id)
        .execute();
      return {
        id: row.id,
        service,
        order: row.ordering,
        body: JSON.parse(row.body ?? '{}') as Record<string, unknown>,
        receivedAt: row.received_at,
        attempts,
      };
    });
  }

  async finish(id: string, at: string): Promise<void> {
    await this.db
      .updateTable('inbound')
      .set({ done_at: at, body: null, leased_until: null })
      .where('id', '=', id)
      .where('done_at', 'is', null)
      .execute();
  }

  async postpone(id: string, notBefore: string, problem: string): Promise<void> {
    await this.db
      .updateTable('inbound')
      .set({ not_before: notBefore, problem, leased_until: null })
      .where('id', '=', id)
      .execute();
  }

  async failed(limit: number): Promise<FailedInbound[]> {
    const rows = await this.db
      .selectFrom('inbound')
      .select(['id', 'service', 'received_at', 'problem'])
      .where('failed_at', 'is not', null)
      .orderBy('sequence', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ id, service, received_at: receivedAt, problem }) => ({
      id,
      service: service as Inbound['service'],
      receivedAt,
      problem: problem ?? '',
    }));
  }

  async retry(id: string): Promise<boolean> {
    const { numUpdatedRows } = await this.db
      .updateTable('inbound')
      .set({ failed_at: null, not_before: null, attempts: 0 })
      .where('id', '=', id)
      .where('failed_at', 'is not', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  async fail(id: string, at: string, problem: string): Promise<void> {
    await this.db
      .updateTable('inbound')
      .set({ failed_at: at, problem, leased_until: null })
      .where('id', '=', id)
      .execute();
  }
}
