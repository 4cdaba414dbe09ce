import type { AnalysedQuestion } from '../question/analyse-question.js';
import type { RankedPassage, Ranking } from '../search/rank-passages.js';
import { foldKey, visibleLength } from '../text/fold.js';
import { ANSWER_LIMIT, type ComposedAnswer, compose } from './compose-answer.js';
import type { PartFeatureValues } from './part-features.js';
import { type ScoredPart, scoreParts } from './score-parts.js';
import { withProvisos } from './with-provisos.js';

/** An answer is drawn from so many of the best passages. */
export const SOURCES = 5;
/**
 * Parts are added, likeliest first, until they hold this share of the probability of being the answer: one sentence
 * when it is clear which, several when it is not.
 */
const ENOUGH = 0.9;
/** A part so much less likely than the best (in log-odds) is never worth reading. */
const FARTHEST = 4;
/** What each part already taken from a passage costs its next one, in log-odds: another source may be the right one. */
const SAME_SOURCE = 0.3;
/** Characters that label and line break of one more part take. */
const PART_OVERHEAD = 10;
const ROOM = ANSWER_LIMIT - 30;
/** An answer that was written as an answer may be given whole. */
const QA_ROOM = 330;

export interface ExtractedAnswer extends ComposedAnswer {
  /** The likeliest part. */
  best: ScoredPart;
  /** Its share of the probability of being the answer, if anything is. */
  share: number;
}

export function extractAnswer(
  { question, terms, passages }: Ranking,
  weights?: Readonly<PartFeatureValues>,
): ExtractedAnswer | null {
  const seen = new Set<object>();
  const parts = passages
    .slice(0, SOURCES)
    .flatMap((passage) => scoreParts(question, terms, passage, passages[0]!, weights))
    // Windows overlap; a part belongs to the better passage.
    .filter((one) => !seen.has(one.part) && seen.add(one.part));
  const best = parts.reduce<ScoredPart | null>(
    (top, one) => (top === null || one.score > top.score ? one : top),
    null,
  );
  if (best === null) return null;
  const answering =
    best.part.kind === 'question' || best.part.kind === 'answer'
      ? answersOfPair(parts, best)
      : likeliest(question, parts, best);
  const chosen = withProvisos(parts, answering, ROOM);
  const composed = compose(
    question,
    terms,
    inReadingOrder([...chosen, ...supplement(question, parts, best, chosen)]),
  );
  return {
    ...composed,
    best,
    share: 1 / parts.reduce((sum, one) => sum + Math.exp(one.score - best.score), 0),
  };
}

function likeliest(question: AnalysedQuestion, parts: readonly ScoredPart[], best: ScoredPart): ScoredPart[] {
  const odds = (one: ScoredPart): number => Math.exp(one.score - best.score);
  // Where one part speaks of the item or the prefecture asked for, those that speak of none are beside the point.
  const named = best.features.names === 1;
  const candidates = parts.filter(
    ({ part, features }) => part.kind !== 'question' && !(named && features.names === 0),
  );
  const total = candidates.reduce((sum, one) => sum + odds(one), 0);
  const answer = new Selection();
  let held = 0;
  while (held < ENOUGH * total) {
    const next = answer.nextOf(candidates);
    if (next === null || next.score < best.score - FARTHEST) break;
    held += odds(next);
    answer.take(next);
    if (next === best && ENUMERATING.has(question.wants)) {
      for (const item of itemsAfter(parts, best)) answer.take(item);
    }
  }
  return answer.parts;
}

const ENUMERATING: ReadonlySet<string> = new Set(['list', 'definition', 'procedure']);

/** The rest of a list that begins with the best part. */
function itemsAfter(parts: readonly ScoredPart[], best: ScoredPart): ScoredPart[] {
  const after = parts.filter((one) => one.passage === best.passage && one.at > best.at);
  const end = after.findIndex(
    (one) => one.part.label !== best.part.label || one.score < best.score - FARTHEST,
  );
  return end < 0 ? after : after.slice(0, end);
}

/** Parts while they fit. */
class Selection {
  readonly parts: ScoredPart[] = [];
  readonly #seen = new Set<ScoredPart>();
  readonly #fromSource = new Map<RankedPassage, number>();
  #size = 0;

  /** The best part not yet looked at, by its score less what its source has said already. */
  nextOf(candidates: readonly ScoredPart[]): ScoredPart | null {
    let next: ScoredPart | null = null;
    let best = Number.NEGATIVE_INFINITY;
    for (const one of candidates) {
      const worth = one.score - SAME_SOURCE * (this.#fromSource.get(one.passage) ?? 0);
      if (worth > best && !this.#seen.has(one)) [next, best] = [one, worth];
    }
    return next;
  }

  take(one: ScoredPart): void {
    if (this.#seen.has(one)) return;
    this.#seen.add(one);
    const size = visibleLength(one.part.text) + (this.parts.length === 0 ? 0 : PART_OVERHEAD);
    if (this.parts.length > 0 && this.#size + size > ROOM) return;
    this.parts.push(one);
    this.#size += size;
    this.#fromSource.set(one.passage, (this.#fromSource.get(one.passage) ?? 0) + 1);
  }
}

/** Of a Q&A pair the answer is given, not the question that was asked before. */
function answersOfPair(parts: readonly ScoredPart[], best: ScoredPart): ScoredPart[] {
  const own = parts.filter((one) => one.passage === best.passage);
  const asked = own.findLast((one) => one.part.kind === 'question' && one.at <= best.at)?.at ?? best.at - 1;
  const next =
    own.find((one) => one.part.kind === 'question' && one.at > asked)?.at ?? Number.POSITIVE_INFINITY;
  let size = 0;
  return own.filter((one) => {
    if (one.part.kind !== 'answer' || one.at <= asked || one.at >= next) return false;
    size += visibleLength(one.part.text);
    return size <= QA_ROOM;
  });
}

/** A second source when the question names several things and the first holds only some of them. */
function supplement(
  question: AnalysedQuestion,
  parts: readonly ScoredPart[],
  best: ScoredPart,
  chosen: readonly ScoredPart[],
): ScoredPart[] {
  const named = [
    ...question.places.prefectures.map((one) => one.name),
    ...question.items.map((item) => `(${item})`),
    ...question.counters,
  ];
  if (named.length < 2) return [];
  const said = foldKey(chosen.map((one) => `${one.part.label ?? ''}${one.part.text}`).join('\n'));
  let room = ANSWER_LIMIT - 20 - chosen.reduce((sum, one) => sum + visibleLength(one.part.text), 0);
  return named
    .filter((name) => !said.includes(name))
    .flatMap((name) => {
      const other = parts
        .filter(
          (one) =>
            one.passage !== best.passage &&
            !chosen.includes(one) &&
            foldKey(`${one.part.label ?? ''}${one.part.text}`).includes(name),
        )
        .sort((a, b) => b.score - a.score)[0];
      if (other === undefined || visibleLength(other.part.text) > room) return [];
      room -= visibleLength(other.part.text);
      return [other];
    });
}

/** The source of the likeliest part first, each source from top to bottom. */
function inReadingOrder(chosen: readonly ScoredPart[]): ScoredPart[] {
  const sources = [...new Set([...chosen].sort((a, b) => b.score - a.score).map((one) => one.passage))];
  return [...chosen].sort((a, b) => sources.indexOf(a.passage) - sources.indexOf(b.passage) || a.at - b.at);
}
