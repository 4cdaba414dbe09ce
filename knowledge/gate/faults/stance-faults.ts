import { wordsOf } from '../../search/tokenize.js';
import { contentOf, coverage, stem } from '../words/content-words.js';
import { deniedWords, disagreement, marksIn, withoutDoubleNegation } from '../words/stance.js';

/** Share of a statement's words that the question has, for a statement that only repeats it. */
const ASKED = 0.4;

export function stanceFaults(key: string, text: string): string[] {
  const [clause, unit] = [bare(key), bare(text)];
  const faults = disagreement(marksIn(clause), marksIn(unit), unit).map((one) => `stance ${one}`);
  const here = deniedWords(clause, wordsOf(clause));
  const there = deniedWords(unit, wordsOf(unit));
  const isDenied = (word: string, by: typeof here): boolean =>
    holdsStem(by.words, word) || holdsStem(new Set(by.objects.keys()), word);
  const compare = (one: typeof here, other: typeof here, text: string): void => {
    for (const word of one.words)
      if (text.includes(stem(word)) && !isDenied(word, other)) faults.push(`denied ${word}`);
    for (const [object, verb] of one.objects)
      if (text.includes(stem(object)) && !isDenied(object, other) && !holdsStem(other.words, verb))
        faults.push(`denied ${object}`);
  };
  if (ENDS_DENIED.test(clause) && !DENIES.test(unit))
    faults.push(`denied ${wordsOf(clause).findLast((word) => /\p{Script=Han}/u.test(word)) ?? ''}`);
  compare(here, there, unit);
  compare(there, here, clause);
  const [own, theirs] = [prefixedIn(clause), prefixedIn(unit)];
  for (const word of own) if (!unit.includes(word)) faults.push(`denied ${word}`);
  for (const word of theirs)
    if (clause.includes(word.slice(1)) && !clause.includes(word)) faults.push(`denied ${word}`);
  return faults;
}

/** What a statement ends with that denies, and whatever denies anything at all. */
const ENDS_DENIED = /(?:ません(?:でした)?|ない(?:です)?|なかった(?:です)?)。?$/;
const DENIES =
  /ません|ない|なかっ|なく|なし|ず(?:$|[、。に])|不可|除[くきか]|禁|限[りらる]|[非未不無]\p{Script=Han}|外/u;

/** Without quoted terms, which say nothing themselves. What is regardless or never so is marked before double denials go. */
function bare(key: string): string {
  const said = key
    .replace(/[「『][^」』]*[」』]/g, '〔〕')
    // 未開催 and 開催していない alike.
    .replace(/未((?!満|来|明|熟|婚|然)\p{Script=Han}{2})(?!の\p{Script=Han})/gu, '$1していない');
  const open = [...marksIn(said)].filter((mark) => mark === 'regardless' || mark === 'never');
  const without = withoutDoubleNegation(said);
  return open.length === 0 || open.every((mark) => marksIn(without).has(mark))
    ? without
    : `いつでも${without}`;
}

function holdsStem(words: ReadonlySet<string>, word: string): boolean {
  return [...words].some((one) => stem(one) === stem(word));
}

/** 非公開, 未実施: the first letter denies the rest. */
function prefixedIn(key: string): string[] {
  return [...key.matchAll(/[非不未無](?!満)\p{Script=Han}{2}/gu)].map(([word]) => word);
}

/** An answer that begins with a denial does not affirm what was asked. */
export function askedFaults(key: string, asked: string, text: string): string[] {
  if (asked === '' || !/^(?:回答:|答:|a:)?(?:いいえ|[^。]{0,30}(?:ません|ない))/.test(text)) return [];
  const marks = marksIn(key);
  const affirms =
    (marks.has('can') || marks.has('included') || marks.has('must')) && !/ません|ない/.test(key);
  return affirms && coverage(contentOf(key), asked) >= ASKED ? ['stance asked'] : [];
}
