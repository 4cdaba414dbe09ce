import type { ChainFault } from '../audit/audit-chain.js';

/** Read side of the audit rows; they are written by `RegisterTransaction.audit`. */
export interface AuditLog {
  /** The first fault of the chain, or null when it is whole. Rows cut off its end are seen by heads, see audit-heads. */
  verify(): Promise<ChainFault | null>;
  /** Newest first. */
  recent(limit: number, before?: number, filter?: AuditFilter): Promise<AuditEntry[]>;
  /** The newest row's number and code; written out daily, it proves later that nothing was cut off the end. */
  head(): Promise<{ sequence: number; mac: string } | null>;
  /** The code of a row; null when there is no such row. */
  macAt(sequence: number): Promise<string | null>;
  /** Where the chain goes on after a back-up was restored, oldest first. */
  restores(): Promise<{ sequence: number; at: string }[]>;
  /** Writes a fact that belongs to no other change: a view, an export, a sign-in. */
  record(fact: AuditEntryFact): Promise<void>;
}

export interface AuditEntryFact {
  at: string;
  actorId: string;
  action: string;
  target: string;
  content: Readonly<Record<string, unknown>>;
}

export interface AuditEntry extends Omit<AuditEntryFact, 'content'> {
  sequence: number;
  /** Null when retention has deleted it. */
  content: Readonly<Record<string, unknown>> | null;
}

export interface AuditFilter {
  actorId?: string;
  target?: string;
  /** How the action begins: `consultation.`, `export.` */
  action?: string;
}
