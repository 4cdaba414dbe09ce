import { NotTheirs } from '../consultations/register.js';
import { MoveRefused } from '../consultations/transitions.js';
import { RevisionConflict } from '../ports/register-store.js';

/** Words for what the register refuses; null for a fault. */
export function refusalWords(error: unknown): 'changed-meanwhile' | 'not-yours' | null {
  if (error instanceof RevisionConflict || error instanceof MoveRefused) return 'changed-meanwhile';
  return error instanceof NotTheirs ? 'not-yours' : null;
}
