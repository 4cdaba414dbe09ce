import type { Effect } from './register-store.js';

/** The worker's side of the outbox: effects are enqueued with the facts that cause them, see `RegisterTransaction`. */
export interface EffectQueue {
  /**
   * Leases the oldest effect of these kinds that is due and whose order has none before it waiting; null when there is none. A
   * lease that ran out (the worker died) may be taken again: `attempts` then says that it may have been sent.
   */
  claim(lease: {
    kinds: readonly string[];
    worker: string;
    now: string;
    until: string;
  }): Promise<ClaimedEffect | null>;
  /** Done, with what the other side gave back. */
  complete(id: string, at: string, receipt: Readonly<Record<string, unknown>>): Promise<void>;
  /** To be tried again, not before an instant. */
  postpone(id: string, notBefore: string, problem: string): Promise<void>;
  /** Given up; a person has to look. Later effects of the same order may leave. */
  fail(id: string, at: string, problem: string): Promise<void>;
  /** Effects that were given up, newest first. */
  failed(limit: number): Promise<FailedEffect[]>;
  /** Tries one again that was given up; as it may have left, whoever carries it out looks first. False for any other. */
  retry(id: string): Promise<boolean>;
}

export interface FailedEffect extends ClaimedEffect {
  /** Code, culprit and what the operator can do. */
  problem: string;
}

export interface ClaimedEffect extends Effect {
  /** This try included, from 1. */
  attempts: number;
}
