import type { ChatService } from '../channels/place.js';
import type { Consultation, Entry } from '../consultations/consultation.js';
import type { Replied } from '../consultations/similar.js';
import type { State } from '../consultations/state.js';
import type { Municipality } from '../people/municipality.js';

/** The truth about consultations, with what they cause: audit rows and effects, in the same transaction. */
export interface RegisterStore {
  /** All or nothing. Nothing that `work` does is visible to anybody before it ends, and nothing stays when it throws. */
  transact<T>(work: (transaction: RegisterTransaction) => Promise<T>): Promise<T>;
  find(id: string): Promise<Consultation | null>;
  findByNumber(number: string): Promise<Consultation | null>;
  /** Oldest first. */
  entries(consultationId: string): Promise<Entry[]>;
  list(query: RegisterQuery): Promise<RegisterPage>;
  /** The secretariat's last reply or correction, by consultation; those without one are missing. */
  lastReplies(consultationIds: readonly string[]): Promise<Map<string, Entry>>;
  /** Consultations that the secretariat replied to, the newest replies first, each with its last one. */
  replied(limit: number): Promise<Replied[]>;
  /** Versions that some answer cites, and that nobody has decided about. */
  citedVersions(): Promise<string[]>;
  /** Citations of a version that nobody has decided about, in answers that still count; newest question first. */
  openCitations(versionId: string): Promise<CitedQuote[]>;
  /** Consultations of one conversation in a chat service, the newest first. */
  inThread(channel: ChatService, thread: string, limit: number): Promise<Consultation[]>;
  /** The municipalities that have asked anything. */
  municipalities(): Promise<Municipality[]>;
}

export interface CitedQuote {
  consultationId: string;
  quote: string;
}

export interface RegisterTransaction {
  find(id: string): Promise<Consultation | null>;
  /** The next count of a fiscal year, from 1, without gaps. */
  nextCount(fiscalYear: number): Promise<number>;
  insert(consultation: Consultation): Promise<void>;
  /** Writes a consultation whose stored revision is one below its own. @throws RevisionConflict otherwise */
  update(consultation: Consultation): Promise<void>;
  append(entry: Entry): Promise<void>;
  /** Oldest first. */
  entries(consultationId: string): Promise<Entry[]>;
  /** Changes what an entry says; for personal details that had to go. */
  rewriteText(entryId: string, text: string | null): Promise<void>;
  /** Deletes contents of audit rows about something, as JSON; the rows stay, and the chain holds. */
  forgetAudit(target: string, which: (row: { actorId: string; content: string }) => boolean): Promise<void>;
  /** What a consultation cited of a version need not be looked at again. False when that was decided before. */
  settleCitations(consultationId: string, versionId: string, at: string): Promise<boolean>;
  audit(fact: AuditFact): Promise<void>;
  enqueue(effect: Effect): Promise<void>;
  /** What came in by a chat service is done with this transaction. @throws AlreadySettled when it was before */
  settle(inboundId: string, at: string): Promise<void>;
}

/** Somebody else changed the consultation in the meantime; nothing was written. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';
  readonly code = 'consultation-changed';
  constructor(readonly consultationId: string) {
    super(`consultation ${consultationId} was changed in the meantime`);
  }
}

export interface RegisterQuery {
  states?: readonly State[];
  askerId?: string;
  assigneeId?: string;
  prefecture?: string;
  municipality?: string;
  tag?: string;
  sharedWith?: string;
  /** ISO instants; from the first on, before the second. */
  askedFrom?: string;
  askedBefore?: string;
  /** Due before this ISO date, and still open. */
  dueBefore?: string;
  poorFeedback?: boolean;
  /** The gate held back what a model wrote. */
  held?: boolean;
  /** Untouched since before this ISO instant. */
  changedBefore?: string;
  /** Part of the question or the number. */
  search?: string;
  sort: 'newest' | 'oldest' | 'due';
  /** From 0. */
  offset: number;
  limit: number;
}

export interface RegisterPage {
  consultations: Consultation[];
  /** Of all that match. */
  total: number;
}

/** Who did what to what; the content can be deleted later without breaking the chain. */
export interface AuditFact {
  at: string;
  actorId: string;
  action: string;
  target: string;
  content: Readonly<Record<string, unknown>>;
}

/** Something to be done outside, once the facts that cause it stand. */
export interface Effect {
  id: string;
  /** Who carries it out: `notice` by mail, or a chat service. */
  kind: string;
  /** Effects of one order leave in their order. */
  order: string;
  payload: Readonly<Record<string, unknown>>;
  createdAt: string;
}
