import type { Transaction } from 'kysely';
import type { Database } from './schema.js';

/** The next value of a counter, from 1, without gaps: it is given back when the transaction is. */
export async function nextCount(tx: Transaction<Database>, name: string): Promise<number> {
  const { value } = await tx
    .insertInto('counters')
    .values({ name, value: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((set) => ({ value: set('counters.value', '+', 1) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
}
