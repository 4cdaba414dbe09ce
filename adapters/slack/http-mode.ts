import { verifySlackRequest } from '@slack/bolt';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Intake } from '../../bot/channels/intake.js';

const LONGEST_BODY = 1024 * 1024;

/**
 * HTTP mode: Slack calls the webhook port, and signs what it sends. A request that is older than five minutes is
 * refused, so that nobody can play back one that was overheard.
 */
export function httpMode(
  intake: Pick<Intake<Record<string, unknown>>, 'take'>,
  { signingSecret, log }: { signingSecret: string; log: (error: unknown, what: string) => void },
): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: LONGEST_BODY }));
  app.post('/slack/events', async (c) => {
    const text = await c.req.text();
    try {
      verifySlackRequest({
        signingSecret,
        body: text,
        headers: {
          'x-slack-signature': c.req.header('x-slack-signature') ?? '',
          'x-slack-request-timestamp': Number(c.req.header('x-slack-request-timestamp') ?? Number.NaN),
        },
      });
    } catch {
      return c.text('', 401);
    }
    const body = bodyOf(text, c.req.header('content-type') ?? '');
    if (body === null) return c.text('', 400);
    if (body.type === 'url_verification') return c.text(String(body.challenge ?? ''));
    if (body.ssl_check !== undefined) return c.text('');
    return new Promise<Response>((resolve) => {
      intake
        .take(body, async (answer) => resolve(answer === undefined ? c.text('') : c.json(answer)))
        .catch((error: unknown) => {
          log(error, 'slack-http');
          // Not kept: Slack delivers it again.
          resolve(c.text('', 503));
        });
    });
  });
  return app;
}

/** Events come as JSON, what people press and type as a form, mostly with JSON in its one field. */
function bodyOf(text: string, type: string): Record<string, unknown> | null {
  try {
    if (type.startsWith('application/json')) return record(JSON.parse(text));
    const form = new URLSearchParams(text);
    const payload = form.get('payload');
    return payload === null ? Object.fromEntries(form) : record(JSON.parse(payload));
  } catch {
    return null;
  }
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
