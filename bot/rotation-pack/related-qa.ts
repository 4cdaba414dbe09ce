import type { Scope } from '../../knowledge/document/edition.js';
import type { Viewer } from '../answering/answer.js';
import { maySee } from '../answering/may-see.js';
import { isOf, type Municipality } from '../people/municipality.js';
import type { QaStore } from '../ports/qa-store.js';
import type { RegisterStore } from '../ports/register-store.js';
import { isReviewDue } from '../qa/qa-entry.js';

/** A published Q&A that the municipality's staff may see. */
export interface RelatedQa {
  number: string;
  question: string;
  answer: string;
  /** ISO date of its approval. */
  confirmedOn: string | null;
  /** Drafted from a consultation of this municipality. */
  own: boolean;
  reviewDue: boolean;
}

const MOST = 10;
const NEAREST: readonly Scope['level'][] = ['municipality', 'prefecture', 'nation'];

/** What came of the municipality's own consultations first, then the nearest scope, then the newest. */
export async function relatedQa(
  { qa, consultations }: { qa: QaStore; consultations: RegisterStore },
  { place, viewer, today }: { place: Municipality; viewer: Viewer; today: string },
): Promise<RelatedQa[]> {
  const seen = (await qa.list(['published'])).filter((entry) => maySee(viewer, entry));
  const related: { shown: RelatedQa; rank: number }[] = [];
  for (const entry of seen) {
    const source = entry.sourceId === null ? null : await consultations.find(entry.sourceId);
    const own = source !== null && isOf(source.asker, place);
    const { number, question, answer, confirmedOn } = entry;
    related.push({
      shown: { number, question, answer, confirmedOn, own, reviewDue: isReviewDue(entry, today) },
      rank: own ? -1 : NEAREST.indexOf(entry.scope.level),
    });
  }
  return related
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ shown }) => shown);
}
