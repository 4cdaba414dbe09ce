import { PREFECTURES } from '../places/prefectures.js';
import { foldKey } from '../text/fold.js';
import { sentencesOf } from '../text/sentences.js';
import { clausesOf, topicOf } from './clauses.js';
import { folded, plain, spaced } from './one-spelling.js';
import { linesOf, type Record } from './tables.js';

/** What can bear a clause out: a clause or a sentence of a passage, with what it is about. */
export interface SourceUnit {
  /** Search key, as it stands there. */
  text: string;
  /** Headings and labels around it, which say what it is about. */
  context: string;
  /** What was spoken of before it in its line; it may still be about that. */
  carried: string;
  /** Of the passage, where it is known apart from it; it bears nothing out by itself. */
  heading: string;
  /** The sentence before it in its paragraph: what a statement is about may stand there. */
  before: string;
  /** The question that it answers; '' where there is none. */
  asked: string;
  /** The question that it stands below, whether or not it answers it. */
  question: string;
  /** Number of the heading that it stands below. */
  section: number;
  /** The row that it is; null for what is none. */
  table: Record | null;
  /** Statements that it is made of, where they are several. */
  parts: readonly string[];
}

/** A passage taken apart. */
export interface Source {
  units: readonly SourceUnit[];
  /** Paragraphs, items, rows and headings. */
  lines: readonly string[];
  /** Sentences and lines as they stand there. */
  sentences: readonly string[];
  /** The same, lines and columns apart, as numbers need them. */
  figures: string;
  /** All of it, with its heading. */
  whole: string;
}

/** @param heading of the passage, where it is known apart from it; else its first line may be one */
export function sourceOf(passage: string, heading: string): Source {
  const lines = linesOf(passage, (some) => unwrapped(some.map(folded)));
  const units: SourceUnit[] = [];
  const sentences: string[] = [];
  const title = plain(heading).replace(/\n/g, ' ');
  let [first, section, asked] = ['', '', ''];
  let [sections, said] = [0, 0];
  let isBelowTitle = false;
  for (const [at, { text: line, table }] of lines.entries()) {
    const key = spaced(line);
    if (key === '') continue;
    if (isSibling(key, first)) [first, section] = ['', ''];
    if (isSibling(key, section)) section = '';
    const isFirst = units.length === 0 && /^[○■◆□] ?[^。、]{4,50}$/.test(key.replace(SIZE, ''));
    const isCaption = table === null && lines[at + 1]?.table != null && !key.includes('。');
    if (isCaption || (table === null && (isFirst || isTitle(key.replace(SIZE, ''))))) {
      // The first line is about all, another one about what follows it; a narrow column breaks a name in two.
      if (title === '' && (units.length === 0 || SUBJECT.test(key))) first = key;
      else section = isBelowTitle && !isItem(key) ? `${section}${key}` : key;
      isBelowTitle = first !== key;
      sections++;
      sentences.push(key);
      units.push({
        text: key,
        heading: title,
        context: first === key ? '' : first,
        carried: '',
        before: '',
        asked: '',
        question: '',
        parts: [],
        table: null,
        section: sections,
      });
      continue;
    }
    isBelowTitle = false;
    const label =
      table?.name ??
      /^([^(]{1,24}?)[:：|｜]|^[(【]([^()【】]{2,24})[)】]/.exec(key)?.slice(1).find(Boolean) ??
      '';
    let [topic, before] = ['', ''];
    let introduced = '';
    for (let sentence of withNumbers(sentencesOf(key).flatMap(withNotes)).flatMap(withAsides)) {
      if (sentence === '') continue;
      sentences.push(sentence);
      // A question says nothing; what follows it is about it.
      if (isQuestion(sentence)) {
        asked = sentence;
        said = 0;
        const stated = clausesOf(sentence).slice(0, -1);
        if (/^[問q質]/.test(sentence) || !/が、$/.test(stated.at(-1) ?? '')) continue;
        asked = '';
        sentence = stated.join('');
      }
      const about = [first, section, label].filter((part) => part !== '').join(' ');
      const own = topicOf(sentence);
      const clauses = clausesOf(sentence);
      const parts = clauses.length > 1 ? clauses : [];
      // Only what comes first answers the question; the rest is said beside it.
      const answers = said === 0 ? asked : '';
      // What has a label of its own is not about what stands before it.
      const spoken = /^[^、。(]{1,10}:(?!\d)/.test(sentence) ? '' : before;
      const earlier = said === 0 ? spoken : `${spoken} ${asked}`;
      said++;
      const shared = {
        heading: title,
        context: about,
        before: earlier,
        asked: answers,
        question: asked,
        table,
        section: sections,
      };
      // 「契約終了後も同様とする」: what stands before it is said again.
      const text = ALIKE.test(sentence) ? `${before}${sentence}` : sentence;
      units.push({ ...shared, text, carried: topic, parts });
      let latest = own;
      const isOrder = ORDERS.test(sentence);
      for (const clause of parts) {
        const speaksOf = topicOf(clause);
        const ordered = isOrder && clause !== parts.at(-1) ? `${clause}${ORDERED}` : clause;
        const text = speaksOf !== '' || latest === '' ? ordered : `${latest}は、${ordered}`;
        if (speaksOf !== '') latest = speaksOf;
        units.push({ ...shared, text, carried: `${topic} ${own}`, parts: [] });
      }
      topic = own === '' ? topic : own;
      before = sentence;
      introduced = INTRODUCES.test(sentence) ? sentence : '';
    }
    // A list that follows is about what leads in to it.
    if (introduced !== '') section = introduced;
    // An answer counts up what is listed as a sentence of its own.
    const items = itemsFrom(lines.slice(at + 1).map(({ text }) => spaced(text)));
    if (table === null && items.length > 1)
      units.push({
        text: [before.replace(/[。:]$/, ''), ...items].join('、'),
        heading: title,
        context: [first, section].filter((part) => part !== '').join(' '),
        carried: topic,
        before: '',
        asked: '',
        question: asked,
        parts: [],
        table: null,
        section: sections,
      });
  }
  return {
    units,
    lines: lines.map(({ text }) => spaced(text)),
    sentences,
    figures: [title, ...lines.map(({ text }) => spaced(text))].join('\n'),
    whole: [title, plain(passage), ...lines.map(({ text }) => plain(text))].join('\n'),
  };
}

/** Short, without an end, no row and no item: a heading. */
function isTitle(line: string): boolean {
  return (
    line.length <= 40 &&
    !ENTRY.test(line) &&
    !/[。、|｜:：]|\d{2,}|です$|ます$/.test(line) &&
    !/^[・\-*●○□](?!\d)/.test(line)
  );
}

/** A line with a mark, or a place, of the same kind as the heading before it is not below it: （キ） and （ク）. */
function isSibling(line: string, section: string): boolean {
  return BEGINNINGS.some((beginning) => beginning.test(line) && beginning.test(section));
}

const BEGINNINGS = [
  /^[(][ア-ン][)]/,
  /^[(]\d+[)]/,
  /^\d+[)]/,
  /^\d+\./,
  new RegExp(`^(?:${PREFECTURES.map(({ name }) => foldKey(name)).join('|')})(?:\\s|$)`),
];

/** Items of a list that begins there, of a few words each, without their marks. */
function itemsFrom(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    const item = /^(?:[・•●○◆■□-]|[(]?\d{1,2}[)]|[ア-ン](?=\s))\s*(.{2,50})$/.exec(line)?.[1];
    if (item === undefined || /。/.test(item)) break;
    items.push(item);
  }
  return items;
}

/** Numbered or marked: it begins something. */
function isItem(line: string): boolean {
  return /^(?:[(]?[\dア-ン①-⑳]+[).]|[・●○◆■□#※第【<])/.test(line);
}

/** How many were asked: 「(n=1,741)」. */
const SIZE = /[(]n=[\d,]+[)]/;

/** Of a letter: 「研修会の開催について（通知）」. */
const SUBJECT = /について(?:\((?:依頼|通知|照会|回答|案内|協議|報告|お願い|お知らせ)\))?$/;

/** 「2 場所 市役所3階」: what is said is said behind the label. */
const ENTRY =
  /^(?:\d+[.)]?)?(?:日時|日程|場所|会場|議題|対象|定員|内容|費用|期限|締切|方法|提出|問合せ|担当|主催|講師|期間|要件|経費|参加|進行)\S{0,4} \S/;

/** What a sentence orders at its end it orders in each of its clauses. */
const ORDERS = /(?:こと|ものとする|なければならない)。?$/;
const ORDERED = '〔必須〕';

const ALIKE = /同様(?:とする|とします|である|です)。?$/;

/** 「業務は、次のとおりである。」 */
const INTRODUCES = /(?:次の|以下の|下記の|次に掲げる)[^。]{0,16}。$|(?:次|以下|下記)のとおり[^。]{0,8}。$/;

/** An opinion, said carefully. */
const WONDERS = /(?:の|こと|もの)?ではない(?:だろう|でしょう)?か[。]?$/;

function isQuestion(sentence: string): boolean {
  return (
    /^(?:質問|問|q)\d*[:：.]/.test(sentence) ||
    (/(?:か|かね)[。?？]?$/.test(sentence) && !WONDERS.test(sentence))
  );
}

/** A sentence without what is said in brackets with a subject or a label of its own, and that. */
function withAsides(sentence: string): string[] {
  const asides = [...sentence.matchAll(ASIDE)].map(([, aside = '']) => aside);
  return asides.length === 0 ? [sentence] : [sentence.replace(ASIDE, ''), ...asides.flatMap(sentencesOf)];
}

const ASIDE = /[(]([^()]{1,10}(?:は|:(?!\d))[^()]{2,}|[^()]{2,}。[^()]{2,})[)]/g;

/** A sentence, and what is noted behind it. */
function withNotes(sentence: string): string[] {
  return sentence
    .replace(/※\d?(?=[とをはがのに、。])/g, '')
    .split(/(?<=.)(?=※)/)
    .map((one) => one.trim());
}

/** Numbers that stand behind a sentence belong to it. */
function withNumbers(sentences: readonly string[]): string[] {
  const joined: string[] = [];
  for (const sentence of sentences) {
    if (joined.length > 0 && /^[\s\d.,%()]+$/.test(sentence)) joined[joined.length - 1] += sentence;
    else joined.push(sentence);
  }
  return joined;
}

/** Columns side by side. */
function isRow(line: string): boolean {
  return /[|｜\t]|[^\d\sa-z,、。※] [^\d\sa-z]|(?:[^,]*,){3}/.test(line);
}

/** Share of the longest line that one has which a page has broken. */
const BROKEN = 0.6;

const MANY = 4;

/** Letters of a line that breaks off behind a particle. */
const SHORTEST = 8;

/** 「日時 平成29年8月28日」: a label, and what it labels. */
const LABELLED = /^[\p{Script=Han}\p{Script=Katakana}ー]{2,10}[ \t　]+[^\s\d]/u;

/** Lines that a page has broken in the middle of a sentence are one; rows, items and headings stay what they are. */
function unwrapped(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let last = '';
  // One of several lines may be longer than the page is wide, where two stand side by side.
  const [longest = 0, second = 0] = lines.map(({ length }) => length).sort((one, other) => other - one);
  const width = lines.length >= MANY ? second : longest;
  for (const line of lines) {
    const goesOn =
      (last.length >= Math.max(14, BROKEN * width) ||
        (last.length >= SHORTEST && /[のをがとや、]$/.test(last))) &&
      (!(isRow(last) && isRow(line)) ||
        (/[ぁ-ん]$/.test(last) && /^[ぁ-ん]/.test(line)) ||
        (/[ァ-ヶー]$/.test(last) && /^[ァ-ヶー]/.test(line))) &&
      (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、(「]$/u.test(last) ||
        (/\d$/.test(last) && /^(?:年|月|日|団体|市町村|[人件回名所円万億千%])/.test(line))) &&
      !/(?:です|ます|ました|こと)$/.test(last) &&
      !/[|｜]/.test(last + line) &&
      !/^[^、。]{2,20}[:：]/.test(line) &&
      !LABELLED.test(line) &&
      (/、$/.test(last) || !/^\s*(?:[・\-*●○◆■□#※]|[(（]?\d+[).）．]|[①-⑳]|[a-z][.)]|$)/u.test(line)) &&
      !/^\s*(?:令和|平成)\d/.test(line);
    // A row whose name took several lines has its numbers on one of their own.
    const numbers = /^[\s\d.,%()（）]+$/.test(line) && /\d/.test(line) && last !== '';
    if ((goesOn || numbers) && joined.length > 0)
      joined[joined.length - 1] += `${numbers ? ' ' : ''}${line.trim()}`;
    else joined.push(line);
    last = line.trim();
  }
  return joined;
}
