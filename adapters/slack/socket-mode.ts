import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import type { Intake } from '../../bot/channels/intake.js';

interface Delivery {
  ack: (answer?: Record<string, unknown>) => Promise<void>;
  body: Record<string, unknown>;
}

/** Milliseconds; doubled with every try that fails. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 60_000;
const LONGEST_GOODBYE = 2000;

/**
 * Socket Mode: the desk calls Slack, and nothing has to come in from outside. It connects again by itself: once Slack has
 * refused the token the client does not come back, and nobody can catch what it throws.
 */
export function socketMode(
  intake: Pick<Intake<Record<string, unknown>>, 'take'>,
  { appToken, apiUrl, logger }: { appToken: string; apiUrl: string; logger: Logger },
): { start: () => Promise<void>; stop: () => Promise<void> } {
  const client = new SocketModeClient({
    appToken,
    logger,
    autoReconnectEnabled: false,
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 } },
  });
  let stopped = false;
  let failures = 0;
  let timer: NodeJS.Timeout | null = null;
  client.on('slack_event', ({ ack, body }: Delivery) => {
    intake.take(body, ack).catch((error: unknown) => logger.error(error));
  });
  client.on('connected', () => {
    failures = 0;
  });
  client.on('disconnected', () => again());

  function again(): void {
    if (stopped || timer !== null) return;
    const wait = failures === 0 ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - 1));
    failures++;
    timer = setTimeout(() => {
      timer = null;
      client.start().catch((error: unknown) => {
        logger.error(error);
        again();
      });
    }, wait);
  }

  function end(): void {
    stopped = true;
    if (timer !== null) clearTimeout(timer);
  }

  return {
    async start() {
      await client.start().catch((error: unknown) => {
        end();
        throw error;
      });
    },
    async stop() {
      end();
      // Without a connection the client never says that it has ended.
      await Promise.race([client.disconnect(), pause(LONGEST_GOODBYE, undefined, { ref: false })]);
    },
  };
}
