import type { ChatService } from '../channels/place.js';

/** What somebody said or pressed in a chat service, kept before the service is told that it arrived. */
export interface Inbound {
  /** The service's own id of the event, with the service in front: a second delivery has the same. */
  id: string;
  service: ChatService;
  /** Those of one conversation are taken in their order. */
  order: string;
  /** As the service sent it, masked, and cut down to what is needed. */
  body: Readonly<Record<string, unknown>>;
  receivedAt: string;
}

export interface ClaimedInbound extends Inbound {
  /** This try included, from 1. */
  attempts: number;
}

export interface FailedInbound extends Pick<Inbound, 'id' | 'service' | 'receivedAt'> {
  problem: string;
}

/** The inbox of the chat services. What is done is settled with its consequences, see `RegisterTransaction.settle`. */
export interface Inbox {
  /** False when it was there before. */
  accept(inbound: Inbound): Promise<boolean>;
  /**
   * Leases the oldest that is due and has none of its conversation before it; a certain one with `id`. Null when there
   * is none.
   */
  claim(lease: {
    service: ChatService;
    id?: string;
    now: string;
    until: string;
  }): Promise<ClaimedInbound | null>;
  /** Done; what was said is forgotten here. No fault when it was settled already. */
  finish(id: string, at: string): Promise<void>;
  postpone(id: string, notBefore: string, problem: string): Promise<void>;
  /** Given up; what was said is kept for whoever looks. */
  fail(id: string, at: string, problem: string): Promise<void>;
  /** Given up, newest first; without what was said. */
  failed(limit: number): Promise<FailedInbound[]>;
  /** Carries one out again that was given up. False for any other. */
  retry(id: string): Promise<boolean>;
}

/** It was settled before: a run that was thought dead had done it. Nothing was written a second time. */
export class AlreadySettled extends Error {
  override readonly name = 'AlreadySettled';
  readonly code = 'inbound-settled';
  constructor(readonly inboundId: string) {
    super(`${inboundId} was settled before`);
  }
}
