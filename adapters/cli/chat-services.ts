import { randomUUID } from 'node:crypto';
import { type ServerType, serve } from '@hono/node-server';
import type { Logger } from 'pino';
import { EffectWorker } from '../../bot/effects/effect-worker.js';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import type { Application } from '../compose.js';
import type { SlackSettings } from '../config/slack-settings.js';
import type { SlackDesk } from '../slack/slack-desk.js';
import { faultOf } from '../slack/slack-faults.js';

/** Milliseconds. */
const POSTS_EVERY = 250;
const INBOX_EVERY = 1000;
const TRY_AGAIN = 15_000;
/** Posts to so many places leave side by side; to one place they leave in their order. */
const LANES = 4;

/** The chat services that are configured, beside the page: what is said there is taken, what is to be posted leaves. */
export class ChatServices {
  #slack: SlackDesk | null = null;
  #webhooks: ServerType | null = null;
  #timers: NodeJS.Timeout[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #stopped = false;

  constructor(
    private readonly application: Application,
    private readonly log: Logger,
  ) {}

  /** Connects in the background: a service that is away keeps nobody from the page. */
  start(): void {
    const { slack } = this.application.config;
    if (slack !== null) void this.#connect(slack);
  }

  /** Takes nothing more, and ends when what is under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#slack?.stop().catch(() => {});
    await new Promise<void>((resolve) => {
      if (this.#webhooks === null) resolve();
      else {
        this.#webhooks.close(() => resolve());
        // Slack keeps its connections open for the next event.
        if ('closeIdleConnections' in this.#webhooks) this.#webhooks.closeIdleConnections();
      }
    });
    await Promise.all(this.#underWay);
  }

  async #connect(settings: SlackSettings): Promise<void> {
    if (this.#stopped) return;
    try {
      const { slackDesk } = await import('../slack/slack-desk.js');
      const { application, log } = this;
      const desk = await slackDesk({
        settings,
        ...application,
        qaEntries: application.qaEntries,
        documents: application.store,
        directory: application.directoryEntries,
        page: application.config.baseUrl,
        today: () => dayInJapan(application.now()),
        log,
      });
      // It may take Slack long to say who the desk is.
      if (this.#stopped) return;
      this.#slack = desk;
      this.#work(desk);
      await desk.start();
      await this.#listen(desk);
      log.info('in Slack');
    } catch (error) {
      this.log.error({ problem: faultOf(error).message }, 'not in Slack; trying again');
      for (const timer of this.#timers) clearInterval(timer);
      this.#timers = [];
      if (!this.#stopped) this.#timers = [setTimeout(() => void this.#connect(settings), TRY_AGAIN)];
    }
  }

  #work(slack: SlackDesk): void {
    const { effects, now } = this.application;
    const workers = Array.from(
      { length: LANES },
      () =>
        new EffectWorker({
          queue: effects,
          deliverers: { slack: slack.deliver },
          now,
          name: randomUUID(),
          gaveUp: ({ id, attempts }, problem) =>
            this.log.error({ effect: id, attempts, problem }, 'post given up'),
        }),
    );
    this.#timers = [
      ...workers.map((worker) => this.#every(POSTS_EVERY, () => worker.runDue())),
      this.#every(INBOX_EVERY, () => slack.runDue()),
    ];
  }

  async #listen({ webhook }: SlackDesk): Promise<void> {
    const { host, webhookPort } = this.application.config;
    if (webhook === null || webhookPort === null) return;
    await new Promise<void>((resolve, reject) => {
      this.#webhooks = serve({ fetch: webhook.fetch, hostname: host, port: webhookPort }, ({ port }) => {
        this.log.info({ port }, 'listening for Slack');
        resolve();
      });
      this.#webhooks.on('error', reject);
    });
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
