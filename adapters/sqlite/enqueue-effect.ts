import type { Transaction } from 'kysely';
import type { Effect } from '../../bot/ports/register-store.js';
import { nextCount } from './next-count.js';
import type { Database } from './schema.js';

/** Puts an effect into the outbox, within the transaction of the fact that causes it. */
export async function enqueueEffect(
  tx: Transaction<Database>,
  { id, kind, order, payload, createdAt }: Effect,
  { notBefore = null }: { notBefore?: string | null } = {},
): Promise<void> {
  const named = (key: string): string | null => {
    const value = payload[key];
    return typeof value === 'string' ? value : null;
  };
  await tx
    .insertInto('effects')
    .values({
      id,
      sequence: await nextCount(tx, 'effects'),
      kind,
      ordering: order,
      payload: JSON.stringify(payload),
      created_at: createdAt,
      attempts: 0,
      not_before: notBefore,
      leased_by: null,
      leased_until: null,
      done_at: null,
      failed_at: null,
      receipt: null,
      problem: null,
      consultation_id: named('consultationId'),
      digest_id: named('digestId'),
    })
    .execute();
}
