import type { AnalysedQuestion } from '../question/analyse-question.js';
import { yearsIn } from '../text/japanese-date.js';
import type { PassageIndex } from './passage-index.js';
import { runTokens, WORD_PREFIX } from './tokenize.js';

/** A content word of the question with what may stand for it. */
export interface WeightedWord {
  word: string;
  weight: number;
  like: readonly string[];
  pieces: readonly string[];
}

export function weightedWords(question: AnalysedQuestion, index: PassageIndex): WeightedWord[] {
  return question.words
    .filter((word) => word.length >= 2 || /\p{Script=Han}/u.test(word))
    .map((word) => ({
      word,
      weight: index.idf(WORD_PREFIX + word) + 0.5,
      like: index.wordsLike(word),
      pieces: runTokens(word).filter((token) => token.length >= 2),
    }));
}

/** Share of the content words that stand in a text; a synonym counts .8, pieces of the word .5. */
export function wordCoverage(words: readonly WeightedWord[], key: string): number {
  let covered = 0;
  let total = 0;
  for (const { word, weight, like, pieces } of words) {
    total += weight;
    if (key.includes(word)) covered += weight;
    else if (like.some((other) => key.includes(other))) covered += 0.8 * weight;
    else if (pieces.length > 0)
      covered += 0.5 * weight * (pieces.filter((piece) => key.includes(piece)).length / pieces.length);
  }
  return total === 0 ? 0 : covered / total;
}

/** A fiscal year is named by the document's edition or by the text as 年度; a calendar year by either. */
export function fitsYear(question: AnalysedQuestion, fiscalYear: number | null, context: string): boolean {
  return (
    question.years.length === 0 ||
    question.years.some(({ year }) => year === fiscalYear) ||
    saysFiscalYear(question, context)
  );
}

export function saysFiscalYear(question: AnalysedQuestion, key: string): boolean {
  if (question.years.length === 0) return true;
  const said = yearsIn(key);
  return question.years.some(({ year, fiscal }) =>
    said.some((one) => one.year === year && (!fiscal || one.fiscal)),
  );
}

/** Everything that the question names: places, items, numbered things. */
export function namesOf(question: AnalysedQuestion): string[] {
  return [
    ...question.places.prefectures.map((one) => one.name),
    ...question.places.municipalities,
    ...question.places.regions,
    ...question.items.map((item) => `(${item})`),
    ...question.counters,
  ];
}
