import type { PhysicalLine } from '../document/read-document.js';
import { PLACE_ALONE, PLACE_FIRST } from '../places/prefectures.js';
import { endsSentence, isBullet, markOf, trailingNumberCells } from './line-marks.js';
import { mendCharacters } from './mend-characters.js';

/**
 * Physical lines → logical lines. A PDF breaks lines at the column's edge, inside sentences and words; a
 * logical line is a paragraph, an item, a heading or a table row again. Two lines are one when the first
 * was full, or when the break falls inside a word, a bracket or a clause. Nothing is joined over a mark,
 * a bullet, a table row or a paragraph gap.
 */
export interface LogicalLine {
  text: string;
  page: number | null;
  /** A paragraph gap stands before the line. */
  breakBefore: boolean;
  /** The line is the first of its page. */
  pageStart: boolean;
  /** The first physical line did not reach the right edge, or was not continued: a heading may be so, a sentence seldom. */
  short: boolean;
}

export function mendLines(physical: readonly PhysicalLine[]): LogicalLine[] {
  const lines = withFill(
    rejoinVertical(dropFurniture(physical.map(mended).filter((line) => line.text !== ''))),
  );
  const logical: LogicalLine[] = [];
  let previous: Filled | null = null;
  for (const line of lines) {
    const last = logical.at(-1);
    if (previous !== null && last !== undefined && continues({ previous, whole: last.text, line })) {
      last.text = glue(last.text, line.text);
      last.short = false;
    } else {
      logical.push({
        text: line.text,
        page: line.page,
        breakBefore: line.breakBefore,
        pageStart: line.pageBreakBefore,
        short: line.fill < 0.8,
      });
    }
    previous = line;
  }
  return logical;
}

type Filled = PhysicalLine & { fill: number };

function mended(line: PhysicalLine): PhysicalLine {
  return { ...line, text: mendCharacters(line.text).trim() };
}

/** Page numbers and running lines are no part of a sentence; they would stand between its halves. */
function dropFurniture(lines: readonly PhysicalLine[]): PhysicalLine[] {
  const seen = new Map<string, { all: number; atEdge: number }>();
  const atEdge = lines.map(
    (line, at) =>
      at === 0 ||
      line.pageBreakBefore ||
      (lines[at + 1]?.pageBreakBefore ?? true) ||
      lines[at - 1]?.pageBreakBefore === true,
  );
  lines.forEach((line, i) => {
    const shape = line.text.replace(/[0-9０-９]+/g, '#');
    const count = seen.get(shape) ?? { all: 0, atEdge: 0 };
    seen.set(shape, { all: count.all + 1, atEdge: count.atEdge + (atEdge[i] ? 1 : 0) });
  });
  let breakPending = false;
  const kept: PhysicalLine[] = [];
  lines.forEach((line, i) => {
    const count = seen.get(line.text.replace(/[0-9０-９]+/g, '#'));
    const pageNumber =
      PAGE_NUMBER.test(line.text) && (atEdge[i] || (line.breakBefore && lines[i + 1]?.breakBefore));
    const running =
      line.text.length <= 60 &&
      count !== undefined &&
      count.atEdge >= 3 &&
      count.atEdge / count.all >= 0.6 &&
      markOf(line.text) === null;
    // Where it opens the document a running head is the title.
    if (pageNumber || (running && i > 0) || COPYRIGHT.test(line.text)) {
      breakPending ||= line.pageBreakBefore;
    } else {
      kept.push(breakPending ? { ...line, pageBreakBefore: true } : line);
      breakPending = false;
    }
  });
  return kept;
}

const PAGE_NUMBER =
  /^(?:[-‐–―－]\s?)?(?:p\.?|P\.?)?\s?[0-9０-９]{1,3}(?:\s?[/／]\s?[0-9０-９]{1,3})?(?:\s?[-‐–―－]|頁|ページ)?$/;
const COPYRIGHT = /^(?:copyright|©|\(c\))\b.{0,60}$/i;

/** 個／人／の／理／解 on five lines is one vertical label. */
function rejoinVertical(lines: readonly PhysicalLine[]): PhysicalLine[] {
  const joined: PhysicalLine[] = [];
  for (let i = 0; i < lines.length; ) {
    let end = i;
    while (end < lines.length && /^\p{L}{1,2}$|^[\p{L}ー]?[・･ー、？?]?$/u.test(lines[end]?.text ?? '  '))
      end++;
    const run = lines.slice(i, end);
    const first = run[0];
    if (first !== undefined && run.filter((line) => [...line.text].length === 1).length >= 3) {
      joined.push({ ...first, text: run.map((line) => line.text).join(''), breakBefore: true });
      i = end;
    } else {
      const line = lines[i];
      if (line !== undefined) joined.push(line);
      i++;
    }
  }
  return joined;
}

const NEIGHBOURS = 8;

/** Plain text has no right edge; the longest line of the neighbourhood stands for it. */
function withFill(lines: readonly PhysicalLine[]): Filled[] {
  const widths = lines.map((line) => displayWidth(line.text));
  return lines.map((line, i) => {
    if (line.fill !== null) return { ...line, fill: line.fill };
    const around = widths
      .slice(Math.max(0, i - NEIGHBOURS), i + NEIGHBOURS + 1)
      .filter((width) => width >= 10);
    const widest = Math.max(10, ...around.filter((width) => width <= MAX_LINE));
    return { ...line, fill: Math.min(1, (widths[i] ?? 0) / widest) };
  });
}

/** A line wider than any printed page was not hard-wrapped and says nothing about the column's width. */
const MAX_LINE = 75;

/** Width in full-width characters. */
function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) width += /[\u0020-\u007E\uFF61-\uFF9F]/.test(char) ? 0.5 : 1;
  return width;
}

function continues({ previous, whole, line }: { previous: Filled; whole: string; line: Filled }): boolean {
  if (displayWidth(previous.text) > MAX_LINE) return false;
  if (isBullet(line.text) || isRow(previous.text) || isRow(line.text)) return false;
  if (PLACE_ALONE.test(previous.text) || (PLACE_FIRST.test(line.text) && !/[、・]$/.test(previous.text)))
    return false;
  const open = openBracket(whole);
  const mark = markOf(line.text);
  if (
    mark !== null &&
    !(open && mark === 'kana') &&
    !(mark === 'kana' && previous.fill >= 0.8 && /[、・]$/.test(previous.text))
  )
    return false;
  if (line.breakBefore && !line.pageBreakBefore) return open && previous.fill >= 0.8;
  const full = previous.fill >= 0.8;
  if (line.pageBreakBefore && !full) return false;
  if (endsSentence(previous.text))
    return full && !/^[「『（(]/.test(line.text) && previous.fill >= 0.93 && markOf(whole) === null;
  if (open) return true;
  if (/^（.*）$/.test(line.text) && previous.fill < 0.93) return false;
  if (/[、，,・（(「『]$/.test(previous.text)) return true;
  if (/^[、。，）)」』ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々]/.test(line.text)) return true;
  if (full) return !isHeadingLike(whole, previous.fill);
  return (
    runsOn(previous.text, line.text) || (CLAUSE_START.test(line.text) && !SENTENCE_START.test(line.text))
  );
}

/** Whether a line end between the two texts falls inside a clause or a word. */
export function runsOn(before: string, after: string): boolean {
  return CLAUSE_END.test(before) || splitsWord(before, after);
}

/** Ends that no heading, label or complete sentence has. */
const CLAUSE_END =
  /(?:[をにがはへ]|[\p{L}]の|[^こ\P{L}]と|[^ま]で|[っんえ]て|[^つ]いて|及び|又は|または|および|その他の|による|に対する|に関する)$/u;
const CLAUSE_START = /^[\p{Script=Hiragana}]/u;
const SENTENCE_START =
  /^(?:また|なお|この|その|これ|それ|ただ|ここ|よって|しかし|さらに|まず|そこ|どの|いずれ|もし|あわせ|あなた|つきまして|ご|お|いわ|とくに|ふじ|あい|あん|まちづくり|より|わか|みんな|いつ|だれ|なに|なぜ|どう)/;

/** A numbered line without a full stop ends where its line ends, unless it ran to the very edge. */
function isHeadingLike(whole: string, fill: number): boolean {
  return markOf(whole) !== null && fill < 0.95 && whole.length <= 48 && !/[。、]/.test(whole);
}

function isRow(text: string): boolean {
  const row = trailingNumberCells(text);
  return row !== null && row.cells.length >= 2;
}

function openBracket(text: string): boolean {
  const tail = text.slice(-160);
  let depth = 0;
  for (const char of tail) {
    if ('（(「『【《'.includes(char)) depth++;
    else if ('）)」』】》'.includes(char)) depth = Math.max(0, depth - 1);
  }
  return depth > 0;
}

const words = new Intl.Segmenter('ja', { granularity: 'word' });

/** Whether the line end falls inside a dictionary word of two or more ideographs or katakana. */
function splitsWord(before: string, after: string): boolean {
  const head = before.slice(-6);
  for (const { segment, index } of words.segment(head + after.slice(0, 6))) {
    if (index < head.length && index + segment.length > head.length) {
      return /^[\p{Script=Han}\p{Script=Katakana}ー]+$/u.test(segment) && segment.length >= 2;
    }
  }
  return false;
}

/** Latin words keep a space at the join, Japanese has none. */
function glue(before: string, after: string): string {
  const space = /[A-Za-z0-9,.;:]$/.test(before) && /^[A-Za-z]/.test(after) ? ' ' : '';
  return before + space + after;
}
