import { squash } from '../../knowledge/text/fold.js';
import type { NotFound } from '../ports/insight-store.js';

/** Questions that ask the like. */
export interface QuestionGroup {
  /** The newest. */
  question: string;
  numbers: string[];
}

/** Letter pairs in common, as a share of both (Dice). */
const ALIKE = 0.5;

/** Groups what is alike, most frequent first; a question joins the first group whose newest question it resembles. */
export function groupQuestions(newestFirst: readonly NotFound[]): QuestionGroup[] {
  const groups: (QuestionGroup & { pairs: ReadonlySet<string> })[] = [];
  for (const { number, question } of newestFirst) {
    const pairs = pairsOf(question);
    const group = groups.find((one) => likeness(one.pairs, pairs) >= ALIKE);
    if (group === undefined) groups.push({ question, numbers: [number], pairs });
    else group.numbers.push(number);
  }
  return groups
    .map(({ question, numbers }) => ({ question, numbers }))
    .sort((a, b) => b.numbers.length - a.numbers.length);
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...other].filter((pair) => one.has(pair)).length;
  return one.size + other.size === 0 ? 1 : (2 * common) / (one.size + other.size);
}

/** Pairs of hiragana alone are grammar: ですか and ありますか tell nothing of what is asked. */
function pairsOf(question: string): ReadonlySet<string> {
  const letters = [...squash(question)];
  const pairs = letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
  const telling = pairs.filter((pair) => !/^\p{Script=Hiragana}+$/u.test(pair));
  return new Set(telling.length > 0 ? telling : pairs);
}
