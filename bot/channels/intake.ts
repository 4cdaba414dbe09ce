import type { ClaimedInbound, Inbox } from '../ports/inbox.js';
import type { InboxWorker } from './inbox-worker.js';
import type { ChatService } from './place.js';

type Body = Readonly<Record<string, unknown>>;

/**
 * What becomes of something that a chat service sent. `stored`: it changes or asks something, and is kept, masked, before
 * it is acknowledged. `at-once`: it opens a form or draws a page, and nothing is lost when it is. `waits`: stored as well,
 * and somebody looks at a form until it is done. Everything else is dropped unread.
 */
export type Received =
  | { kind: 'dropped' }
  | { kind: 'at-once'; body: Body }
  | { kind: 'stored' | 'waits'; id: string; order: string; body: Body };

/** Answers the service; called once, and with nothing where there is nothing to say. */
export type Acknowledge<Answer> = (answer?: Answer) => Promise<void>;

/** Carries out what was received. @param inboundId null for what is not kept */
type Handle<Answer> = (body: Body, ack: Acknowledge<Answer>, inboundId: string | null) => Promise<void>;

interface IntakeParts<Answer> {
  service: ChatService;
  inbox: Inbox;
  read: (body: Body) => Received;
  handle: Handle<Answer>;
  /** What something that was kept is acknowledged with, while its answer is on the way. */
  kept: (body: Body) => Answer | undefined;
  now: () => Date;
  log: (error: unknown, what: string) => void;
}

/** A form waits for its answer at most so long, in milliseconds; Slack gives up after three seconds, Teams after five. */
const FORM_WAITS = 2000;

/**
 * Takes what a chat service sends, by whatever way, and keeps it before it is acknowledged: a desk that dies in between
 * would have lost a question that the service holds for delivered.
 */
export class Intake<Answer> {
  #worker: InboxWorker | null = null;
  /** Of forms that somebody is looking at. */
  readonly #waiting = new Map<string, Acknowledge<Answer>>();
  readonly #underWay = new Set<Promise<void>>();

  constructor(private readonly parts: IntakeParts<Answer>) {}

  /** Who carries out what was kept. */
  use(worker: InboxWorker): void {
    this.#worker = worker;
  }

  /** Ends when what was taken and is under way has ended. */
  async stop(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** @param ack never called when nothing could be kept: the service then delivers it again */
  take(body: Body, ack: Acknowledge<Answer>): Promise<void> {
    return this.#tracked(this.#take(body, ack));
  }

  /** Carries out what was kept. */
  handle({ id, body }: ClaimedInbound): Promise<void> {
    return this.parts.handle({ ...body }, this.#waiting.get(id) ?? NO_ACK, id);
  }

  /** Whether somebody still looks at the form and reads what it is answered with. */
  waits(id: string): boolean {
    return this.#waiting.has(id);
  }

  async #take(body: Body, ack: Acknowledge<Answer>): Promise<void> {
    const { read, handle, inbox, service, kept, now } = this.parts;
    const one = read(body);
    if (one.kind === 'dropped') return ack();
    if (one.kind === 'at-once') return handle(one.body, ack, null);
    const { id, order } = one;
    const receivedAt = now().toISOString();
    const fresh = await inbox.accept({ id, service, order, body: one.body, receivedAt });
    if (fresh && one.kind === 'waits') return this.#whileFormWaits(id, ack);
    await ack(fresh ? kept(one.body) : undefined);
    if (fresh) this.#nudge();
  }

  async #whileFormWaits(id: string, ack: Acknowledge<Answer>): Promise<void> {
    let answered = (): void => {};
    const over = new Promise<void>((resolve) => {
      answered = resolve;
    });
    const once: Acknowledge<Answer> = async (answer) => {
      if (!this.#waiting.delete(id)) return;
      answered();
      await ack(answer);
    };
    this.#waiting.set(id, once);
    const timer = setTimeout(() => void once().catch(() => {}), FORM_WAITS);
    try {
      // The regular round may have taken it up; the answer is then that of its listener.
      if ((await this.#worker?.runOne(id)) === false) await over;
    } finally {
      clearTimeout(timer);
      await once();
    }
  }

  #nudge(): void {
    const running = this.#worker?.runDue() ?? Promise.resolve();
    const { log, service } = this.parts;
    void this.#tracked(running.catch((error: unknown) => log(error, `${service}-inbox`)));
  }

  async #tracked(work: Promise<void>): Promise<void> {
    const ended = work
      .catch(() => {})
      .then(() => {
        this.#underWay.delete(ended);
      });
    this.#underWay.add(ended);
    return work;
  }
}

const NO_ACK = async (): Promise<void> => {};
