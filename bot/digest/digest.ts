import type { StatusChart } from '../survey/status-chart.js';

/** From a survey, or of a month without one. */
export type DigestKind = 'survey' | 'monthly';

/** What a digest is about: one prefecture and one period. There is one digest of it, and it is posted once. */
export interface DigestSubject {
  kind: DigestKind;
  /** Id of the survey, or the month: 2026-11. */
  period: string;
  prefecture: string;
}

/** What a digest says, before and after somebody has approved it. */
export interface DigestContent {
  title: string;
  /** Japanese, about 300 characters; every number in it is of the data. */
  text: string;
  /** The figures, a line each. */
  lines: readonly string[];
  /** 出典, method, and what is kept back. */
  notes: readonly string[];
  source: DigestSource | null;
  chart: StatusChart | null;
}

/** The passage that helps on, as it is cited. */
export interface DigestSource {
  /** Title, edition, page and heading. */
  line: string;
  title: string;
  /** Verbatim. */
  quote: string;
  /** Path on the page. */
  path: string;
}

/** ダイジェスト that somebody has approved: what is posted, as it stood then. */
export interface Digest extends DigestSubject, DigestContent {
  id: string;
  /** One more with each approval and correction. */
  revision: number;
  approvedBy: string;
  approvedAt: string;
  /** ISO instant; it leaves then. */
  dueAt: string;
  cancelledAt: string | null;
  /** When it was corrected after it had been posted. */
  correctedAt: string | null;
}

/** Where a digest goes. */
export type Destination =
  | { by: 'slack' | 'teams'; channel: string; name: string }
  /** To the prefecture's people in the directory, where it has no channel. */
  | { by: 'mail'; people: number };

export function digestId({ kind, period, prefecture }: DigestSubject): string {
  return `${kind}:${period}:${prefecture}`;
}

/** How far a digest has come. */
export type DigestState = 'draft' | 'cancelled' | 'scheduled' | 'sending' | 'posted' | 'failed';

export const DIGEST_STATES: Readonly<Record<DigestState, string>> = {
  draft: '未承認',
  cancelled: '取り消し',
  scheduled: '送信待ち',
  sending: '送信中',
  posted: '送信済み',
  failed: '送信できず',
};

/** One way that a digest took. */
export interface Delivery {
  effectId: string;
  by: string;
  channel: string | null;
  state: 'waiting' | 'sending' | 'posted' | 'failed';
  at: string | null;
  problem: string | null;
}

/** What its deliveries make of a digest. */
export function stateOf(digest: Digest | null, deliveries: readonly Delivery[]): DigestState {
  if (digest === null) return 'draft';
  if (digest.cancelledAt !== null) return 'cancelled';
  const has = (state: Delivery['state']): boolean => deliveries.some((one) => one.state === state);
  if (has('failed')) return 'failed';
  if (has('sending')) return 'sending';
  return has('waiting') ? 'scheduled' : 'posted';
}
