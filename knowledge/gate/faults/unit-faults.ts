import { escapedPattern } from '../../text/escaped-pattern.js';
import type { SourceUnit } from '../passage/source-units.js';
import { topicOf } from '../statements/clauses.js';
import { contentOf, cover, coverage, isGeneric, isLight } from '../words/content-words.js';
import { hasName, namesIn } from '../words/names.js';
import { type Quantity, quantitiesIn, sameQuantity } from '../words/quantities.js';
import { conditionFaults, contrastFaults } from './condition-faults.js';
import { moreOrLessFaults } from './more-or-less-faults.js';
import { bindFaults, boundFaults, ofManyFaults, sumFaults } from './number-faults.js';
import { partyFaults } from './party-faults.js';
import {
  agentFaults,
  aimFaults,
  deputyFaults,
  kindFaults,
  objectFaults,
  ofFaults,
} from './relation-faults.js';
import {
  comparedFaults,
  doerFaults,
  levelFaults,
  orderFaults,
  sequenceFaults,
  suffixFaults,
} from './role-faults.js';
import { askedFaults, stanceFaults } from './stance-faults.js';
import { itemFaults, relativeFaults, subjectFaults } from './subject-faults.js';
import { columnFaults, rowFaults, rowFor } from './table-faults.js';
import { termFaults, termsApart } from './term-faults.js';
import { endFaults, originFaults, periodFaults, whenFaults, yearFaults } from './time-faults.js';

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

/** It goes on about what the sentence before it says. */
const PROVISO = /^(?:ただし|この場合|その場合|その際)/;

/** Words that a row of numbers has at most. */
const ROW = 3;

export function unitFaults(
  { key, sentence }: { key: string; sentence: string },
  { words, about, quantities, share, whole }: Weighed,
  { text, heading, context, carried, before, asked, question, table, parts }: SourceUnit,
): string[] {
  const own = `${text} ${context} ${asked} ${heading}`;
  const around = `${own} ${carried}`;
  const topic = topicOf(key);
  const lacking = (of: string): string => about.filter((word) => cover(word, of) < 1).join('、');
  if (share < COVERED) return [`uncovered ${lacking(around)}`];
  // A row of numbers below its heading has no words of its own.
  const isRow = quantities.length > 0 && contentOf(text).length <= ROW;
  // What it is about may be carried on from before.
  const rest = words.filter((word) => !topic.includes(word) && bears(word));
  if (
    !isRow &&
    coverage(rest.length > 0 ? rest : words, `${text} ${context} ${carried} ${asked}`) < COVERED_BY_BODY
  )
    return [`uncovered ${lacking(text)}`];
  // Of what was spoken before nothing is said by a unit that speaks of something else.
  const said = words.filter(bears);
  if (quantities.length === 0 && said.length > 0 && said.every((word) => cover(word, `${text} ${asked}`) < 1))
    return [`uncovered ${said.join('、')}`];
  // What another statement speaks of does not belong to this one.
  const elsewhere = words.filter(
    (word) =>
      isHeavy(word) &&
      cover(word, around) < 1 &&
      cover(word, whole) === 1 &&
      cover(word, question) < 1 &&
      !(PROVISO.test(text) && cover(word, before) === 1) &&
      !(topic.includes(word) && (cover(word, before) === 1 || isShortFor(topicOf(text), topic, whole))),
  );
  if (elsewhere.length > 0) return [`apart ${elsewhere.join('、')}`];
  const there = quantitiesIn(own);
  const apart = quantities.filter((one) => !there.some((other) => sameQuantity(one, other)));
  if (apart.length > 0) return [`apart ${apart.map(({ written }) => written).join('、')}`];
  const names = namesIn(key).filter((name) => !hasName(around, name));
  if (names.length > 0) return names.map((name) => `name ${name}`);
  return [
    ...doerFaults(key, { text, around: topicOf(text) === '' ? around : `${text} ${heading} ${asked}` }),
    ...levelFaults(key, around, whole),
    ...comparedFaults(key, text, around),
    ...(table === null ? bindFaults(key, quantities, text) : []),
    ...boundFaults({ key, sentence }, quantities, there),
    ...periodFaults(key, quantities, text),
    ...originFaults(key, quantities, text),
    ...endFaults(key, text),
    ...sumFaults(key, quantities, text),
    ...ofManyFaults(key, quantities, text),
    ...whenFaults(key, words, parts),
    ...(table === null ? yearFaults(quantities, text) : []),
    ...orderFaults(words, text),
    ...sequenceFaults(key, text),
    ...partyFaults(withDoer(key, sentence), text),
    ...objectFaults(key, text),
    ...ofFaults(key, text),
    ...deputyFaults(key, text),
    ...aimFaults(key, topic, text),
    ...kindFaults(key, text, around),
    ...agentFaults(key, text),
    ...termFaults(key, quantities, text),
    ...termsApart(key, words, text),
    ...predicateFaults(key, words, { text, around: PROVISO.test(text) ? `${around} ${before}` : around }),
    ...topicFaults(topic, { text }, key),
    ...suffixFaults(key, around),
    ...askedFaults(key, asked, text),
    ...stanceFaults(
      key,
      table === null ? (partFor(quantities, parts) ?? text) : rowFor(key, quantities, table, text),
    ).filter((fault) => fault !== 'stance included' || !lists({ text, context, table })),
    ...conditionFaults({ key, sentence }, text),
    ...contrastFaults({ key, sentence }, text, whole),
    ...subjectFaults(key, { text, parts, carried }, `${context} ${asked} ${heading}`),
    ...relativeFaults(key, text),
    ...itemFaults(key, own),
    ...moreOrLessFaults(key, text),
    ...rowFaults(sentence, table),
    ...columnFaults(key, table),
  ];
}

/** What stands in a table, in a bare list, or below a heading that says what counts, is among what it lists. */
function lists({ text, context, table }: Pick<SourceUnit, 'text' | 'context' | 'table'>): boolean {
  return (
    table !== null ||
    /対象/.test(context) ||
    /(?:次|以下|下記)に?(?:掲げる|の)/.test(text) ||
    (!/[。はがをに]/.test(text) && /、[^、]+、/.test(text))
  );
}

/** A statement without a doer has that of its sentence. */
function withDoer(key: string, sentence: string): string {
  const doer = /^(?:[^、。]*、)?([\p{Script=Han}\p{Script=Katakana}ー()]{1,20})[はが]/u.exec(sentence)?.[1];
  return doer === undefined || /[はが]/.test(key) ? key : `${doer}が${key}`;
}

/** The one statement of several that has a statement's numbers; undefined where several have. */
function partFor(quantities: readonly Quantity[], parts: readonly string[]): string | undefined {
  if (quantities.length === 0) return undefined;
  const holding = withTopics(parts).filter((part) => {
    const there = quantitiesIn(part);
    return quantities.every((one) => there.some((other) => sameQuantity(one, other)));
  });
  return holding.length === 1 ? holding[0] : undefined;
}

/** Together with what follows it and speaks of the same. */
function withTopics(parts: readonly string[]): string[] {
  const whole: string[] = [];
  for (const part of parts)
    if (topicOf(part) === '' && whole.length > 0) whole[whole.length - 1] += part;
    else whole.push(part);
  return whole;
}

/** 「研究会」 is the 圏域別研究会 where there is no other. */
function isShortFor(short: string, topic: string, whole: string): boolean {
  if (short.length < 2 || topic === short || !topic.endsWith(short)) return false;
  const longer =
    whole.match(new RegExp(`[\\p{Script=Han}\\p{Script=Katakana}ー]+${escapedPattern(short)}`, 'gu')) ?? [];
  return new Set(longer).size === 1;
}

/** What is done must be what the passage does, however common the word. */
const DONE =
  /^(?:記載|使用|利用|受け|送付|提出|申請|応募|確認|作成|決定|終了|開始|廃止|中止|公開|削除|変更|追加|免除|返還|負担)/;

/** 「平成29年度に実施されました」. */
const ONLY_DONE = /[はもに](?:も|は)?(?:実施|開催)(?:し|さ)[^、。]{0,6}。?$/;
const DOES = /実施|行[いうわっ]|開催|開[いかく]|取組|設け|実績/;

/** What a statement ends with says most: generic words do not stand in for it. */
function predicateFaults(
  key: string,
  words: readonly string[],
  { text, around }: { text: string; around: string },
): string[] {
  const last = words.at(-1);
  // A clause that does nothing bears nothing out that is done.
  if (ONLY_DONE.test(key) && !DOES.test(text)) return ['uncovered 実施'];
  if (last === undefined) return [];
  const isDeed = /^\p{Script=Han}{2,}$/u.test(last) && !isGeneric(last);
  const isSaid = DONE.test(last) ? cover(last, around) === 1 : !isDeed || cover(last, around) > 0;
  return isSaid ? [] : [`uncovered ${last}`];
}

/** A statement about something else than the unit's own topic is none of it. */
function topicFaults(topic: string, { text }: Pick<SourceUnit, 'text'>, key: string): string[] {
  const own = contentOf(topicOf(text)).filter((word) => bears(word) && !isLight(word));
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
