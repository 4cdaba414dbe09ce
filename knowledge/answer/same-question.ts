import { type AnalysedQuestion, analyseQuestion } from '../question/analyse-question.js';
import { tokenSet } from '../search/token-set.js';
import { namesOf } from '../search/word-coverage.js';

/** Two questions that share so much say the same. */
const SAME = 0.7;

/**
 * Whether a Q&A pair was made for this very question: the same words, places, items and years. Then it is the answer,
 * whatever form the answer has; nothing else is as good an evidence.
 */
export function isSameQuestion(asked: AnalysedQuestion, pairQuestion: string): boolean {
  const pair = analyseQuestion(pairQuestion);
  const named = (question: AnalysedQuestion): string =>
    [...namesOf(question), ...question.years.map(({ year }) => String(year))].sort().join('|');
  if (named(asked) !== named(pair)) return false;
  const [a, b] = [tokenSet(asked.key), tokenSet(pair.key)];
  const shared = [...a].filter((token) => b.has(token)).length;
  return shared > 0 && shared / (a.size + b.size - shared) >= SAME;
}
