import type { PassageIndex } from '../search/passage-index.js';
import { runTokens, WORD_PREFIX } from '../search/tokenize.js';
import type { WeightedWord } from '../search/word-coverage.js';

/** A question of which so many content words are foreign is about something else altogether. */
const FOREIGN = 0.4;

/** Share of the question, by weight of its content words, that is foreign to all documents. */
export function unknownWeight(words: readonly WeightedWord[], index: PassageIndex): number {
  const content = words.filter(isContent);
  const weight = (of: readonly WeightedWord[]): number => of.reduce((sum, one) => sum + one.weight, 0);
  return content.length === 0 ? 0 : weight(content.filter((one) => !isKnown(one, index))) / weight(content);
}

export function offTopic(words: readonly WeightedWord[], index: PassageIndex): number {
  const content = words.filter(isContent);
  const unknown = content.filter((one) => !isKnown(one, index));
  return content.length > 0 && unknown.length / content.length >= FOREIGN ? 1 : 0;
}

function isContent({ word }: WeightedWord): boolean {
  return /[\p{Script=Han}\p{Script=Katakana}a-z]{2}/u.test(word);
}

function isKnown({ word, like }: WeightedWord, index: PassageIndex): boolean {
  return [word, ...like].some((one) => index.documentFrequency(WORD_PREFIX + one) > 0 || hasRuns(one, index));
}

/** A compound that the segmenter cuts otherwise in the documents is known when all its runs stand there. */
function hasRuns(word: string, index: PassageIndex): boolean {
  const runs = runTokens(word).filter((token) => token.length >= 2);
  return runs.length > 0 && runs.every((token) => index.documentFrequency(token) > 0);
}
