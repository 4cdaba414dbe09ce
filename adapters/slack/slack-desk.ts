import { App, type Logger, LogLevel, webApi } from '@slack/bolt';
import type { Hono } from 'hono';
import type { Logger as Log } from 'pino';
import { InboxWorker } from '../../bot/channels/inbox-worker.js';
import type { Deliver } from '../../bot/effects/effect-worker.js';
import type { ClaimedInbound, Inbox } from '../../bot/ports/inbox.js';
import type { SlackSettings } from '../config/slack-settings.js';
import { httpMode } from './http-mode.js';
import { isDirect } from './interactions.js';
import { received } from './received.js';
import { SAYING_WORDS } from './sayings.js';
import { listen } from './slack-listeners.js';
import type { SlackParts } from './slack-parts.js';
import { SlackPoster } from './slack-poster.js';
import { SlackReceiver } from './slack-receiver.js';
import { socketMode } from './socket-mode.js';

/** The desk in a Slack workspace. */
export interface SlackDesk {
  deliver: Deliver;
  /** HTTP mode: what Slack calls; null in Socket Mode. */
  webhook: Hono | null;
  /** Works off what was kept, also from before a crash. */
  runDue: () => Promise<void>;
  /** Begins to take what Slack sends. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
}

interface SlackDeskParts extends Omit<SlackParts, 'client' | 'log'> {
  settings: SlackSettings;
  inbox: Inbox;
  log: Log;
}

/** A call takes at most so long, in milliseconds; the lease of what it carries out is longer. */
const CALL_TIMEOUT = 10_000;
const HOOKS = 'https://hooks.slack.com';

/** @throws when Slack does not know the token: `auth.test` says why */
export async function slackDesk({ settings, inbox, log, ...more }: SlackDeskParts): Promise<SlackDesk> {
  const { botToken, apiUrl } = settings;
  const clientOptions = {
    slackApiUrl: apiUrl,
    timeout: CALL_TIMEOUT,
    // The outbox waits and tries again; what the client repeated by itself might be posted twice.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  };
  const logger = quiet(log);
  const client = new webApi.WebClient(botToken, { ...clientOptions, logger });
  const { user_id: user = '', bot_id: bot = '' } = await client.auth.test();
  const parts: SlackParts = { ...more, client, log: (err, what) => log.error({ err: bare(err) }, what) };
  const receiver = new SlackReceiver({
    inbox,
    read: (body) => received(body, { desk: { user, bot }, mask: parts.mask }),
    now: parts.now,
    log: parts.log,
  });
  const app = new App({
    receiver,
    logger,
    convoStore: false,
    clientOptions,
    authorize: async () => ({ botToken, botUserId: user, botId: bot }),
  });
  app.error(async (error) => {
    throw 'original' in error && error.original instanceof Error ? error.original : error;
  });
  listen(app, parts, { user, waits: (id) => receiver.waits(id) });
  const worker = new InboxWorker({
    inbox,
    service: 'slack',
    handle: (inbound) => receiver.handle(inbound),
    gaveUp: (inbound, problem) => {
      log.error({ inbound: inbound.id, problem }, 'slack message given up');
      return apologise(parts, inbound);
    },
    now: parts.now,
  });
  receiver.use(worker);
  const hooks = [HOOKS, new URL(apiUrl).origin];
  const poster = new SlackPoster({ ...parts, hooks });
  const { appToken, signingSecret } = settings;
  const socket = appToken === null ? null : socketMode(receiver, { appToken, apiUrl, logger });
  return {
    deliver: poster.deliver,
    webhook: signingSecret === null ? null : httpMode(receiver, { signingSecret, log: parts.log }),
    runDue: () => worker.runDue(),
    start: async () => socket?.start(),
    stop: async () => socket?.stop(),
  };
}

/** Whoever waits for an answer that will not come is told so; the message itself is kept. */
async function apologise({ client, log }: SlackParts, { body }: ClaimedInbound): Promise<void> {
  const {
    event,
    user_id: commander,
    user,
  } = body as {
    event?: { channel: string; ts: string; thread_ts?: string };
    user_id?: string;
    user?: { id: string };
  };
  const channel = event?.channel ?? commander ?? user?.id;
  if (channel === undefined) return;
  const thread = event === undefined || isDirect(channel) ? event?.thread_ts : (event.thread_ts ?? event.ts);
  await client.chat
    .postMessage({
      channel,
      text: SAYING_WORDS.failed,
      ...(thread === undefined ? {} : { thread_ts: thread }),
    })
    .catch((error: unknown) => log(error, 'slack-apology'));
}

/** Errors of Slack's libraries carry requests, and these carry tokens: only code and message are logged. */
function bare(error: unknown): { message: string } {
  return { message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}

/** Slack's libraries speak through the desk's log, below its level of information. */
function quiet(log: Log): Logger {
  const words = (parts: unknown[]): string => parts.map((part) => bare(part).message).join(' ');
  return {
    debug: () => {},
    info: (...parts) => log.debug(words(parts)),
    warn: (...parts) => log.warn(words(parts)),
    error: (...parts) => log.error(words(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
