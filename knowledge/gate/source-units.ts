import { foldKey } from '../text/fold.js';
import { sentencesOf } from '../text/sentences.js';

/** What can bear a clause out: a clause or a sentence of a passage, with what it is about. */
export interface SourceUnit {
  /** Search key, as it stands there. */
  text: string;
  /** Headings, labels and topics around it, which say what it is about. */
  context: string;
  /** Of the passage, where it is known apart from it; it bears nothing out by itself. */
  heading: string;
  /** The sentence before it in its paragraph: what a statement is about may stand there. */
  before: string;
  /** The question that it answers; '' where there is none. */
  asked: string;
  /** Statements that it is made of, where they are several. */
  parts: readonly string[];
}

/** A passage taken apart. */
export interface Source {
  units: readonly SourceUnit[];
  /** Sentences and lines as they stand there. */
  sentences: readonly string[];
  /** All of it, with its heading. */
  whole: string;
}

const SMALL: Readonly<Record<string, string>> = { ァ: 'ア', ィ: 'イ', ェ: 'エ', ォ: 'オ' };

/** ウィルス and ウイルス alike. */
function folded(text: string): string {
  return foldKey(text).replace(/[ァィェォ]/g, (letter) => SMALL[letter] ?? letter);
}

/** Search key without white space between words. */
export function plain(text: string): string {
  return folded(text).replace(/[ \t]+/g, '');
}

/** White space within dates and numbers says nothing; between columns it does. */
function spaced(line: string): string {
  return line
    .replace(/[ \t]+/g, ' ')
    .replace(/(?<=\d) (?=[^\d\s])|(?<=[^\d\s]) (?=\d)/g, '')
    .trim();
}

/** @param heading of the passage, where it is known apart from it; else its first line may be one */
export function sourceOf(passage: string, heading: string): Source {
  const lines = unwrapped(folded(passage).split('\n'));
  const units: SourceUnit[] = [];
  const sentences: string[] = [];
  const title = plain(heading).replace(/\n/g, ' ');
  let [first, section, asked] = ['', '', ''];
  for (const line of lines) {
    const key = spaced(line);
    if (key === '') continue;
    if (isTitle(key)) {
      // The first line is about all, another one about what follows it.
      if (first === '' && title === '') first = key;
      else section = key;
      sentences.push(key);
      units.push({
        text: key,
        heading: title,
        context: first === key ? '' : first,
        before: '',
        asked: '',
        parts: [],
      });
      continue;
    }
    const label = /^(.{1,24}?)[:：|｜]/.exec(key)?.[1] ?? '';
    let [topic, before] = ['', ''];
    for (const sentence of withNumbers(sentencesOf(key).map((one) => one.trim()))) {
      if (sentence === '') continue;
      sentences.push(sentence);
      // A question says nothing; what follows it is about it.
      if (isQuestion(sentence)) {
        asked = sentence;
        continue;
      }
      const about = [first, section, label].filter((part) => part !== '').join(' ');
      const own = topicOf(sentence);
      const clauses = clausesOf(sentence);
      const parts = clauses.length > 1 ? clauses : [];
      units.push({ text: sentence, heading: title, context: `${about} ${topic}`, before, asked, parts });
      if (clauses.length > 1)
        for (const clause of clauses) {
          const text = own === '' || topicOf(clause) !== '' ? clause : `${own}は、${clause}`;
          const context = `${about} ${topic} ${own}`;
          units.push({ text, heading: title, context, before, asked, parts: [] });
        }
      topic = own === '' ? topic : own;
      before = sentence;
    }
  }
  return { units, sentences, whole: [title, plain(passage)].join('\n') };
}

/** Short, without an end, no row and no item: a heading. */
function isTitle(line: string): boolean {
  return line.length <= 40 && !/[。、|｜:：]|\d{2,}|です$|ます$/.test(line) && !/^[・\-*●○◆■□]/.test(line);
}

function isQuestion(sentence: string): boolean {
  return /^(?:質問|問|q)\d*[:：.]/.test(sentence) || /(?:か|かね)[。?？]?$/.test(sentence);
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

/** Lines that a page has broken in the middle of a sentence are one; rows, items and headings stay what they are. */
function unwrapped(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let last = '';
  for (const line of lines) {
    const goesOn =
      last.length >= 14 &&
      (!(isRow(last) && isRow(line)) ||
        (/[ぁ-ん]$/.test(last) && /^[ぁ-ん]/.test(line)) ||
        (/[ァ-ヶー]$/.test(last) && /^[ァ-ヶー]/.test(line))) &&
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、(「]$/u.test(last) &&
      !/(?:です|ます|ました|こと)$/.test(last) &&
      !/[|｜]/.test(last + line) &&
      !/^[^、。]{2,20}[:：]/.test(line) &&
      !/^\s*(?:[・\-*●○◆■□#※]|[(（]?\d+[).）．]|[①-⑳]|[a-z][.)]|$)/u.test(line) &&
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

/** What a sentence is about: its first words up to は. */
export function topicOf(sentence: string): string {
  return (
    /^(?:[^は、。]{1,40}、)?([^、。]{1,40}?)(?:とは|では|には|は)(?![ぁ-ん]*ない)/.exec(sentence)?.[1] ?? ''
  );
}

/** Ends of pieces after which another statement begins. */
const ENDS_CLAUSE =
  /(?:[しりみびちきぎれけげえせめべいく]|して|って|んで|いて|きて|えて|れて|けて|せて|べて|ねて|めて|[るたいうすだ]が|ます(?:が|し)|です(?:が|し)|ので|[るたいう]ため|ることから|たことから|ば|ず|ており|であり|一方で?|ほか|[るた]と|[%円人件回年月日時か所つ]で)、$/;
/** Which look alike and only say where, when or under which condition. */
const GOES_ON =
  /(?:より|により|として|限り|によっては|場合(?:に|は|には)?|とき(?:は|には)?|際(?:は|には)?|うち|のち|もし|ただし|なお|また|特に|[\p{Script=Han}\p{Script=Katakana}]い)、$/u;

/** A sentence's statements: what stands between commas goes with what follows until it has said something. */
export function clausesOf(sentence: string): string[] {
  const clauses: string[] = [];
  let open = '';
  for (const part of sentence.split(/(?<=[、。，；;])/)) {
    open += part;
    if (/[。；;]$/.test(open) || (ENDS_CLAUSE.test(open) && !GOES_ON.test(open))) {
      clauses.push(open);
      open = '';
    }
  }
  if (open !== '') clauses.push(open);
  return clauses;
}
