import { isObject, texts } from './json.js';
import type { StoredMessage } from './workspace.js';

/** Somebody was called by a message of the app's. */
export interface Ping {
  channel: string;
  ts: string;
  /** What called: `<!channel>`, `<!here>`, `<!everyone>`, `<@U…>`, `<!subteam^S…>`. */
  ping: string;
  /** JSON pointer into the message. */
  at: string;
}

const calls = /<!(?:channel|here|everyone|subteam\^[A-Z0-9]+)(?:\|[^>]*)?>|<@[UW][A-Z0-9]+(?:\|[^>]*)?>/g;

/** Every call in what Slack reads as markup; plain_text and raw cells call nobody. */
export function pingsOf(message: StoredMessage): Ping[] {
  const found: Ping[] = [];
  const { channel, ts } = message;
  const shown = { text: message.text, blocks: message.blocks ?? [], attachments: message.attachments ?? [] };
  for (const { at, text, holder } of texts(shown)) {
    if (!at.endsWith('/text') && !at.endsWith('/pretext')) continue;
    if (holder?.type === 'plain_text' || holder?.type === 'raw_text' || holder?.type === 'text') continue;
    for (const [ping] of text.matchAll(calls)) found.push({ channel, ts, ping, at });
  }
  walk(message.blocks ?? [], '/blocks', (element, at) => {
    if (element.type === 'broadcast') found.push({ channel, ts, ping: `<!${String(element.range)}>`, at });
    if (element.type === 'user') found.push({ channel, ts, ping: `<@${String(element.user_id)}>`, at });
  });
  return found;
}

function walk(
  value: unknown,
  at: string,
  visit: (element: Record<string, unknown>, at: string) => void,
): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) walk(item, `${at}/${index}`, visit);
  } else if (isObject(value)) {
    visit(value, at);
    for (const [key, item] of Object.entries(value)) walk(item, `${at}/${key}`, visit);
  }
}
