import type { ClaimedEffect, EffectQueue } from '../ports/effect-queue.js';

/** Carries out effects of one kind. */
export type Deliver = (effect: ClaimedEffect) => Promise<Readonly<Record<string, unknown>>>;

/** Not now: the other side is busy or away. @param after seconds to wait, when the other side says so */
export class TryLater extends Error {
  override readonly name = 'TryLater';
  constructor(
    message: string,
    readonly after: number | null = null,
  ) {
    super(message);
  }
}

/** Never: trying again would not help. */
export class CannotDeliver extends Error {
  override readonly name = 'CannotDeliver';
}

/** Longer than anything that is carried out may take; after a crash it is taken up again when this is over. */
export const LEASE_SECONDS = 30;
const FIRST_WAIT_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 3600;
/** With doubling waits this is about two days. */
const MOST_ATTEMPTS = 48;

/** Takes effects out of the queue one by one and carries them out. */
export class EffectWorker {
  constructor(
    private readonly parts: {
      queue: EffectQueue;
      deliverers: Readonly<Record<string, Deliver>>;
      now: () => Date;
      /** Names this process; a lease is its own only. */
      name: string;
      /** Tells whoever runs the desk what will not be tried again. */
      gaveUp: (effect: ClaimedEffect, problem: string) => void;
    },
  ) {}

  /** Carries out what is due; returns how many effects left the queue. */
  async runDue(): Promise<number> {
    let done = 0;
    for (;;) {
      const now = this.parts.now();
      const effect = await this.parts.queue.claim({
        kinds: Object.keys(this.parts.deliverers),
        worker: this.parts.name,
        now: now.toISOString(),
        until: later(now, LEASE_SECONDS),
      });
      if (effect === null) return done;
      if (await this.#carryOut(effect)) done++;
    }
  }

  async #carryOut(effect: ClaimedEffect): Promise<boolean> {
    const { queue, deliverers, now, gaveUp } = this.parts;
    const deliver = deliverers[effect.kind];
    try {
      if (deliver === undefined) throw new CannotDeliver(`nothing delivers "${effect.kind}"`);
      const receipt = await deliver(effect);
      await queue.complete(effect.id, now().toISOString(), receipt);
      return true;
    } catch (error) {
      const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      if (error instanceof CannotDeliver || effect.attempts >= MOST_ATTEMPTS) {
        await queue.fail(effect.id, now().toISOString(), problem);
        gaveUp(effect, problem);
        return true;
      }
      const asked = error instanceof TryLater ? error.after : null;
      await queue.postpone(effect.id, later(now(), asked ?? waitAfter(effect.attempts)), problem);
      return false;
    }
  }
}

function waitAfter(attempts: number): number {
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (attempts - 1));
}

function later(from: Date, seconds: number): string {
  return new Date(from.getTime() + seconds * 1000).toISOString();
}
