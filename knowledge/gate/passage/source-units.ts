import { clausesOf, topicOf } from '../statements/clauses.js';
import { folded, plain, spaced } from '../words/one-spelling.js';
import { isItem, isSibling, isTitle, SIZE, SUBJECT } from './headings.js';
import { isQuestion, passageSentencesOf } from './passage-sentences.js';
import { linesOf, type Record } from './tables.js';
import { unwrapped } from './unwrapped.js';

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
    for (let sentence of passageSentencesOf(key)) {
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

/** What a sentence orders at its end it orders in each of its clauses. */
const ORDERS = /(?:こと|ものとする|なければならない)。?$/;
const ORDERED = '〔必須〕';

const ALIKE = /同様(?:とする|とします|である|です)。?$/;

/** 「業務は、次のとおりである。」 */
const INTRODUCES = /(?:次の|以下の|下記の|次に掲げる)[^。]{0,16}。$|(?:次|以下|下記)のとおり[^。]{0,8}。$/;
