import type { Sent } from './chat-sender.js';

/**
 * What is being sent in a service that has neither a key for a message nor a history to look in: it is written down before,
 * so that after a crash it is known that nobody knows. `EffectQueue.retry` forgets it: somebody has looked then.
 */
export interface SendLog {
  /**
   * Null: begin, it was not sent before. 'unknown': an earlier try began and never came to an end.
   * @param id of the post
   * @param effectId of the effect that it belongs to
   */
  begin(id: string, effectId: string, at: string): Promise<Sent | 'unknown' | null>;
  /** Where it stands; null where it was not sent, or nobody knows. */
  find(id: string): Promise<Sent | null>;
  /** It stands there. */
  sent(id: string, where: Sent): Promise<void>;
  /** It certainly was not sent. */
  notSent(id: string): Promise<void>;
}
