import type { Logger } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import type { SlackReceiver } from './slack-receiver.js';

interface Delivery {
  ack: (answer?: Record<string, unknown>) => Promise<void>;
  body: Record<string, unknown>;
}

/** Socket Mode: the desk calls Slack, and nothing has to come in from outside. */
export function socketMode(
  receiver: SlackReceiver,
  { appToken, apiUrl, logger }: { appToken: string; apiUrl: string; logger: Logger },
): { start: () => Promise<void>; stop: () => Promise<void> } {
  const client = new SocketModeClient({ appToken, logger, clientOptions: { slackApiUrl: apiUrl } });
  client.on('slack_event', ({ ack, body }: Delivery) => {
    receiver.take(body, ack).catch((error: unknown) => logger.error(error));
  });
  return {
    async start() {
      await client.start();
    },
    stop: () => client.disconnect(),
  };
}
