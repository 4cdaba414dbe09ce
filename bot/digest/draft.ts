import type { UnboundNumber } from '../survey/check-numbers.js';
import type { PrefectureSummary } from '../survey/summarise.js';
import type { DigestContent, DigestSubject } from './digest.js';

/** A digest as it would be said now, with what is behind it. */
export interface Draft {
  subject: DigestSubject;
  content: DigestContent;
  /** Of a survey; null for a digest of a month. */
  summary: PrefectureSummary | null;
  /** Numbers of a text that the data do not bear out. */
  unbound: (text: string) => UnboundNumber[];
}
