import { contradicts } from '../../knowledge/answer/contradiction.js';
import type { ExtractedAnswer } from '../../knowledge/answer/extract-answer.js';
import { neverLapses } from '../../knowledge/document/edition.js';
import type { RankedPassage, Ranking } from '../../knowledge/search/rank-passages.js';
import { type Editions, lapsed } from './choose-edition.js';

export interface Conflict {
  passage: RankedPassage;
  /** The statement that says otherwise, word for word. */
  quote: string;
}

/**
 * Another document that is in force as well and gives other figures for the same thing. An older edition that was
 * replaced, and a report of another year, may differ without contradicting.
 */
export function findConflict(
  { passages }: Ranking,
  { best }: ExtractedAnswer,
  editions: Editions,
  asOf: string,
): Conflict | null {
  const leading = best.passage.indexed;
  const holds = ({ documentId, edition }: RankedPassage['indexed']): boolean =>
    !lapsed(edition, asOf) && editions.newerInForce(documentId, edition, asOf) === null;
  if (!holds(leading)) return null;
  for (const passage of passages) {
    const { documentId, edition } = passage.indexed;
    if (documentId === leading.documentId || !holds(passage.indexed) || !sameTime(leading.edition, edition))
      continue;
    const other = passage.window.parts.find((part) => contradicts(best.part, part));
    if (other !== undefined) return { passage, quote: other.text.trim() };
  }
  return null;
}

type Dated = RankedPassage['indexed']['edition'];

/** Calls and reports speak of their year; what is not of a year holds for all. */
function sameTime(one: Dated, other: Dated): boolean {
  const ofItsYear = (edition: Dated): boolean => neverLapses(edition.kind) || edition.deadlines.length > 0;
  return !(ofItsYear(one) || ofItsYear(other)) || one.fiscalYear === other.fiscalYear;
}
