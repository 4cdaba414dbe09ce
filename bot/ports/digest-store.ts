import type { Delivery, Digest, DigestKind } from '../digest/digest.js';
import type { AuditFact, Effect } from './register-store.js';

/** An effect that leaves when its time has come. */
export interface DueEffect extends Effect {
  /** ISO instant. */
  notBefore: string;
}

/** A digest as it was posted at one place. */
export interface PostedDigest {
  digestId: string;
  revision: number;
  by: string;
  channel: string;
  at: string;
  title: string;
  text: string;
  lines: readonly string[];
  notes: readonly string[];
  /** PNG; null where none was posted. */
  chart: Uint8Array | null;
}

export interface DigestStore {
  find(id: string): Promise<Digest | null>;
  /** By prefecture, in the order in which they were approved. */
  list(kind: DigestKind, period: string): Promise<Digest[]>;
  /** Of one prefecture, the newest first. */
  ofPrefecture(prefecture: string, limit: number): Promise<Digest[]>;
  /**
   * Writes a digest that is approved or corrected, with its effects, in one transaction.
   * @throws DigestChanged when its revision is not the one after the stored one
   */
  save(digest: Digest, effects: readonly DueEffect[], fact: AuditFact): Promise<void>;
  /**
   * Takes back what has not left: all of it, or nothing.
   * @throws DigestChanged; DigestLeft when some of it has left or is just leaving
   */
  cancel(digest: Digest, at: string, fact: AuditFact): Promise<void>;
  /** Oldest first. */
  deliveries(id: string): Promise<Delivery[]>;
  /** 投稿の控え; once for a revision and a place. */
  record(posted: PostedDigest): Promise<void>;
  records(id: string): Promise<PostedDigest[]>;
}

/** Somebody else was faster; nothing was written. */
export class DigestChanged extends Error {
  override readonly name = 'DigestChanged';
  readonly code = 'digest-changed';
}

/** It has left already, in part at least; nothing was changed. */
export class DigestLeft extends Error {
  override readonly name = 'DigestLeft';
  readonly code = 'digest-left';
}
