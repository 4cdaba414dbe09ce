import { PREFECTURES } from '../places/prefectures.js';
import { wordsOf } from '../search/tokenize.js';
import { foldKey } from '../text/fold.js';
import { sentencesOf } from '../text/sentences.js';
import { type Quantity, quantitiesIn, sameQuantity } from './quantities.js';
import { deniedWords, disagreement, marksIn, withoutDoubleNegation } from './stance.js';

/** Whether a sentence says no more and nothing else than a passage, and why not. */
export interface Support {
  supported: boolean;
  /** `number 33.4`, `name 京都府`, `quote …`, `bound …`, `stance can/cannot`, `denied …`, `uncovered …`, `apart …`. */
  reasons: string[];
}

/** Share of a clause's words, by letters, that its passage has to have. */
const COVERED = 0.72;
/** Share that it has to have itself, whatever its headings say. */
const COVERED_BY_BODY = 0.4;
/** By so much may what holds a clause's numbers cover less of its words than something else does. */
const APART = 0.3;
/** By so much more must another sentence speak of the same to be the one that is meant. */
const CLEARLY_MORE = 0.15;
/** Letters of a clause below which its words say too little to be weighed. */
const SHORT = 4;

/**
 * The gate: every number, date, name and quoted term of a sentence must stand in the passage, together with the words about
 * it; what it allows, demands, counts in or denies must be what the passage does; and its words must be the passage's.
 * Known limits: it knows no synonyms but those of spelling, so that free paraphrase is withheld rather than believed.
 * @param heading title, year and headings of the passage, where they are known apart from it: they say what it is about, and
 *   bear nothing out by themselves
 */
export function supported(passage: string, sentence: string, heading = ''): Support {
  const whole = sourceOf(passage, heading);
  const { source } = whole;
  if (isVerbatim(plain(sentence), whole.lines)) return { supported: true, reasons: [] };
  const reasons: string[] = [];
  for (const [, quoted = ''] of sentence.matchAll(/[「『]([^」』]+)[」』]/g))
    if (!squash(source).includes(squash(plain(quoted)))) reasons.push(`quote ${quoted}`);
  for (const name of namesIn(plain(sentence))) if (!hasName(source, name)) reasons.push(`name ${name}`);
  for (const clause of clausesOf(sentence)) reasons.push(...faultsOf(clause, whole));
  return { supported: reasons.length === 0, reasons: [...new Set(reasons)] };
}

/** Whole sentences as they stand there say what they say. */
function isVerbatim(sentence: string, lines: readonly string[]): boolean {
  const said = sentencesOf(sentence).map(squash);
  const known = new Set(lines.map(squash));
  return said.length > 0 && said.every((one) => one !== '' && known.has(one));
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

function faultsOf(clause: string, { parts, windows, source, context, body }: Source): string[] {
  const key = plain(clause);
  const words = contentOf(key);
  const quantities = quantitiesIn(key);
  const known = quantitiesIn(source);
  const missing = quantities.filter((one) => !known.some((other) => sameQuantity(one, other)));
  if (missing.length > 0) return missing.map(({ written }) => `number ${written}`);
  const letters = words.join('').length;
  const foreign = words.filter((word) => /^[\p{Script=Han}]{2,}$/u.test(word) && cover(word, source) === 0);
  if (foreign.length > 0) return [`uncovered ${foreign.join('、')}`];
  if (letters >= SHORT && coverage(words, source) < COVERED)
    return [`uncovered ${words.filter((word) => cover(word, source) < 1).join('、')}`];
  if (context !== '' && letters >= SHORT && coverage(words, body) < COVERED_BY_BODY)
    return [`uncovered ${words.filter((word) => cover(word, body) < 1).join('、')}`];
  const written = quantities.map((one) => one.written).join('、');
  const best = bestOf(words, windows);
  const aligned = bestOf(
    words,
    windows.filter((window) => holdsAll(window, quantities)),
  );
  if (aligned === null || best === null) return quantities.length === 0 ? [] : [`apart ${written}`];
  if (letters >= SHORT && best.share - aligned.share > APART) return [`apart ${written}`];
  if (quantities.length > 0 && letters >= SHORT && isOfAnother(words, quantities, parts))
    return [`apart ${written}`];
  if (hasOtherNumber(words, quantities, aligned.window)) return [`apart ${written}`];
  const said = (window: string): string => window.slice(context === '' ? 0 : context.length + 1);
  return [
    ...boundFaults(quantities, { words, window: aligned.window }),
    ...actorFaults(key, words, said(aligned.window)),
    ...stanceFaults(key, words, said(aligned.window)),
  ];
}

/** Who does something, pays for it or asks for it. */
const ACTOR =
  /(?<![\d\p{Script=Han}])(?:都道府県知事|市町村長|都道府県|市区町村|市町村|地方厚生局|厚生労働省|地域包括支援センター|介護支援専門員|訪問看護師|医療機関|介護事業所|郡市医師会|医師会|主治医|保健所|事務局|委員長|主催者|参加者|病院|住民|家族|知事|国|県|市|町)(?=(?:が|は|も|の負担|から|に|で)(?!ら))/gu;

/** The part that speaks of a clause's rarest word names others for it: the county pays what the town would. */
function actorFaults(key: string, words: readonly string[], window: string): string[] {
  const actors = [...key.matchAll(ACTOR)].map(([actor]) => actor);
  const rest = words.filter((word) => !actors.some((actor) => actor.includes(word) || word.includes(actor)));
  const near = actors.length === 0 ? null : aboutRarest(rest, window);
  if (near === null) return [];
  const text = near.join('');
  const others = [...text.matchAll(ACTOR)].map(([actor]) => actor);
  return others.length === 0
    ? []
    : actors.filter((actor) => !text.includes(actor)).map((actor) => `name ${actor}`);
}

/** Whether the very part that speaks of the clause's rarest word gives another number of the same kind instead. */
function hasOtherNumber(words: readonly string[], quantities: readonly Quantity[], window: string): boolean {
  const parts = aboutRarest(words, window);
  if (parts === null || quantities.length === 0) return false;
  const there = parts.flatMap(quantitiesIn);
  return quantities.some(
    (one) => there.some(({ unit }) => unit === one.unit) && !there.some((other) => sameQuantity(one, other)),
  );
}

/** 「離島については、」 goes on behind the comma; 「県が負担するが、」 has said what it says. */
const TOPIC = /(?:は|も|では|場合)、$|^.{1,12}が、$/;

/**
 * The parts between commas that hold the word which fewest of them hold: it says most clearly what a clause is about. A
 * topic (…は、) goes on in the part behind it. Null where no word stands there as it is.
 */
function aboutRarest(words: readonly string[], window: string): string[] | null {
  const parts = window.split(/(?<=[、。])/);
  const holding = words
    .map((word) => parts.flatMap((part, i) => (part.includes(word) ? [i] : [])))
    .filter((places) => places.length > 0)
    .sort((a, b) => a.length - b.length);
  const fewest = holding[0]?.length;
  if (fewest === undefined) return null;
  // Of words that are equally rare, those go together that stand together.
  const rare = [...new Set(holding.filter(({ length }) => length === fewest).flat())];
  const shares = rare.map((i) => coverage(words, parts[i] ?? ''));
  const most = Math.max(...shares);
  const rarest = fewest > 1 ? holding[0]! : rare.filter((_, i) => shares[i] === most);
  return rarest.map((i) => {
    const part = parts[i] ?? '';
    return TOPIC.test(part) ? part + (parts[i + 1] ?? '') : part;
  });
}

/**
 * Whether another sentence speaks more of the same, and gives another number of the same kind: the limit of islands
 * stands beside that of everybody.
 */
function isOfAnother(
  words: readonly string[],
  quantities: readonly Quantity[],
  parts: readonly string[],
): boolean {
  const own = bestOf(
    words,
    parts.filter((part) => holdsAll(part, quantities)),
  );
  const best = bestOf(words, parts);
  if (best === null || best.share - (own?.share ?? 0) < CLEARLY_MORE) return false;
  const rivals = quantitiesIn(best.window);
  return quantities.some((one) =>
    rivals.some((other) => other.unit === one.unit && other.value !== one.value),
  );
}

interface Aligned {
  window: string;
  /** Of the words, by letters. */
  share: number;
}

function bestOf(words: readonly string[], windows: readonly string[]): Aligned | null {
  let best: Aligned | null = null;
  for (const window of windows) {
    const share = coverage(words, window);
    if (best === null || share > best.share) best = { window, share };
  }
  return best;
}

function holdsAll(window: string, quantities: readonly Quantity[]): boolean {
  const known = quantitiesIn(window);
  return quantities.every((one) => known.some((other) => sameQuantity(one, other)));
}

function boundFaults(
  quantities: readonly Quantity[],
  { words, window }: { words: readonly string[]; window: string },
): string[] {
  const near = (aboutRarest(words, window) ?? []).flatMap(quantitiesIn);
  const wide = quantitiesIn(window);
  return quantities.flatMap((one) => {
    const nearby = near.filter((other) => sameQuantity(one, other) && other.unit === one.unit);
    const same = nearby.length > 0 ? nearby : wide.filter((other) => sameQuantity(one, other));
    return same.some(({ bound, side }) => bound === one.bound && side === one.side)
      ? []
      : [`bound ${one.written}`];
  });
}

function stanceFaults(key: string, words: readonly string[], window: string): string[] {
  const [clause, wide] = [withoutDoubleNegation(key), withoutDoubleNegation(window)];
  const near = aboutRarest(words, wide)?.join('') ?? wide;
  const faults = disagreement(marksIn(clause), marksIn(near), marksIn(wide)).map((one) => `stance ${one}`);
  const here = deniedWords(clause, wordsOf(clause));
  const there = deniedWords(wide, wordsOf(wide));
  const nearby = deniedWords(near, wordsOf(near));
  for (const word of here)
    if (!FRAME.has(word) && wide.includes(stem(word)) && !holdsStem(there, word))
      faults.push(`denied ${word}`);
  for (const word of nearby)
    if (!FRAME.has(word) && clause.includes(stem(word)) && !holdsStem(here, word))
      faults.push(`denied ${word}`);
  const [own, theirs] = [prefixedIn(clause), prefixedIn(near)];
  for (const word of own) if (!near.includes(word)) faults.push(`denied ${word}`);
  for (const word of theirs)
    if (clause.includes(word.slice(1)) && !clause.includes(word)) faults.push(`denied ${word}`);
  return faults;
}

/** 見直し and 見直す alike. */
function stem(word: string): string {
  const bare = word.replace(/[ぁ-ん]+$/, '');
  return bare === '' ? word : bare;
}

function holdsStem(words: ReadonlySet<string>, word: string): boolean {
  return [...words].some((one) => stem(one) === stem(word));
}

/** 非公開, 未実施: the first letter denies the rest. */
function prefixedIn(key: string): string[] {
  return [...key.matchAll(/[非不未無]\p{Script=Han}{2}/gu)].map(([word]) => word);
}

/** What may bear a clause out. */
interface Source {
  /** Sentences and lines as they stand there. */
  lines: readonly string[];
  /** Sentences and lines, each with the passage's first line, which is often its heading. */
  parts: readonly string[];
  /** They, and neighbours together. */
  windows: readonly string[];
  /** All of it. */
  source: string;
  /** What is known to be its heading; '' where the first line may be one. */
  context: string;
  /** All of it without that. */
  body: string;
}

function sourceOf(passage: string, heading: string): Source {
  const lines = sentencesOf(passage)
    .map(plain)
    .filter((part) => part !== '');
  const context = plain(heading).replace(/\n/g, ' ');
  const [first = ''] = lines;
  const parts = lines.map((line, i) =>
    context !== '' ? `${context} ${line}` : i === 0 ? line : `${first} ${line}`,
  );
  const windows = parts.flatMap((part, i) => {
    const next = lines[i + 1];
    return next === undefined ? [part] : [part, `${part} ${next}`];
  });
  const body = plain(passage);
  return { lines, parts, windows, source: context === '' ? body : `${context}\n${body}`, context, body };
}

/** What stands between commas and stops; what is too short goes with the next. */
function clausesOf(sentence: string): string[] {
  const clauses: string[] = [];
  let open = '';
  for (const part of sentence.split(/(?<=[、。，；;])/)) {
    open += part;
    if (contentOf(plain(open)).join('').length < SHORT) continue;
    clauses.push(open);
    open = '';
  }
  if (open !== '') clauses.push(open);
  return clauses;
}

/** Words that bear what is said; numbers are weighed by themselves. */
function contentOf(key: string): string[] {
  return wordsOf(key).filter(
    (word) => !/^[\d.,:%]+$/.test(word) && !/^[ぁ-ん]{1,4}$/.test(word) && !FRAME.has(word),
  );
}

/** What a sentence is built with, and what every office says. */
const FRAME = new Set(
  'です ます である であり では こと もの ところ 場合 とき 際 うえ 上 方 当該 本 同 各 次 以下 以上 未満 以内 超 超える 超え まで おり おります いただく 行う 行い 行わ 行っ 実施 必要 可能 対象 対象外 原則 任意 必須 不要 のみ だけ ください 年度 年 月 日 円 人 件 回 時 分 万 億 千 百 令和 平成 昭和 午前 午後'.split(
    ' ',
  ),
);

/** Not within another word: 議会 is none of 協議会. */
function standsIn(word: string, window: string): boolean {
  for (let at = window.indexOf(word); at >= 0; at = window.indexOf(word, at + 1))
    if (startsAt(window).has(at)) return true;
  return false;
}

/** Offsets at which words begin; of the window that was asked for last, as one is asked for often. */
function startsAt(window: string): ReadonlySet<number> {
  if (window !== lastWindow) {
    lastWindow = window;
    lastStarts = new Set([...segmenter.segment(window)].map(({ index }) => index));
  }
  return lastStarts;
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
let lastWindow = '';
let lastStarts: ReadonlySet<number> = new Set();

/** Words of offices that say the same. */
const SAME_WORDS = new Map(
  [
    ['締切', '期限', '受付', '期日', '募集期間'],
    ['上限', '限度'],
    ['通知', 'お知らせ', '連絡'],
    ['費用', '経費'],
    ['割合', '率', '%'],
    ['設ける', '設置', '置く', '開設'],
    ['開く', '開催'],
    ['担当', '担う'],
    ['負担', '支払'],
    ['提出', '送付'],
    ['支給', '支払', '交付'],
    ['完了', '終了'],
    ['本人', '利用者'],
    ['増加', '増'],
    ['減少', '減'],
  ].flatMap((group) => group.map((word) => [word, group.filter((other) => other !== word)] as const)),
);

function coverage(words: readonly string[], window: string): number {
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  return letters === 0
    ? 1
    : words.reduce((sum, word) => sum + word.length * cover(word, window), 0) / letters;
}

/** 1 for a word that stands there, else the share of its pairs of letters. */
function cover(word: string, window: string): number {
  if (standsIn(word, window)) return 1;
  if ((SAME_WORDS.get(word) ?? []).some((other) => window.includes(other))) return 1;
  // A verb stands there in another form: 委託し, 委託する.
  if (stem(word) !== word && window.includes(stem(word))) return 1;
  // Of short words a part is another word: 県議会 and 協議会.
  if (word.length < 4) return 0;
  let pairs = 0;
  for (let i = 0; i + 2 <= word.length; i++) if (window.includes(word.slice(i, i + 2))) pairs++;
  return pairs / (word.length - 1);
}

/** Prefectures, municipalities and names in Latin letters. */
function namesIn(key: string): string[] {
  const prefectures = PREFECTURES.map(({ name }) => foldKey(name)).filter((name) => key.includes(name));
  const towns = [...key.matchAll(/[\p{Script=Han}ヶケノツ]{1,6}[市町村区](?![\p{Script=Han}])/gu)]
    .map(([name]) => name)
    .filter(
      (name) => !/(?:市町村|市区町村|各市|各町|全市|他市|同市|同町|区市|都市)$|^(?:市|町|村|区)/.test(name),
    );
  const latin = key.match(/[a-z][a-z0-9-]{1,}/g) ?? [];
  return [...new Set([...prefectures, ...towns, ...latin])];
}

function hasName(source: string, name: string): boolean {
  if (!source.includes(name)) {
    // 滋賀 stands for 滋賀県 in tables.
    return /[都道府県]$/.test(name) && source.includes(name.slice(0, -1));
  }
  return name !== '京都府' || source.replaceAll('東京都', '').includes('京都');
}

function plain(text: string): string {
  return foldKey(text).replace(/[ \t]+/g, '');
}

function squash(key: string): string {
  return key.replace(/[\s、。,.・()「」『』]/g, '');
}
