import type { RetentionClass } from '../consultations/consultation.js';
import type { AuditFact } from './register-store.js';

/** Deleting what has been kept long enough. Every call is one transaction, so that a kill leaves no halves. */
export interface RecordsStore {
  /** Ended consultations of a class that nobody has changed since before an instant. */
  runOut(
    retention: RetentionClass,
    changedBefore: string,
    limit: number,
  ): Promise<{ id: string; number: string }[]>;
  countRunOut(retention: RetentionClass, changedBefore: string): Promise<number>;
  /**
   * With all that was written about them; audit rows keep their place in the chain and lose their content. The run as it
   * stands with them is recorded in the same transaction.
   */
  deleteConsultations(ids: readonly string[], run: DeletionRun, fact: AuditFact): Promise<void>;
  /** Used or expired links, sessions, sign-ins and uploads, and what chat services delivered long ago. Returns how many. */
  deleteExpired(now: string): Promise<number>;
  /** Versions that were replaced or withdrawn before an instant, and that no remaining answer cites. */
  deleteVersions(before: string): Promise<number>;
  /** Of these originals, those that no version refers to any more. */
  unreferred(contentHashes: readonly string[]): Promise<string[]>;
  /** Writes the run, or what has become of it since. */
  recordRun(run: DeletionRun, fact: AuditFact): Promise<void>;
  /** Newest first. */
  runs(limit: number): Promise<DeletionRun[]>;
}

export interface DeletionRun {
  id: string;
  at: string;
  /** ISO date on which the run counted. */
  asOf: string;
  by: string;
  consultations: number;
  versions: number;
  originals: number;
  expired: number;
}
