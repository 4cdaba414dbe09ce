import type { App, webApi } from '@slack/bolt';
import { cardCommand } from '../../bot/channels/card-command.js';
import type { Said } from '../../bot/channels/chat-desk.js';
import { COMMAND } from './command.js';
import { isDirect } from './interactions.js';
import type { SlackParts } from './slack-parts.js';
import { inboundOf } from './what-arrives.js';

interface SaidEvent {
  channel: string;
  user?: string | undefined;
  text?: string | undefined;
  ts: string;
  thread_ts?: string | undefined;
}

/** What is asked: by mention, direct message, or command. */
export function listenToQuestions(app: App, parts: SlackParts): void {
  const { chat } = parts;

  app.event('app_mention', ({ event, body, context }) => said(event, body.team_id, inboundOf(context)));
  app.event('message', async ({ event, body, context, client }) => {
    const message = event as unknown as SaidEvent;
    await thinking(client, message);
    await said(message, body.team_id, inboundOf(context));
  });

  async function said(event: SaidEvent, workspace: string, inboundId: string): Promise<void> {
    const thread = event.thread_ts ?? event.ts;
    const place = { service: 'slack', workspace, channel: event.channel, thread } as const;
    const account = event.user ?? '';
    const text = event.text ?? '';
    const { live } = parts;
    const direct = isDirect(event.channel);
    const one: Said = { inboundId, place, account, direct, text, respond: null, live };
    const card = await parts.posts.findByMessage('slack', event.channel, thread);
    if (card?.kind === 'card') return cardCommand(parts, one, card.consultationId);
    await chat.hear(one);
  }

  /** Words to show in the assistant's pane while the desk searches; no harm when Slack does not take them. */
  async function thinking(
    client: webApi.WebClient,
    { channel, thread_ts: thread }: SaidEvent,
  ): Promise<void> {
    if (thread === undefined) return;
    await client.assistant.threads
      .setStatus({ channel_id: channel, thread_ts: thread, status: '資料を調べています…' })
      .catch((error: unknown) => parts.log(error, 'slack-status'));
  }

  app.command(COMMAND, async ({ command, context }) => {
    const {
      channel_id: channel,
      team_id: workspace,
      user_id: account,
      text,
      response_url: respond,
    } = command;
    const place = { service: 'slack', workspace, channel, thread: null } as const;
    await chat.hear({
      inboundId: inboundOf(context),
      place,
      account,
      direct: isDirect(channel),
      text,
      respond,
    });
  });
}
