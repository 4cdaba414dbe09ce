import { randomUUID } from 'node:crypto';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { ChatService } from '../../bot/channels/place.js';
import { type Deliver, EffectWorker } from '../../bot/effects/effect-worker.js';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import type { Application } from '../compose.js';

/** The desk in one chat service. */
interface ChatServiceDesk {
  deliver: Deliver;
  /** What the service calls; null where nothing comes in from outside. */
  webhook: Hono | null;
  /** Works off what was kept, also from before a crash. */
  runDue: () => Promise<void>;
  /** Begins to take what the service sends, where the desk has to ask for it. */
  start?: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Milliseconds. */
const POSTS_EVERY = 250;
const INBOX_EVERY = 1000;
const TRY_AGAIN = 15_000;
/** Posts to so many places leave side by side; to one place they leave in their order. */
const LANES = 4;

/** The chat services that are configured, beside the page: what is said there is taken, what is to be posted leaves. */
export class ChatServices {
  readonly #desks = new Map<ChatService, ChatServiceDesk>();
  readonly #timers = new Map<ChatService, NodeJS.Timeout[]>();
  #webhooks: ServerType | null = null;
  readonly #underWay = new Set<Promise<void>>();
  #stopped = false;

  constructor(
    private readonly application: Application,
    private readonly log: Logger,
  ) {}

  /** Connects in the background: a service that is away keeps nobody from the page. */
  start(): void {
    const { slack, teams } = this.application.config;
    if (teams !== null || slack?.signingSecret != null) this.#listen();
    if (slack !== null)
      void this.#connect('slack', async () => {
        const { slackDesk } = await import('../slack/slack-desk.js');
        return slackDesk({
          ...this.#parts(),
          settings: slack,
          installations: this.application.installations,
        });
      });
    if (teams !== null)
      void this.#connect('teams', async () => {
        const { teamsDesk } = await import('../teams/teams-desk.js');
        const { teamsConversations: conversations } = this.application;
        return teamsDesk({ ...this.#parts(), settings: teams, conversations, newId: randomUUID });
      });
  }

  /** Takes nothing more, and ends when what is under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timers of this.#timers.values()) for (const timer of timers) clearInterval(timer);
    await Promise.all([...this.#desks.values()].map((desk) => desk.stop().catch(() => {})));
    await new Promise<void>((resolve) => {
      if (this.#webhooks === null) resolve();
      else {
        this.#webhooks.close(() => resolve());
        // The services keep their connections open for the next event.
        if ('closeIdleConnections' in this.#webhooks) this.#webhooks.closeIdleConnections();
      }
    });
    await Promise.all(this.#underWay);
  }

  #parts() {
    const { application, log } = this;
    return {
      ...application,
      qaEntries: application.qaEntries,
      documents: application.store,
      directory: application.directoryEntries,
      page: application.config.baseUrl,
      answersWithin: application.config.model?.timeLimit ?? 0,
      today: () => dayInJapan(application.now()),
      log,
    };
  }

  async #connect(service: ChatService, make: () => Promise<ChatServiceDesk>): Promise<void> {
    if (this.#stopped) return;
    try {
      const desk = await make();
      // It may take the service long to say who the desk is.
      if (this.#stopped) return;
      this.#desks.set(service, desk);
      this.#work(service, desk);
      await desk.start?.();
      this.log.info({ service }, 'in a chat service');
    } catch (error) {
      const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      this.log.error({ service, problem }, 'not in a chat service; trying again');
      for (const timer of this.#timers.get(service) ?? []) clearInterval(timer);
      if (this.#stopped) return;
      this.#timers.set(service, [setTimeout(() => void this.#connect(service, make), TRY_AGAIN)]);
    }
  }

  #work(service: ChatService, desk: ChatServiceDesk): void {
    const { effects, now } = this.application;
    const workers = Array.from(
      { length: LANES },
      () =>
        new EffectWorker({
          queue: effects,
          deliverers: { [service]: desk.deliver },
          now,
          name: randomUUID(),
          gaveUp: ({ id, attempts }, problem) =>
            this.log.error({ effect: id, attempts, problem }, 'post given up'),
        }),
    );
    this.#timers.set(service, [
      ...workers.map((worker) => this.#every(POSTS_EVERY, () => worker.runDue())),
      this.#every(INBOX_EVERY, () => desk.runDue()),
    ]);
  }

  /** One port for all of them; a service that is not connected yet is told to come again. */
  #listen(): void {
    const { host, webhookPort } = this.application.config;
    if (webhookPort === null) return;
    const fetch = (request: Request, server: unknown): Response | Promise<Response> => {
      const service = new URL(request.url).pathname.startsWith('/slack/') ? 'slack' : 'teams';
      const webhook = this.#desks.get(service)?.webhook ?? null;
      return webhook === null
        ? new Response(null, { status: 503 })
        : webhook.fetch(request, server as object);
    };
    this.#webhooks = serve({ fetch, hostname: host, port: webhookPort }, ({ port }) =>
      this.log.info({ port }, 'listening for chat services'),
    );
    this.#webhooks.on('error', (error) => this.log.error({ err: error }, 'webhook port'));
  }

  /** One round of a kind at a time. */
  #every(milliseconds: number, work: () => Promise<unknown>): NodeJS.Timeout {
    let busy = false;
    return setInterval(() => {
      if (busy) return;
      busy = true;
      const running = work()
        .catch((error: unknown) => this.log.error({ err: error }, 'round failed'))
        .then(() => {
          busy = false;
          this.#underWay.delete(running);
        });
      this.#underWay.add(running);
    }, milliseconds);
  }
}
