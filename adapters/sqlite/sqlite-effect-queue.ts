import type { Kysely, Selectable } from 'kysely';
import type { ClaimedEffect, EffectQueue, FailedEffect } from '../../bot/ports/effect-queue.js';
import type { Database } from './schema.js';

export class SqliteEffectQueue implements EffectQueue {
  constructor(private readonly db: Kysely<Database>) {}

  claim({ kinds, worker, now, until }: Parameters<EffectQueue['claim']>[0]): Promise<ClaimedEffect | null> {
    return this.db.transaction().execute(async (tx) => {
      const row = await tx
        .selectFrom('effects')
        .selectAll()
        .where('kind', 'in', [...kinds])
        .where('done_at', 'is', null)
        .where('failed_at', 'is', null)
        .where((where) => where.or([where('not_before', 'is', null), where('not_before', '<=', now)]))
        .where((where) => where.or([where('leased_until', 'is', null), where('leased_until', '<=', now)]))
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('effects as earlier')
                .select('earlier.id')
                .whereRef('earlier.ordering', '=', 'effects.ordering')
                .whereRef('earlier.sequence', '<', 'effects.sequence')
                .where('earlier.done_at', 'is', null)
                .where('earlier.failed_at', 'is', null),
            ),
          ),
        )
        .orderBy('sequence')
        .limit(1)
        .executeTakeFirst();
      if (row === undefined) return null;
      const attempts = row.attempts + 1;
      await tx
        .updateTable('effects')
        .set({ leased_by: worker, leased_until: until, attempts })
        .where('id', '=', row.id)
        .execute();
      return { ...effectOf(row), attempts };
    });
  }

  async complete(id: string, at: string, receipt: Readonly<Record<string, unknown>>): Promise<void> {
    await this.db
      .updateTable('effects')
      .set({ done_at: at, receipt: JSON.stringify(receipt), leased_by: null, leased_until: null })
      .where('id', '=', id)
      .execute();
  }

  async postpone(id: string, notBefore: string, problem: string): Promise<void> {
    await this.db
      .updateTable('effects')
      .set({ not_before: notBefore, problem, leased_by: null, leased_until: null })
      .where('id', '=', id)
      .execute();
  }

  async fail(id: string, at: string, problem: string): Promise<void> {
    await this.db
      .updateTable('effects')
      .set({ failed_at: at, problem, leased_by: null, leased_until: null })
      .where('id', '=', id)
      .execute();
  }

  retry(id: string): Promise<boolean> {
    return this.db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('effects')
        .set({ failed_at: null, not_before: null, attempts: 1 })
        .where('id', '=', id)
        .where('failed_at', 'is not', null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows !== 1n) return false;
      // Whoever asks for it has looked whether it stands there.
      await tx.deleteFrom('sends').where('effect_id', '=', id).where('channel', 'is', null).execute();
      return true;
    });
  }

  async failed(limit: number): Promise<FailedEffect[]> {
    const rows = await this.db
      .selectFrom('effects')
      .selectAll()
      .where('failed_at', 'is not', null)
      .orderBy('sequence', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ ...effectOf(row), problem: row.problem ?? '' }));
  }
}

function effectOf(row: Selectable<Database['effects']>): ClaimedEffect {
  return {
    id: row.id,
    kind: row.kind,
    order: row.ordering,
    payload: JSON.parse(row.payload) as Record<string, unknown>,
    createdAt: row.created_at,
    attempts: row.attempts,
  };
}
