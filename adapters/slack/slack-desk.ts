import { App, type Logger, LogLevel } from '@slack/bolt';
import type { Hono } from 'hono';
import type { Logger as Log } from 'pino';
import { z } from 'zod';
import { ChatPoster } from '../../bot/channels/chat-poster.js';
import { InboxWorker } from '../../bot/channels/inbox-worker.js';
import { LivePosts } from '../../bot/channels/live-posts.js';
import type { Deliver } from '../../bot/effects/effect-worker.js';
import type { ClaimedInbound, Inbox } from '../../bot/ports/inbox.js';
import type { SlackSettings } from '../config/slack-settings.js';
import { keyOf } from '../files/key-file.js';
import type { SqliteInstallations } from '../sqlite/sqlite-installations.js';
import { httpMode } from './http-mode.js';
import { installRoutes } from './install-routes.js';
import { received } from './received.js';
import { listen } from './slack-listeners.js';
import type { SlackParts } from './slack-parts.js';
import { SlackReceiver } from './slack-receiver.js';
import { SlackSender } from './slack-sender.js';
import { socketMode } from './socket-mode.js';
import { InstalledWorkspaces, oneWorkspace } from './workspaces.js';

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

interface SlackDeskParts extends Omit<SlackParts, 'workspaces' | 'live' | 'log'> {
  settings: SlackSettings;
  inbox: Inbox;
  installations: SqliteInstallations;
  log: Log;
}

/** A call takes at most so long, in milliseconds; the lease of what it carries out is longer. */
const CALL_TIMEOUT = 10_000;
const HOOKS = 'https://hooks.slack.com';

/** @throws when Slack does not know the token: `auth.test` says why */
export async function slackDesk({
  settings,
  inbox,
  installations,
  log,
  ...more
}: SlackDeskParts): Promise<SlackDesk> {
  const { botToken, oauth, apiUrl } = settings;
  const clientOptions = {
    slackApiUrl: apiUrl,
    timeout: CALL_TIMEOUT,
    // The outbox waits and tries again; what the client repeated by itself might be posted twice.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  };
  const logger = quiet(log);
  const options = { ...clientOptions, logger };
  const key = oauth === null ? null : await keyOf(oauth.keyFile);
  const several =
    oauth === null || key === null
      ? null
      : new InstalledWorkspaces({
          rows: installations,
          key,
          listed: oauth.workspaces,
          now: more.now,
          options,
        });
  const workspaces = several ?? (await oneWorkspace(botToken ?? '', options));
  const noted: SlackParts['log'] = (err, what) => log.error({ err: bare(err) }, what);
  const hooks = [HOOKS, new URL(apiUrl).origin];
  const sender = new SlackSender({ workspaces, log: noted, hooks });
  const live = new LivePosts({ sender, sends: more.sends, now: more.now, log: noted });
  const parts: SlackParts = { ...more, workspaces, live, log: noted };
  const receiver = new SlackReceiver({
    inbox,
    read: (body) => received(body, { desk: workspaces.desk, mask: parts.mask }),
    now: parts.now,
    log: parts.log,
  });
  const app = new App({
    receiver,
    logger,
    convoStore: false,
    clientOptions,
    authorize: ({ teamId, enterpriseId }) => workspaces.authorize({ teamId, enterpriseId }),
  });
  app.error(async (error) => {
    throw 'original' in error && error.original instanceof Error ? error.original : error;
  });
  listen(app, parts, { waits: (id) => receiver.intake.waits(id) });
  const worker = new InboxWorker({
    inbox,
    service: 'slack',
    handle: (inbound) => receiver.intake.handle(inbound),
    gaveUp: (inbound, problem) => {
      log.error({ inbound: inbound.id, problem }, 'slack message given up');
      return apologise(parts, inbound);
    },
    answersWithin: parts.answersWithin,
    now: parts.now,
  });
  receiver.intake.use(worker);
  const poster = new ChatPoster(parts, sender);
  const { appToken, signingSecret } = settings;
  const webhook =
    signingSecret === null ? null : httpMode(receiver.intake, { signingSecret, log: parts.log });
  if (webhook !== null && several !== null && oauth !== null && key !== null)
    webhook.route('/', installRoutes({ oauth, key, store: several, options, log: parts.log }));
  const socket = appToken === null ? null : socketMode(receiver.intake, { appToken, apiUrl, logger });
  return {
    deliver: poster.deliver,
    webhook,
    runDue: () => worker.runDue(),
    start: async () => socket?.start(),
    stop: async () => {
      await socket?.stop();
      await receiver.stop();
    },
  };
}

/** Whoever waits for an answer that will not come is told so; the message itself is kept. */
async function apologise({ chat }: SlackParts, { body }: ClaimedInbound): Promise<void> {
  const { team_id: workspace = '', event, user_id, user } = Unanswered.parse(body);
  const channel = event?.channel ?? user_id ?? user?.id;
  if (channel === undefined) return;
  const thread = event === undefined ? null : (event.thread_ts ?? event.ts);
  const place = { service: 'slack', workspace, channel, thread } as const;
  await chat.tell({ place, respond: null }, 'failed', '');
}

const Unanswered = z.object({
  team_id: z.string().optional(),
  event: z.object({ channel: z.string(), ts: z.string(), thread_ts: z.string().optional() }).optional(),
  user_id: z.string().optional(),
  user: z.object({ id: z.string() }).optional(),
});

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
