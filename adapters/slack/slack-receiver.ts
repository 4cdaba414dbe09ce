import type { App, Receiver } from '@slack/bolt';
import type { InboxWorker } from '../../bot/channels/inbox-worker.js';
import type { ClaimedInbound, Inbox } from '../../bot/ports/inbox.js';
import { COMMAND } from './actions.js';
import type { Received } from './received.js';

type Body = Record<string, unknown>;
/** Tells Slack that something has arrived; forms and commands may be answered with it. */
export type Acknowledge = (answer?: Body) => Promise<void>;

interface ReceiverParts {
  inbox: Inbox;
  read: (body: Body) => Received;
  now: () => Date;
  log: (error: unknown, what: string) => void;
}

/** A form waits for its answer at most so long, in milliseconds; Slack gives up after three seconds. */
const FORM_WAITS = 2000;

/**
 * Takes what Slack sends, by whatever way, and keeps it before it is acknowledged: Bolt acknowledges before any
 * listener runs, so that a desk that dies in between would have lost a question that Slack holds for delivered.
 */
export class SlackReceiver implements Receiver {
  #app: App | null = null;
  #worker: InboxWorker | null = null;
  /** Of forms that somebody is looking at. */
  readonly #waiting = new Map<string, Acknowledge>();
  readonly #underWay = new Set<Promise<void>>();

  constructor(private readonly parts: ReceiverParts) {}

  init(app: App): void {
    this.#app = app;
  }

  /** Who carries out what was kept. */
  use(worker: InboxWorker): void {
    this.#worker = worker;
  }

  async start(): Promise<void> {}

  /** Ends when what was taken and is under way has ended. */
  async stop(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** @param ack never called when nothing could be kept: Slack then delivers it again */
  take(body: Body, ack: Acknowledge): Promise<void> {
    return this.#tracked(this.#take(body, ack));
  }

  async #take(body: Body, ack: Acknowledge): Promise<void> {
    const one = this.parts.read(body);
    if (one.kind === 'dropped') return ack();
    if (one.kind === 'at-once') {
      await ack();
      await this.#give(one.body, NO_ACK).catch((error: unknown) => this.parts.log(error, 'slack-at-once'));
      return;
    }
    const { id, order } = one;
    const receivedAt = this.parts.now().toISOString();
    const fresh = await this.parts.inbox.accept({ id, service: 'slack', order, body: one.body, receivedAt });
    if (fresh && one.kind === 'waits') return this.#whileFormWaits(id, ack);
    await ack(fresh && body.command === COMMAND ? SEARCHING : undefined);
    if (fresh) this.#nudge();
  }

  /** Gives what was kept to the listeners. */
  handle(inbound: ClaimedInbound): Promise<void> {
    return this.#give({ ...inbound.body }, this.#waiting.get(inbound.id) ?? NO_ACK, inbound.id);
  }

  /** Whether somebody still looks at the form and reads what it is answered with. */
  waits(id: string): boolean {
    return this.#waiting.has(id);
  }

  async #whileFormWaits(id: string, ack: Acknowledge): Promise<void> {
    let answered = (): void => {};
    const over = new Promise<void>((resolve) => {
      answered = resolve;
    });
    const once: Acknowledge = async (answer) => {
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
    void this.#tracked(running.catch((error: unknown) => this.parts.log(error, 'slack-inbox')));
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

  async #give(body: Body, ack: Acknowledge, inboundId?: string): Promise<void> {
    const customProperties = inboundId === undefined ? {} : { inboundId };
    await this.#app?.processEvent({ body, ack, customProperties });
  }
}

const NO_ACK: Acknowledge = async () => {};
const SEARCHING = { response_type: 'ephemeral', text: 'お調べしています。少々お待ちください。' };
