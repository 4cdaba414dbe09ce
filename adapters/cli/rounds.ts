import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { writeDailyHead } from '../../bot/audit/audit-heads.js';
import { EffectWorker } from '../../bot/effects/effect-worker.js';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import type { Application } from '../compose.js';
import { mailDigests } from '../mail/mail-digests.js';
import { mailNotices } from '../mail/mail-notices.js';
import { indexInWorker } from '../worker/index-in-worker.js';

const EFFECTS_EVERY = 1000;
const CLOSING_EVERY = 3_600_000;
/** How often is looked whether the day's head of the audit chain is missing. */
/** How often is looked whether the day's deletion run is due. */
const REFIT_EVERY = 30_000;
/** Folded in they are found, but by weights that were worked out without them. */
const REFIT_FROM = 100;
const EMBED_EVERY = 5000;
/** A service that is down is left alone for so long, in milliseconds. */
const EMBED_AGAIN = 60_000;
const RETENTION_EVERY = 3_600_000;
const HEAD_EVERY = 600_000;

/** What a running desk does by itself: effects leave, old consultations are closed, the day's audit head is kept. */
export class Rounds {
  #timers: NodeJS.Timeout[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #busy = false;
  #refitting = false;
  #embedding = false;
  #embedAfter = 0;
  /** Generation and revision of the documents whose vectors are complete. */
  #embedded = '';
  readonly #over = new AbortController();

  constructor(
    private readonly application: Application,
    private readonly log: Logger,
  ) {}

  /** @param baseUrl address that links in notices begin with */
  start(baseUrl: string): void {
    const { config, people, effects, register, audit, auditHeads, digests, now } = this.application;
    const worker = new EffectWorker({
      queue: effects,
      deliverers: {
        notice: mailNotices(config.mail, people, baseUrl),
        'digest-mail': mailDigests({
          settings: config.mail,
          people,
          digests: digests.store,
          faultOf: digests.faultOf,
          png: digests.png,
          now,
          baseUrl,
        }),
      },
      now,
      name: randomUUID(),
      gaveUp: ({ id, kind, attempts }, problem) =>
        this.log.error({ effect: id, kind, attempts, problem }, 'effect given up'),
    });
    const close = (): Promise<unknown> => register.closeOld(config.closeAfterDays);
    const keepHead = (): Promise<unknown> => writeDailyHead({ audit, heads: auditHeads, now: now() });
    const forget = (): Promise<unknown> => this.#forget();
    this.#timers = [
      setInterval(() => void this.#logged(forget), RETENTION_EVERY),
      setInterval(() => void this.#logged(() => this.#refit()), REFIT_EVERY),
      setInterval(() => void this.#logged(() => this.#embed()), EMBED_EVERY),
      setInterval(() => void this.#once(() => worker.runDue()), EFFECTS_EVERY),
      setInterval(() => void this.#logged(close), CLOSING_EVERY),
      setInterval(() => void this.#logged(keepHead), HEAD_EVERY),
    ];
    void this.#logged(close);
    // The day's end is written down after what the desk itself does first thing in the day.
    void this.#logged(forget).then(() => this.#logged(keepHead));
  }

  /** Ends when what is under way has ended: the database is closed after that. */
  async stop(): Promise<void> {
    this.#over.abort();
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#underWay);
  }

  /** Builds the index anew, beside everything else, when much has come since it was built. */
  async #refit(): Promise<void> {
    const { config, desk } = this.application;
    if (this.#refitting || desk.passagesSince < REFIT_FROM) return;
    this.#refitting = true;
    try {
      await indexInWorker({ config, paths: [], sample: false }, () => {});
    } finally {
      this.#refitting = false;
    }
  }

  /** Embeds what came since, or everything anew for another model, while the vectors that there are go on answering. */
  async #embed(): Promise<void> {
    const { meaning, desk, store } = this.application;
    if (meaning === null || this.#embedding || Date.now() < this.#embedAfter) return;
    const state = `${desk.generation} ${await store.revision()}`;
    if (state === this.#embedded) return;
    this.#embedding = true;
    try {
      await meaning.embedAll(await desk.passages(), { replaces: true, signal: this.#over.signal });
      if (!this.#over.signal.aborted) this.#embedded = state;
    } catch (error) {
      this.#embedAfter = Date.now() + EMBED_AGAIN;
      throw error;
    } finally {
      this.#embedding = false;
    }
  }

  /** Once a day in Japan, and whenever something is left: by a killed run, or in a restored back-up. */
  async #forget(): Promise<void> {
    const { retention, records, now } = this.application;
    const today = dayInJapan(now());
    const [last] = await records.runs(1);
    const left = Object.values(await retention.preview(today)).some((count) => count > 0);
    if (left || last?.asOf !== today) await retention.run(today, 'desk');
  }

  /** One round at a time; a slow mail server must not pile them up. */
  async #once(work: () => Promise<unknown>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    await this.#logged(work);
    this.#busy = false;
  }

  #logged(work: () => Promise<unknown>): Promise<void> {
    const running = work()
      .catch((error: unknown) => this.log.error({ err: error }, 'round failed'))
      .then(() => {
        this.#underWay.delete(running);
      });
    this.#underWay.add(running);
    return running;
  }
}
