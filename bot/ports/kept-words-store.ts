import type { AuditFact } from './register-store.js';

/** Words that the masker took for personal details and that are none. */
export interface KeptWordsStore {
  /** Newest report first. */
  list(): Promise<KeptWord[]>;
  /** Adds a word or changes the one of the same spelling, with its audit row. */
  save(word: KeptWord, fact: AuditFact): Promise<void>;
}

export interface KeptWord {
  word: string;
  state: 'reported' | 'kept' | 'declined';
  reportedBy: string;
  reportedAt: string;
  decidedBy: string | null;
}
