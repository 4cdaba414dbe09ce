import type { AnalysedQuestion } from '../question/analyse-question.js';
import type { RankedPassage, Ranking } from '../search/rank-passages.js';
import { foldKey, visibleLength } from '../text/fold.js';
import { ANSWER_LIMIT, compose, type ExtractedAnswer } from './compose-answer.js';
import { type ScoredPart, scoreParts } from './score-parts.js';

/** An answer is drawn from so many of the best passages. */
const SOURCES = 3;

export function extractAnswer({ question, terms, passages }: Ranking): ExtractedAnswer | null {
  const parts = passages
    .slice(0, SOURCES)
    .flatMap((passage, rank) => scoreParts(question, terms, passage, rank, passages[0]!));
  const best = parts.reduce<ScoredPart | null>(
    (top, one) => (top === null || one.score > top.score ? one : top),
    null,
  );
  if (best === null) return null;
  const own = parts.filter((one) => one.passage === best.passage);
  const rivals = passages
    .slice(0, SOURCES)
    .filter((one) => one !== best.passage && passages[0]!.score - one.score < RIVAL);
  const chosen = gather(question, own, best, rivals.length === 0 ? 1 : SHARED_ROOM);
  const second = supplement(question, parts, best, chosen);
  return compose(question, terms, [
    ...chosen,
    ...second,
    ...fromRivals(parts, rivals, [...chosen, ...second]),
  ]);
}

/** Length the answer may grow to, by what is asked: a fact needs one sentence and its setting, a list all of itself. */
function roomFor({ wants }: AnalysedQuestion): number {
  switch (wants) {
    case 'list':
    case 'definition':
    case 'procedure':
      return 380;
    case 'reason':
    case 'fact':
    case 'yes-no':
      return 330;
    default:
      return 280;
  }
}

/** Score difference under which the next passage may as well be the right one, and the answer says both. */
const RIVAL = 3;

/** A rival's sentence that is this much worse than the best has nothing to add. */
const RIVAL_LEAST = 0.7;

/** Share of the room that the best passage keeps then. */
const SHARED_ROOM = 0.5;

/** The best sentence of each passage that is nearly as good, while the answer has room. */
function fromRivals(
  parts: readonly ScoredPart[],
  rivals: readonly RankedPassage[],
  chosen: readonly ScoredPart[],
): ScoredPart[] {
  let room = ANSWER_LIMIT - 40 - chosen.reduce((sum, one) => sum + visibleLength(one.part.text) + 12, 0);
  const least = Math.max(...chosen.map((one) => one.score)) - RIVAL_LEAST;
  return rivals.flatMap((rival) => {
    if (chosen.some((one) => one.passage === rival)) return [];
    const own = parts
      .filter((one) => one.passage === rival && !chosen.some((other) => other.part === one.part))
      .sort((a, b) => b.score - a.score);
    const taken: ScoredPart[] = [];
    for (const one of own.slice(0, 3)) {
      if (visibleLength(one.part.text) > room || one.score < own[0]!.score - 0.3 || one.score < least)
        continue;
      taken.push(one);
      room -= visibleLength(one.part.text) + 12;
    }
    return taken.sort((a, b) => a.at - b.at);
  });
}

/** The best part, then its neighbours of the same section while they matter and fit. */
function gather(
  question: AnalysedQuestion,
  own: readonly ScoredPart[],
  best: ScoredPart,
  share: number,
): ScoredPart[] {
  const room = roomFor(question) * share;
  const chosen = [best];
  let size = visibleLength(best.part.text);
  const take = (one: ScoredPart | undefined): boolean => {
    if (one === undefined || chosen.includes(one)) return false;
    const length = visibleLength(one.part.text);
    if (size + length > room) return false;
    chosen.push(one);
    size += length;
    return true;
  };
  if (best.part.kind === 'question' || best.part.kind === 'answer') return answersOfPair(own, best, room);
  const listed =
    question.wants === 'list' || question.wants === 'definition' || question.wants === 'procedure';
  const rest = own.filter((one) => one !== best).sort((a, b) => b.score - a.score);
  for (const one of rest)
    if (one.score >= best.score - (listed ? 0.45 : 0.3) && (one.shows || !best.shows)) take(one);
  const following = own
    .filter((one) => one.at > best.at && one.part.label === best.part.label)
    .sort((a, b) => a.at - b.at);
  for (const one of following)
    if (one.score < best.score - 0.9 || (!take(one) && !chosen.includes(one))) break;
  return chosen.sort((a, b) => a.at - b.at);
}

/** Of a Q&A pair the answer is given, not the question that was asked before. */
function answersOfPair(own: readonly ScoredPart[], best: ScoredPart, room: number): ScoredPart[] {
  const asked = own.findLast((one) => one.part.kind === 'question' && one.at <= best.at)?.at ?? best.at - 1;
  const next =
    own.find((one) => one.part.kind === 'question' && one.at > asked)?.at ?? Number.POSITIVE_INFINITY;
  let size = 0;
  return own.filter((one) => {
    if (one.part.kind !== 'answer' || one.at <= asked || one.at >= next) return false;
    size += visibleLength(one.part.text);
    return size <= Math.max(room, QA_ROOM);
  });
}

/** An answer that was written as an answer may be given whole. */
const QA_ROOM = 330;

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
            one.passage !== best.passage && foldKey(`${one.part.label ?? ''}${one.part.text}`).includes(name),
        )
        .sort((a, b) => b.score - a.score)[0];
      if (other === undefined || visibleLength(other.part.text) > room) return [];
      room -= visibleLength(other.part.text);
      return [other];
    });
}
