import type { QaEntry, QaState, QaVersion } from '../qa/qa-entry.js';
import type { NewVersion } from './document-store.js';
import type { AuditFact } from './register-store.js';

/** The truth about Q&A entries. What is published becomes a document version in the same transaction. */
export interface QaStore {
  transact<T>(work: (transaction: QaTransaction) => Promise<T>): Promise<T>;
  find(id: string): Promise<QaEntry | null>;
  findByNumber(number: string): Promise<QaEntry | null>;
  /** Newest change first. */
  list(states: readonly QaState[]): Promise<QaEntry[]>;
  /** Every version of an entry, newest first. */
  history(id: string): Promise<QaVersion[]>;
}

export interface QaTransaction {
  find(id: string): Promise<QaEntry | null>;
  /** The next count of entries, from 1, without gaps. */
  nextCount(): Promise<number>;
  insert(entry: QaEntry): Promise<void>;
  /** @throws RevisionConflict unless the stored revision is one below the entry's */
  update(entry: QaEntry): Promise<void>;
  keepVersion(version: QaVersion): Promise<void>;
  publish(version: NewVersion): Promise<void>;
  withdraw(documentId: string, at: string): Promise<void>;
  audit(fact: AuditFact): Promise<void>;
}
