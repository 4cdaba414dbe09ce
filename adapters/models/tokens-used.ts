import { z } from 'zod';
import type { Tokens } from '../../bot/ports/chat-model.js';

/** More than any exchange of the desk could take: beyond it a count is none. */
const MOST = 10_000_000;

const count = z.number().int().min(0).max(MOST);
const Usage = z.object({ input_tokens: count.min(1), output_tokens: count });

/**
 * Tokens as a service counts them; null where it gives no counts, or some that cannot be: taken as they are, they would let
 * an asker spend without end, or nobody anything.
 */
export function countedTokens(usage: unknown): Tokens | null {
  const parsed = Usage.safeParse(usage);
  return parsed.success ? { input: parsed.data.input_tokens, output: parsed.data.output_tokens } : null;
}
