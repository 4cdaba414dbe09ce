import { CannotDeliver, TryLater } from '../../bot/effects/effect-worker.js';
import type { Drawn } from './draw.js';

const TIMEOUT = 10_000;

/**
 * An answer that only one person sees, in the place of the "searching" that the command was acknowledged with: sent
 * twice it is still one. @param hooks origins that Slack's response URLs may have
 */
export async function respond(
  url: string,
  { text, blocks }: Drawn,
  { hooks, replaces }: { hooks: readonly string[]; replaces: boolean },
): Promise<void> {
  if (!hooks.includes(new URL(url).origin)) throw new CannotDeliver('the response URL is not one of Slack');
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: replaces, text, blocks }),
    signal: AbortSignal.timeout(TIMEOUT),
    redirect: 'error',
  });
  if (response.ok) return;
  const problem = `response URL: HTTP ${response.status}`;
  // After thirty minutes, or five answers, Slack takes no more.
  if (response.status === 404 || response.status === 410) throw new CannotDeliver(problem);
  throw new TryLater(problem, Number(response.headers.get('retry-after')) || null);
}
