import { AlreadySettled, type ClaimedInbound, type Inbox } from '../ports/inbox.js';
import type { ChatService } from './place.js';

/** After a crash what was under way is taken up again when this is over, and when an answer would have been given. */
const LEASE_SECONDS = 15;
const FIRST_WAIT_SECONDS = 1;
const MOST_ATTEMPTS = 6;
/** Conversations that are answered side by side. */
const AT_ONCE = 4;

interface InboxWorkerParts {
  inbox: Inbox;
  service: ChatService;
  /** Carries one out, and settles it with what it causes. */
  handle: (inbound: ClaimedInbound) => Promise<void>;
  /** Tells whoever waits for an answer that none will come. */
  gaveUp: (inbound: ClaimedInbound, problem: string) => Promise<void>;
  /** Milliseconds within which an answer is given, beside what the desk itself takes. */
  answersWithin: number;
  now: () => Date;
}

/** Takes what came in out of the inbox, each conversation in its order. */
export class InboxWorker {
  constructor(private readonly parts: InboxWorkerParts) {}

  /** Carries out what is due. */
  async runDue(): Promise<void> {
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.#runSome()));
  }

  /**
   * Carries out one that has just come in, before its turn: somebody looks at a form and waits. False when it is being
   * carried out elsewhere.
   */
  async runOne(id: string): Promise<boolean> {
    const claimed = await this.#claim(id);
    if (claimed !== null) await this.#carryOut(claimed);
    return claimed !== null;
  }

  async #runSome(): Promise<void> {
    for (let next = await this.#claim(); next !== null; next = await this.#claim())
      await this.#carryOut(next);
  }

  #claim(id?: string): Promise<ClaimedInbound | null> {
    const { inbox, service, answersWithin, now } = this.parts;
    const at = now();
    const lease = { service, now: at.toISOString(), until: later(at, LEASE_SECONDS + answersWithin / 1000) };
    return inbox.claim(id === undefined ? lease : { ...lease, id });
  }

  async #carryOut(inbound: ClaimedInbound): Promise<void> {
    const { inbox, handle, gaveUp, now } = this.parts;
    try {
      await handle(inbound);
      await inbox.finish(inbound.id, now().toISOString());
    } catch (error) {
      if (error instanceof AlreadySettled) return;
      const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      if (inbound.attempts < MOST_ATTEMPTS) {
        const wait = FIRST_WAIT_SECONDS * 2 ** (inbound.attempts - 1);
        await inbox.postpone(inbound.id, later(now(), wait), problem);
        return;
      }
      await inbox.fail(inbound.id, now().toISOString(), problem);
      await gaveUp(inbound, problem);
    }
  }
}

function later(from: Date, seconds: number): string {
  return new Date(from.getTime() + seconds * 1000).toISOString();
}
