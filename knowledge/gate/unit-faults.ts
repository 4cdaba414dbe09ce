import { contentOf, cover, coverage, isGeneric, isLight } from './content-words.js';
import { hasName, namesIn } from './names.js';
import { bindFaults, boundFaults, termFaults } from './number-faults.js';
import { type Quantity, quantitiesIn, sameQuantity } from './quantities.js';
import { comparedFaults, doerFaults, orderFaults, suffixFaults } from './role-faults.js';
import { type SourceUnit, topicOf } from './source-units.js';
import { askedFaults, stanceFaults } from './stance-faults.js';

export interface Weighed {
  words: readonly string[];
  /** With the topic's. */
  about: readonly string[];
  quantities: readonly Quantity[];
  share: number;
  whole: string;
}

/** Share of a clause's words, by letters, that one unit of the passage has, with what it is about. */
const COVERED = 0.72;

/** Share that it has to have itself, whatever its headings say. */
const COVERED_BY_BODY = 0.4;

/** Words that a row of numbers has at most. */
const ROW = 3;

export function unitFaults(
  { key }: { key: string },
  { words, about, quantities, share, whole }: Weighed,
  { text, heading, context, before, asked }: SourceUnit,
): string[] {
  const around = `${text} ${context} ${asked} ${heading}`;
  const topic = topicOf(key);
  const lacking = (of: string): string => about.filter((word) => cover(word, of) < 1).join('、');
  if (share < COVERED) return [`uncovered ${lacking(around)}`];
  // A row of numbers below its heading has no words of its own.
  const isRow = quantities.length > 0 && contentOf(text).length <= ROW;
  // What it is about may be carried on from before.
  const own = words.filter((word) => !topic.includes(word));
  if (!isRow && coverage(own.length > 0 ? own : words, `${text} ${context} ${asked}`) < COVERED_BY_BODY)
    return [`uncovered ${lacking(text)}`];
  // What another statement speaks of does not belong to this one.
  const elsewhere = words.filter(
    (word) =>
      isHeavy(word) &&
      cover(word, around) < 1 &&
      cover(word, whole) === 1 &&
      !(topic.includes(word) && cover(word, before) === 1),
  );
  if (elsewhere.length > 0) return [`apart ${elsewhere.join('、')}`];
  const there = quantitiesIn(around);
  const apart = quantities.filter((one) => !there.some((other) => sameQuantity(one, other)));
  if (apart.length > 0) return [`apart ${apart.map(({ written }) => written).join('、')}`];
  const names = namesIn(key).filter((name) => !hasName(around, name));
  if (names.length > 0) return names.map((name) => `name ${name}`);
  return [
    ...doerFaults(key, { text, around }),
    ...comparedFaults(key, text),
    ...bindFaults(key, quantities, text),
    ...boundFaults(quantities, there),
    ...orderFaults(words, text),
    ...termFaults(key, quantities, text),
    ...predicateFaults(words, around),
    ...topicFaults(topic, { text }, key),
    ...suffixFaults(key, around),
    ...askedFaults(key, asked, text),
    ...stanceFaults(key, text),
  ];
}

/** What is done must be what the passage does, however common the word. */
const DONE =
  /^(?:記載|使用|利用|受け|送付|提出|申請|応募|確認|作成|決定|終了|開始|廃止|中止|公開|削除|変更|追加|免除|返還|負担)/;

/** What a statement ends with says most: generic words do not stand in for it. */
function predicateFaults(words: readonly string[], around: string): string[] {
  const last = words.at(-1);
  return last !== undefined && DONE.test(last) && cover(last, around) < 1 ? [`uncovered ${last}`] : [];
}

/** A statement about something else than the unit's own topic is none of it. */
function topicFaults(topic: string, { text }: Pick<SourceUnit, 'text'>, key: string): string[] {
  const own = contentOf(topicOf(text)).filter((word) => bears(word));
  const asked = contentOf(topic).filter((word) => bears(word));
  if (own.length === 0 || asked.length === 0) return [];
  const stands = asked.some((word) => cover(word, text) === 1);
  return stands || own.some((word) => cover(word, key) === 1) ? [] : [`apart ${topic}`];
}

/** Whether a word means something of its own. */
export function bears(word: string): boolean {
  return /\p{Script=Han}{2}|\p{Script=Katakana}{3}/u.test(word) && !isGeneric(word);
}

/** Whether it matters of what a word is said, also where it may be said of anything. */
function isHeavy(word: string): boolean {
  return /\p{Script=Han}{2}|\p{Script=Katakana}{3}/u.test(word) && !isLight(word);
}
