import { wordsOf } from '../search/tokenize.js';
import { sentencesOf } from '../text/sentences.js';
import { contentOf, cover, coverage, isGeneric, isLight, stem } from './content-words.js';
import { hasName, namesIn } from './names.js';
import { isDated, type Quantity, quantitiesIn, sameQuantity } from './quantities.js';
import { clausesOf, plain, type Source, type SourceUnit, sourceOf, topicOf } from './source-units.js';
import { deniedWords, disagreement, marksIn, withoutDoubleNegation } from './stance.js';

/** Whether a sentence says no more and nothing else than a passage, and why not. */
export interface Support {
  supported: boolean;
  /** `number 33.4`, `name 京都府`, `quote …`, `bound …`, `stance can/cannot`, `denied …`, `uncovered …`, `apart …`. */
  reasons: string[];
}

/** Share of a clause's words, by letters, that one unit of the passage has, with what it is about. */
const COVERED = 0.72;
/** Share that it has to have itself, whatever its headings say. */
const COVERED_BY_BODY = 0.4;
/** Share of common words that stand in the same order; fewer, and roles are exchanged. */
const IN_ORDER = 0.4;
/** Letters of a piece below which its words say too little to be weighed. */
const SHORT = 4;
/** Words that a row of numbers has at most. */
const ROW = 3;
/** Words from which on their order is looked at. */
const ORDERED = 5;

/**
 * The gate. A sentence is taken apart into statements, and each must be borne out by one statement of the passage: its
 * numbers, dates, names and doers stand there, its words do, and what it allows, demands, counts in, plans or denies is what
 * stands there. Nothing is put together from two statements: subject of one and number of another are easily a falsehood.
 * Known limits: it knows few synonyms, so that free paraphrase is withheld rather than believed; what two words exchange
 * within one statement of few words it may not see.
 * @param heading title, year and headings of the passage, where they are known apart from it
 */
export function supported(passage: string, sentence: string, heading = ''): Support {
  const source = sourceOf(passage, heading);
  if (isVerbatim(plain(sentence), source.sentences)) return { supported: true, reasons: [] };
  const reasons: string[] = [];
  for (const [, quoted = ''] of sentence.matchAll(/[「『]([^」』]+)[」』]/g))
    if (!squash(source.whole).includes(squash(plain(quoted)))) reasons.push(`quote ${quoted}`);
  for (const name of namesIn(plain(sentence))) if (!hasName(source.whole, name)) reasons.push(`name ${name}`);
  for (const statement of statementsOf(sentence)) reasons.push(...faultsOf(statement, source));
  return { supported: reasons.length === 0, reasons: [...new Set(reasons)] };
}

/**
 * What of a sentence's numbers, dates, names and quoted terms does not stand in what was quoted for it: `number …`,
 * `name …`, `quote …`.
 */
export function unquoted(quotes: string, sentence: string): string[] {
  const source = plain(quotes);
  const known = quantitiesIn(source);
  const terms = [...sentence.matchAll(/[「『]([^」』]+)[」』]/g)].map(([, quoted = '']) => quoted);
  return [
    ...terms.filter((term) => !squash(source).includes(squash(plain(term)))).map((term) => `quote ${term}`),
    ...namesIn(plain(sentence)).flatMap((name) => (hasName(source, name) ? [] : [`name ${name}`])),
    ...quantitiesIn(plain(sentence)).flatMap((one) =>
      known.some((other) => sameQuantity(one, other)) ? [] : [`number ${one.written}`],
    ),
  ];
}

/** Whole sentences as they stand there say what they say. */
function isVerbatim(sentence: string, sentences: readonly string[]): boolean {
  const said = sentencesOf(sentence).map(squash);
  const known = new Set(sentences.map(squash));
  return said.length > 0 && said.every((one) => one !== '' && known.has(one));
}

interface Statement {
  key: string;
  /** Of the sentence, where the statement has none of its own. */
  topic: string;
}

function statementsOf(text: string): Statement[] {
  return sentencesOf(text).flatMap((sentence) => {
    const key = plain(sentence);
    const topic = topicOf(key);
    return clausesOf(key).map((clause, i) => ({
      key: clause,
      topic: i === 0 || topicOf(clause) !== '' ? '' : topic,
    }));
  });
}

/** Of the unit that bears most of it out. */
function faultsOf(statement: Statement, source: Source): string[] {
  const words = contentOf(statement.key);
  const quantities = quantitiesIn(statement.key);
  const known = quantitiesIn(source.whole);
  const missing = quantities.filter((one) => !known.some((other) => sameQuantity(one, other)));
  if (missing.length > 0) return missing.map(({ written }) => `number ${written}`);
  const foreign = words.filter((word) => isForeign(word, source.whole));
  if (foreign.length > 0) return [`uncovered ${foreign.join('、')}`];
  const about = [...words, ...contentOf(statement.topic)];
  let least: { faults: string[]; share: number } | null = null;
  for (const unit of source.units) {
    if (unit.parts.length > 0) {
      if (isBorneOutInParts(statement, unit, source.whole)) return [];
      if (isOfOnePart(statement, words, unit)) continue;
    }
    const share = shareOf(words, statement, unit);
    const faults = unitFaults(statement, { words, about, quantities, share, whole: source.whole }, unit);
    if (faults.length === 0) return [];
    const better =
      least === null || share > least.share || (share === least.share && faults.length < least.faults.length);
    if (better) least = { faults, share };
  }
  return least?.faults ?? [`uncovered ${about.join('、')}`];
}

/** Share of a topic's words that stand around a unit or before it. */
const TOPIC_COVERED = 0.65;

/** By letters; what a statement is about may stand in the sentence before, or elsewhere in its own. */
function shareOf(
  words: readonly string[],
  { key, topic }: Statement,
  { text, heading, context, before, asked }: SourceUnit,
): number {
  const around = `${text} ${context} ${asked} ${heading}`;
  const about = contentOf(topic === '' ? topicOf(key) : topic);
  const rest = words.filter((word) => !about.includes(word));
  const ofTopic = coverage(about, `${around} ${before}`);
  if (ofTopic < TOPIC_COVERED) return Math.min(ofTopic, coverage(words, around));
  return coverage(
    rest.length > 0 ? [...rest, ...words.filter((word) => cover(word, around) === 1)] : words,
    around,
  );
}

/** Of a statement's words, without who does it: so many in one of several statements, and it is about that one alone. */
const OF_ONE = 0.9;

/** Whether one of a sentence's statements speaks of all that is said: the others have nothing to add to it. */
function isOfOnePart(
  { key }: Statement,
  words: readonly string[],
  { text, context, parts }: SourceUnit,
): boolean {
  const doers = [...key.matchAll(DOER)].map(([, doer = '']) => doer).join('');
  const said = words.filter((word) => !doers.includes(word));
  const own = topicOf(text);
  return said.length > 0 && parts.some((part) => coverage(said, `${own} ${part} ${context}`) >= OF_ONE);
}

/** Of a sentence of several statements: each piece between commas is borne out by one of them, in their order. */
function isBorneOutInParts(statement: Statement, unit: SourceUnit, whole: string): boolean {
  const pieces = piecesOf(statement.key);
  if (pieces.length < 2) return false;
  const own = topicOf(unit.text);
  let at = 0;
  for (const piece of pieces) {
    const words = contentOf(piece);
    const weighed = { words, about: words, quantities: quantitiesIn(piece), whole };
    const fits = (part: string): boolean => {
      const text = own === '' || topicOf(part) !== '' ? part : `${own}は、${part}`;
      const one = { ...unit, text, context: `${unit.context} ${own}`, parts: [] };
      const share = coverage(words, `${text} ${one.context}`);
      return unitFaults({ key: piece, topic: '' }, { ...weighed, share }, one).length === 0;
    };
    const next = unit.parts.findIndex((part, i) => i >= at && fits(part));
    if (next < 0) return false;
    at = next;
  }
  return true;
}

/** What stands between commas; what is only about something, or says too little, goes with the next. */
function piecesOf(key: string): string[] {
  const pieces: string[] = [];
  let open = '';
  for (const part of key.split(/(?<=、)/)) {
    open += part;
    if (/[はもがをにと]、$/.test(open) || contentOf(open).join('').length < SHORT) continue;
    pieces.push(open);
    open = '';
  }
  if (open !== '') pieces.push(open);
  return pieces;
}

/** A word with a meaning of its own that nothing in the passage has. */
function isForeign(word: string, whole: string): boolean {
  return bears(word) && cover(word, whole) === 0;
}

/** Whether a word means something of its own. */
function bears(word: string): boolean {
  return /\p{Script=Han}{2}|\p{Script=Katakana}{3}/u.test(word) && !isGeneric(word);
}

/** Whether it matters of what a word is said, also where it may be said of anything. */
function isHeavy(word: string): boolean {
  return /\p{Script=Han}{2}|\p{Script=Katakana}{3}/u.test(word) && !isLight(word);
}

interface Weighed {
  words: readonly string[];
  /** With the topic's. */
  about: readonly string[];
  quantities: readonly Quantity[];
  share: number;
  whole: string;
}

function unitFaults(
  { key }: Statement,
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

/** Who does it stands right before が. */
const DOER =
  /([\p{Script=Han}\p{Script=Katakana}ー・()（）]{1,24})(?:が(?!高|多|少|低|大き|良|悪|必要|可能|望まし|難し|異な|[ぁ-ん]{0,3}(?:あ|な|でき))|の(?=負担|役割|役目|責任|責務|担当|仕事))/gu;

/** In what follows a doer's name where it does something. */
const DOES = /^(?:$|\s|。|が|は|も|と|や|、|・|及び|並びに|等|など|に(?:は|おいて)|[(（])/;

function doerFaults(key: string, { text, around }: { text: string; around: string }): string[] {
  const others = [...text.matchAll(DOER)].map(([, doer = '']) => doer);
  return [...key.matchAll(DOER)]
    .filter(({ index }) => !/\d/.test(key[index - 1] ?? ''))
    .map(([, doer = '']) => doer)
    .filter((doer) => {
      const words = contentOf(doer).filter((word) => !isGeneric(word));
      if (words.some((word) => cover(word, around) < 1)) return true;
      const last = text.includes(doer) ? doer : words.at(-1);
      // It stands there, and somebody else does it.
      if (last === undefined || others.length === 0 || others.some((other) => other.includes(last)))
        return false;
      return (
        text.includes(last) && !placesOf(text, last).some((at) => DOES.test(text.slice(at + last.length)))
      );
    })
    .map((doer) => `name ${doer}`);
}

function placesOf(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) places.push(at);
  return places;
}

/** What is compared with: 「AよりB」 is not 「BよりA」. */
function comparedFaults(key: string, text: string): string[] {
  return [...key.matchAll(/([\p{Script=Han}\p{Script=Katakana}ー]{2,})より(?:も)?/gu)]
    .map(([, with_ = '']) => with_)
    .filter(
      (with_) =>
        !isGeneric(with_) &&
        text.includes(with_) &&
        !new RegExp(`${escaped(with_)}(?:より|から|に比べ|と比べ)`).test(text),
    )
    .map((with_) => `apart ${with_}より`);
}

/**
 * Where a statement gives several numbers of a kind, each belongs to the words before it: 国が50%、県が25%. A number is
 * another's when the word that it stands behind is followed, or preceded at once, by other numbers only.
 */
function bindFaults(key: string, quantities: readonly Quantity[], text: string): string[] {
  const there = quantitiesIn(text);
  return quantities
    .filter((one) => {
      const kin = there.filter((other) => other.unit === one.unit && !isDated(other));
      if (kin.length < 2 || kin.every((other) => sameQuantity(other, one))) return false;
      const label = labelBefore(key, one, quantities);
      if (label === null) return false;
      const follows = placesOf(text, label).flatMap(
        (at) => kin.find((other) => other.at >= at + label.length) ?? [],
      );
      const precedes = placesOf(text, label).flatMap(
        (at) =>
          kin.findLast((other) => other.at < at && at - other.at - other.written.length <= BESIDE) ?? [],
      );
      return follows.length > 0 && ![...follows, ...precedes].some((other) => sameQuantity(other, one));
    })
    .map(({ written }) => `apart ${written}`);
}

/** Letters between a number and what it counts: 3回の研修. */
const BESIDE = 5;

/** The last word that means something, not far before a number and with no other number between; null without one. */
function labelBefore(key: string, one: Quantity, quantities: readonly Quantity[]): string | null {
  const before = key.slice(Math.max(0, one.at - 24), one.at);
  const label = contentOf(before).findLast((word) => !isLight(word) && word.length >= 2);
  if (label === undefined) return null;
  const from = one.at - before.length + before.lastIndexOf(label);
  return quantities.some(({ at }) => at > from && at < one.at) ? null : label;
}

function boundFaults(quantities: readonly Quantity[], there: readonly Quantity[]): string[] {
  return quantities.flatMap((one) => {
    const same = there.filter((other) => sameQuantity(one, other));
    const exact = same.filter(({ unit }) => unit === one.unit);
    const end = (bound: Quantity['bound']): Quantity['bound'] =>
      isDated(one) && bound === 'at-most' ? null : bound;
    // Where nothing is said of beginning and end, a time may be said to begin.
    const fits = (bound: Quantity['bound']): boolean =>
      end(bound) === end(one.bound) || (isDated(one) && bound === null && one.bound === 'at-least');
    return (exact.length > 0 ? exact : same).some(({ bound, side }) => fits(bound) && side === one.side)
      ? []
      : [`bound ${one.written}`];
  });
}

/** A number and a term in quotation marks belong together where no comma parts them. */
function termFaults(key: string, quantities: readonly Quantity[], text: string): string[] {
  const terms = [...key.matchAll(/[「『]([^」』]+)[」』]/g)].map(([, term = '']) => term);
  if (terms.length !== 1 || quantities.length !== 1 || quantities.some(isDated)) return [];
  const [term = ''] = terms;
  const [one] = quantities;
  const parts = text.split(/(?<=[、。])/).filter((part) => part.includes(term));
  const beside = parts.some((part) =>
    quantitiesIn(part).some(
      (other) => one !== undefined && sameQuantity(one, other) && other.bound === one.bound,
    ),
  );
  return parts.length === 0 || beside ? [] : [`apart ${one?.written ?? ''}`];
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

/** 圏域ごと is not 市町村ごと, 医師のみ not 看護師のみ. */
function suffixFaults(key: string, around: string): string[] {
  return [...key.matchAll(/([\p{Script=Han}\p{Script=Katakana}ー]{1,12})(ごと|毎|のみ|だけ|以外)/gu)]
    .filter(([, word = '', suffix = '']) => {
      const last = contentOf(word).at(-1) ?? word;
      return !new RegExp(`${escaped(last)}[)」]?(?:${SUFFIXES[suffix] ?? suffix})`).test(around);
    })
    .map(([found]) => `apart ${found}`);
}

const SUFFIXES: Readonly<Record<string, string>> = {
  ごと: 'ごと|毎',
  毎: 'ごと|毎',
  のみ: 'のみ|だけ|に限',
  だけ: 'のみ|だけ|に限',
};

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** An answer that begins with a denial does not affirm what was asked. */
function askedFaults(key: string, asked: string, text: string): string[] {
  if (asked === '' || !/^(?:回答:|答:|a:)?(?:いいえ|[^。]{0,30}(?:ません|ない))/.test(text)) return [];
  const marks = marksIn(key);
  const affirms =
    (marks.has('can') || marks.has('included') || marks.has('must')) && !/ません|ない/.test(key);
  return affirms && coverage(contentOf(key), asked) >= COVERED_BY_BODY ? ['stance asked'] : [];
}

/** Whether what both say stands in about the same order: 「AはBより」 and 「BはAより」 have all words in common. */
function orderFaults(words: readonly string[], text: string): string[] {
  const places = words.map((word) => text.indexOf(stem(word))).filter((at) => at >= 0);
  if (places.length < ORDERED) return [];
  const run: number[] = [];
  for (const place of places) {
    const at = run.findIndex((end) => end >= place);
    if (at < 0) run.push(place);
    else run[at] = place;
  }
  return run.length / new Set(places).size < IN_ORDER ? ['apart 語の順序'] : [];
}

function stanceFaults(key: string, text: string): string[] {
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
  compare(here, there, unit);
  compare(there, here, clause);
  const [own, theirs] = [prefixedIn(clause), prefixedIn(unit)];
  for (const word of own) if (!unit.includes(word)) faults.push(`denied ${word}`);
  for (const word of theirs)
    if (clause.includes(word.slice(1)) && !clause.includes(word)) faults.push(`denied ${word}`);
  return faults;
}

/** Without quoted terms, which say nothing themselves. What is regardless or never so is marked before double denials go. */
function bare(key: string): string {
  const said = key.replace(/[「『][^」』]*[」』]/g, '〔〕');
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
  return [...key.matchAll(/[非不未無]\p{Script=Han}{2}/gu)].map(([word]) => word);
}

function squash(key: string): string {
  return key.replace(/[\s、。,.・()「」『』]/g, '');
}
