import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A row as it is stored. The content stands apart, so that it can be deleted and the chain still holds. */
export interface AuditRow {
  /** From 1, without gaps. */
  sequence: number;
  at: string;
  actorId: string;
  action: string;
  target: string;
  /** SHA-256 of the content, hexadecimal. */
  contentHash: string;
  /** HMAC-SHA-256 over the row before and this row, hexadecimal. */
  mac: string;
}

/** What stands before the first row. */
export const CHAIN_START = '0'.repeat(64);

export function contentHashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Whoever changes, removes or inserts a row breaks this and all later ones, unless he has the key. */
export function macOf(previous: string, row: Omit<AuditRow, 'mac'>, key: Uint8Array): string {
  const { sequence, at, actorId, action, target, contentHash } = row;
  const line = JSON.stringify([previous, sequence, at, actorId, action, target, contentHash]);
  return createHmac('sha256', key).update(line).digest('hex');
}

export interface ChainFault {
  sequence: number;
  /** The last two are seen with heads only: the chain by itself does not tell where it ended. */
  reason: 'gap' | 'row-changed' | 'content-changed' | 'cut-off' | 'head-differs';
  /** The head that tells of it. */
  head?: { date: string; sequence: number };
}

/** A row and its stored content, null when it was deleted by retention. */
export interface RowToCheck {
  row: AuditRow;
  content: string | null;
}

/** The first fault of a chain, null when it is whole. Rows come in order, one by one: there may be a million. */
export async function firstFault(
  rows: AsyncIterable<RowToCheck>,
  key: Uint8Array,
): Promise<ChainFault | null> {
  let previous = CHAIN_START;
  let expected = 1;
  for await (const { row, content } of rows) {
    if (row.sequence !== expected) return { sequence: expected, reason: 'gap' };
    const mac = macOf(previous, row, key);
    if (mac.length !== row.mac.length || !timingSafeEqual(Buffer.from(mac), Buffer.from(row.mac)))
      return { sequence: row.sequence, reason: 'row-changed' };
    if (content !== null && contentHashOf(content) !== row.contentHash)
      return { sequence: row.sequence, reason: 'content-changed' };
    previous = row.mac;
    expected++;
  }
  return null;
}
