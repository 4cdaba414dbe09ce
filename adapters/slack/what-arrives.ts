import { z } from 'zod';
import { NotTheirs } from '../../bot/consultations/register.js';
import { MoveRefused } from '../../bot/consultations/transitions.js';
import { RevisionConflict } from '../../bot/ports/register-store.js';

/** In the inbox, of what Bolt gives to a listener. */
export function inboundOf(context: Record<string, unknown>): string {
  return z.string().parse(context.inboundId);
}

/** Words for what the register refuses; null for a fault. */
export function refusalWords(error: unknown): 'changed-meanwhile' | 'not-yours' | null {
  if (error instanceof RevisionConflict || error instanceof MoveRefused) return 'changed-meanwhile';
  return error instanceof NotTheirs ? 'not-yours' : null;
}
