import { foldKey } from '../text/fold.js';
import { analyseQuestion } from './analyse-question.js';

/** Words that mean something by themselves. */
const BEARS = /[\p{Script=Han}\p{Script=Katakana}a-z]/u;

/** Share of a question's own words, by letters, that a text has; 1 for a question without any. */
export function wordsShared(question: string, text: string): number {
  const key = foldKey(text);
  const words = analyseQuestion(question).words.filter((word) => BEARS.test(word));
  const letters = (some: readonly string[]): number => some.reduce((sum, { length }) => sum + length, 0);
  const all = letters(words);
  return all === 0 ? 1 : letters(words.filter((word) => key.includes(stem(word)))) / all;
}

/** 委託し of 委託する. */
function stem(word: string): string {
  const bare = word.replace(/[ぁ-ん]+$/, '');
  return bare === '' ? word : bare;
}
