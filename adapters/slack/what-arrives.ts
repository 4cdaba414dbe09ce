import { z } from 'zod';

/** In the inbox, of what Bolt gives to a listener. */
export function inboundOf(context: Record<string, unknown>): string {
  return z.string().parse(context.inboundId);
}
