import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import type { AuditHead, AuditHeads } from '../ports/audit-heads.js';
import type { AuditLog } from '../ports/audit-log.js';
import type { ChainFault } from './audit-chain.js';

/** The action of the row with which a restored chain goes on. */
export const RESTORED = 'backup.restore';

/** Rows that a restore took away: they came after the back-up. */
export interface LostRows {
  from: number;
  /** As far as heads tell. */
  to: number;
  /** ISO instant of the restore. */
  restoredAt: string;
}

/** Writes today's head unless it is written. Returns whether it did; an empty chain has none. */
export async function writeDailyHead({
  audit,
  heads,
  now,
}: {
  audit: AuditLog;
  heads: AuditHeads;
  now: Date;
}): Promise<boolean> {
  const date = dayInJapan(now);
  const { written } = await heads.read();
  if (written.at(-1)?.date === date) return false;
  const head = await audit.head();
  if (head === null) return false;
  await heads.append({ date, ...head });
  return true;
}

/**
 * Compares a chain that is whole in itself with heads that were read before it. A head from before a restore may speak
 * of rows that the back-up did not hold; these are told, not blamed, because the restore's own row is in the chain.
 */
export async function compareHeads(
  audit: Pick<AuditLog, 'head' | 'macAt' | 'restores'>,
  heads: readonly AuditHead[],
): Promise<{ fault: ChainFault | null; lost: LostRows[] }> {
  const last = (await audit.head())?.sequence ?? 0;
  const restores = await audit.restores();
  const lost = new Map<number, LostRows>();
  let fault: ChainFault | null = null;
  for (const { date, sequence, mac } of heads) {
    if ((await audit.macAt(sequence)) === mac) continue;
    const restore = restores.find((one) => one.sequence <= sequence && date <= dayInJapan(new Date(one.at)));
    if (restore !== undefined) {
      const to = Math.max(sequence, lost.get(restore.sequence)?.to ?? 0);
      lost.set(restore.sequence, { from: restore.sequence, to, restoredAt: restore.at });
    } else {
      fault ??= {
        ...(sequence > last
          ? { sequence: last + 1, reason: 'cut-off' }
          : { sequence, reason: 'head-differs' }),
        head: { date, sequence },
      };
    }
  }
  return { fault, lost: [...lost.values()] };
}
