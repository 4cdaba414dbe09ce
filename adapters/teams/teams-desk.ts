import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { ChatPoster } from '../../bot/channels/chat-poster.js';
import { InboxWorker } from '../../bot/channels/inbox-worker.js';
import { Intake } from '../../bot/channels/intake.js';
import { LivePosts } from '../../bot/channels/live-posts.js';
import type { Deliver } from '../../bot/effects/effect-worker.js';
import type { ClaimedInbound, Inbox } from '../../bot/ports/inbox.js';
import type { TeamsSettings } from '../config/teams-settings.js';
import { agentsHostingHost } from './agents-hosting-host.js';
import { type BotTokens, botTokens } from './bot-tokens.js';
import { botbuilderHost } from './botbuilder-host.js';
import { checkToken } from './check-token.js';
import { handle } from './handle.js';
import type { InvokeAnswer, TeamsHost } from './host.js';
import { Kept, received } from './received.js';
import type { TeamsParts } from './teams-parts.js';
import { TeamsSender } from './teams-sender.js';
import { webhook } from './webhook.js';

/** The desk in Microsoft Teams. */
export interface TeamsDesk {
  deliver: Deliver;
  /** What Teams calls. */
  webhook: Hono;
  /** Works off what was kept, also from before a crash. */
  runDue: () => Promise<void>;
  stop: () => Promise<void>;
}

interface TeamsDeskParts extends Omit<TeamsParts, 'host' | 'live' | 'log'> {
  settings: TeamsSettings;
  inbox: Inbox;
  log: Logger;
}

export function teamsDesk({ settings, inbox, log, ...more }: TeamsDeskParts): TeamsDesk {
  const { identity } = settings;
  const { now, mask, scheme } = more;
  const isTag = (tag: string): boolean => scheme.tags.some(({ id }) => id === tag);
  const host = hostOf(settings, identity === null ? null : botTokens(identity, now));
  const noted: TeamsParts['log'] = (error, what) => log.error({ err: bare(error) }, what);
  const sender = new TeamsSender({ ...more, host }, settings);
  const live = new LivePosts({ sender, sends: more.sends, now, log: noted });
  const parts: TeamsParts = { ...more, host, live, log: noted };
  const intake: Intake<InvokeAnswer> = new Intake<InvokeAnswer>({
    service: 'teams',
    inbox,
    read: (body) => received(body, { mask, isTag }),
    handle: (body, ack, inboundId) =>
      handle(parts, body, ack, inboundId, () => inboundId !== null && intake.waits(inboundId)),
    kept: () => undefined,
    now,
    log: parts.log,
  });
  const worker = new InboxWorker({
    inbox,
    service: 'teams',
    handle: (inbound) => intake.handle(inbound),
    gaveUp: (inbound, problem) => {
      log.error({ inbound: inbound.id, problem }, 'teams message given up');
      return apologise(parts, inbound);
    },
    answersWithin: parts.answersWithin,
    now,
  });
  intake.use(worker);
  const poster = new ChatPoster(parts, sender);
  return {
    deliver: poster.deliver,
    webhook: webhook({
      ...parts,
      settings,
      intake,
      check: identity === null ? null : checkToken(settings, { appId: identity.appId, now }),
      tenants: identity?.tenants ?? null,
    }),
    runDue: () => worker.runDue(),
    stop: () => intake.stop(),
  };
}

function hostOf(settings: TeamsSettings, tokens: BotTokens | null): TeamsHost {
  return settings.sdk === 'botbuilder'
    ? botbuilderHost(settings, tokens)
    : agentsHostingHost(settings, tokens);
}

/** Whoever waits for an answer that will not come is told so; the message itself is kept. */
async function apologise({ chat }: TeamsParts, { body }: ClaimedInbound): Promise<void> {
  const kept = Kept.safeParse(body);
  if (kept.success) await chat.tell({ place: kept.data.place, respond: null }, 'failed', '');
}

/** Errors of the libraries carry requests, and these carry tokens: only code and message are logged. */
function bare(error: unknown): { message: string } {
  return { message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}
