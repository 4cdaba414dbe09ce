import type { Audience, Scope } from '../../knowledge/document/edition.js';

/** Q&A: what the secretariat answered once, so that the desk knows it. */
export interface QaEntry {
  id: string;
  /** Q-0001. */
  number: string;
  state: QaState;
  /** Grows with every change; a change that was prepared on another revision is refused. */
  revision: number;
  question: string;
  answer: string;
  audience: Audience;
  scope: Scope;
  /** ISO date on which somebody has to look whether it still holds. */
  reviewOn: string;
  /** The consultation that it was drafted from. */
  sourceId: string | null;
  /** Who last changed the words; another person approves them. */
  editedBy: string;
  approvedBy: string | null;
  /** ISO date on which the words were approved. */
  confirmedOn: string | null;
  changedAt: string;
}

/** What an entry says, to whom, and until when it is taken for right. */
export interface QaWords {
  question: string;
  answer: string;
  audience: Audience;
  scope: Scope;
  reviewOn: string;
}

export const QA_STATES = ['draft', 'approved', 'published', 'retired'] as const;
export type QaState = (typeof QA_STATES)[number];

export const QA_STATE_NAMES: Readonly<Record<QaState, string>> = {
  draft: '下書き',
  approved: '承認済み',
  published: '公開中',
  retired: '公開終了',
};

export type QaAction = 'qa.draft' | 'qa.edit' | 'qa.approve' | 'qa.publish' | 'qa.retire';

/** An entry as it was after one change. */
export interface QaVersion {
  entry: QaEntry;
  action: QaAction;
  actorId: string;
  at: string;
}

/** A published entry whose review is due still answers, but as nothing better than any other document. */
export function isReviewDue(
  { state, reviewOn }: Pick<QaEntry, 'state' | 'reviewOn'>,
  today: string,
): boolean {
  return state === 'published' && reviewOn < today;
}

/** Documents of published entries are told by their id. */
export function qaDocumentId(entryId: string): string {
  return `${QA_PREFIX}${entryId}`;
}

export function isConfirmedQa(documentId: string): boolean {
  return documentId.startsWith(QA_PREFIX);
}

const QA_PREFIX = 'qa:';
