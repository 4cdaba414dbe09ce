import { createHash } from 'node:crypto';

/** What a form was made from, in a hidden field: sent back with another one, the form is out of date. */
export function digestOf(shown: unknown): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);
}
