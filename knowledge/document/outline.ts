import { CELL_GAP } from '../passages/passage.js';
import { PLACE_ALONE, PLACE_FIRST } from '../places/prefectures.js';
import { visibleLength } from '../text/fold.js';
import {
  endsSentence,
  isBullet,
  type MarkStyle,
  markNumber,
  markOf,
  trailingNumberCells,
} from '../text/line-marks.js';
import { mendCharacters } from '../text/mend-characters.js';
import { type LogicalLine, mendLines, runsOn } from '../text/mend-lines.js';
import type { ReadBlock } from './read-document.js';

/**
 * A document's own structure in display text: blocks in reading order, each under the headings it stands below.
 * All formats come together here; nothing after this knows what kind of file it was.
 */
export interface Block {
  kind: 'heading' | 'paragraph' | 'item' | 'row' | 'qa';
  text: string;
  /** Headings above, outermost first; a heading does not hold itself. */
  path: string[];
  page: number | null;
  /** Of a row: the table's header cells, if it has any. */
  header: string[] | null;
  /** Of a row: its cells. Of a Q&A pair: question, answer and, if there is one, what else its row says. */
  cells: string[];
}

export function outline(read: readonly ReadBlock[]): Block[] {
  const builder = new OutlineBuilder();
  for (let i = 0; i < read.length; ) {
    let end = i;
    while (read[end]?.kind === 'paragraph') end++;
    if (end > i) builder.addParagraphs(read.slice(i, end));
    else builder.add(read[end++]!);
    i = end;
  }
  return builder.blocks;
}

class OutlineBuilder {
  readonly blocks: Block[] = [];
  readonly #stack: { style: string; text: string; number: number | null }[] = [];
  /** Unnumbered marks that a document uses above all numbers (■ 概要 > 1. …). */
  readonly #outermost = new Set<string>();

  add(block: ReadBlock): void {
    switch (block.kind) {
      case 'lines':
        this.#addLines(mendLines(block.lines));
        return;
      case 'heading':
        this.#heading(`level-${block.level}`, clean(block.text), block.page);
        return;
      case 'paragraph':
        this.addParagraphs([block]);
        return;
      case 'item':
        for (const line of block.text.split('\n')) this.#push('item', clean(line), block.page);
        return;
      case 'qa':
        this.#qa(block);
        return;
      case 'table':
        this.#table(block);
    }
  }

  /** Many an office marks its headings by number only, without a style: paragraphs are read like printed lines. */
  addParagraphs(paragraphs: readonly ReadBlock[]): void {
    this.#addLines(
      paragraphs.flatMap((block) => {
        const text = block.kind === 'paragraph' ? clean(block.text) : '';
        const page = block.kind === 'paragraph' ? block.page : null;
        const lines = text === '' ? [] : text.split('\n');
        return lines.map((line) => ({ text: line, page, breakBefore: true, pageStart: false, short: true }));
      }),
    );
  }

  #addLines(lines: readonly LogicalLine[]): void {
    let header: string[] | null = null;
    let sinceRow = 0;
    lines.forEach((line, i) => {
      const next = lines[i + 1];
      if (line.pageStart) this.#endItem();
      const columns = headerCells(line, lines.slice(i + 1, i + 5));
      if (columns !== null) {
        header = columns;
        sinceRow = 0;
        return;
      }
      const row = trailingNumberCells(line.text);
      if (row !== null && !endsSentence(line.text) && isTableRow(row, header)) {
        this.#flattenedRow(line, row, header);
        sinceRow = 0;
        return;
      }
      if (++sinceRow > 3) header = null;
      const style = headingStyle(line, lines[i - 1], next);
      if (style !== null && (line.pageStart || this.#followsOn(style, markNumber(line.text)))) {
        this.#heading(style, line.text, line.page);
        return;
      }
      const place = PLACE_FIRST.exec(line.text)?.[1];
      if (place !== undefined && row === null) this.#enter('place', place);
      this.#push(
        isBullet(line.text) || markOf(line.text) !== null ? 'item' : 'paragraph',
        line.text,
        line.page,
      );
    });
  }

  /** A row whose label stands on lines of its own takes them back: labels stay with their numbers. */
  #flattenedRow(line: LogicalLine, row: NumberRow, header: string[] | null): void {
    let label = row.label;
    for (let above = this.blocks.at(-1); above !== undefined; above = this.blocks.at(-1)) {
      const wanted = label === '' || runsOn(above.text, label);
      if (!wanted || above.kind === 'row' || above.kind === 'qa') break;
      if (visibleLength(above.text + label) > LONGEST_LABEL) break;
      if (/[(（]n\s?=/.test(above.text) || (above.page !== line.page && line.page !== null)) break;
      this.blocks.pop();
      if (above.kind === 'heading') this.#stack.pop();
      label = above.text + label;
    }
    const cells = label === '' ? row.cells : [label, ...row.cells];
    const heads = header === null || header.length === cells.length ? header : ['', ...header];
    this.#row(cells, heads?.length === cells.length ? heads : null, line.page);
  }

  #table(block: Extract<ReadBlock, { kind: 'table' }>): void {
    if (block.caption !== null && block.caption.trim() !== '')
      this.#push('paragraph', clean(block.caption), block.page);
    const header = block.header?.map(clean) ?? null;
    const rows = block.rows.map((row) => row.map(clean));
    const depth = this.#stack.length;
    for (const cells of rows) {
      if (cells.every((cell) => cell === '')) continue;
      // A form: label on the left, text on the right. The label is the text's heading.
      const [label, value] = cells;
      if (
        cells.length === 2 &&
        header === null &&
        label !== undefined &&
        label !== '' &&
        visibleLength(label) <= 30
      ) {
        this.#stack.length = depth;
        this.#stack.push({ style: 'form', text: label, number: null });
        if (visibleLength(value ?? '') > LONG_CELL) {
          this.#stack.length = depth;
          this.#heading('form', label, block.page);
          for (const line of (value ?? '').split('\n'))
            this.#push(isBullet(line) ? 'item' : 'paragraph', line, block.page);
          continue;
        }
      }
      this.#row(cells, header, block.page);
    }
    this.#stack.length = depth;
  }

  #qa(block: Extract<ReadBlock, { kind: 'qa' }>): void {
    const cells = [
      clean(block.question),
      clean(block.answer),
      ...(block.note === null ? [] : [clean(block.note)]),
    ];
    const text = `問：${cells[0]}\n答：${cells[1]}${cells[2] === undefined ? '' : `\n${cells[2]}`}`;
    this.#append({ kind: 'qa', text, page: block.page, header: null, cells });
  }

  #row(cells: string[], header: string[] | null, page: number | null): void {
    const text = cells
      .map((cell) => cell.replace(/\n+/g, ' '))
      .filter((cell) => cell !== '')
      .join(CELL_GAP);
    this.#append({ kind: 'row', text, page, header, cells });
  }

  #push(kind: 'paragraph' | 'item', text: string, page: number | null): void {
    if (text !== '') this.#append({ kind, text, page, header: null, cells: [] });
  }

  #heading(style: string, text: string, page: number | null): void {
    if (text === '') return;
    this.#leave(style, markNumber(text));
    this.#append({ kind: 'heading', text, page, header: null, cells: [] });
    this.#stack.push({ style, text, number: markNumber(text) });
  }

  #enter(style: string, text: string): void {
    this.#leave(style, null);
    this.#stack.push({ style, text, number: null });
  }

  /** （ア）… heads a box or a slide; what the next page brings is not under it. */
  #endItem(): void {
    while (this.#stack.at(-1)?.style === 'kana') this.#stack.pop();
  }

  /** Headings count on: a number that repeats or falls back, other than to 1, is an item in somebody's list. */
  #followsOn(style: string, number: number | null): boolean {
    const last = this.#stack.findLast((heading) => heading.style === style)?.number ?? null;
    return number === null || last === null || number === 1 || (number > last && number <= last + 3);
  }

  /**
   * Closes what a new heading ends. A number that counts on closes everything below its predecessor; a list
   * that begins again at 1 nests; a style that is not open closes what conventionally stands below it.
   */
  #leave(style: string, number: number | null): void {
    if (this.#stack.length === 0 && number === null && rankOf(style) > RANKS.indexOf('number'))
      this.#outermost.add(style);
    const level = /^level-(\d)$/.exec(style)?.[1];
    if (level !== undefined) {
      const at = this.#stack.findIndex(
        (heading) => !heading.style.startsWith('level-') || Number(heading.style.slice(6)) >= Number(level),
      );
      if (at >= 0) this.#stack.length = at;
      return;
    }
    const open = this.#stack.findLastIndex((heading) => heading.style === style);
    const restarts = number === 1 && open < this.#stack.length - 1;
    if (open >= 0 && !restarts) {
      this.#stack.length = open;
      return;
    }
    const rank = this.#outermost.has(style) ? 0 : rankOf(style);
    while (this.#stack.length > open + 1 && this.#below(this.#stack.at(-1)?.style ?? '', rank))
      this.#stack.pop();
  }

  #below(style: string, rank: number): boolean {
    return !style.startsWith('level-') && !this.#outermost.has(style) && rankOf(style) > rank;
  }

  #append(block: Omit<Block, 'path'>): void {
    this.blocks.push({ ...block, path: this.#stack.map((heading) => heading.text) });
  }
}

/** Order in which official documents nest their marks (公用文の項目番号), outermost first; unnumbered marks stand innermost. */
const RANKS = [
  'chapter',
  'article',
  'number',
  'dotted',
  'bracketed',
  'circled',
  'paren',
  'minus',
  'theme',
  'kana',
  'lenticular',
  'square',
  'place',
  'form',
];

function rankOf(style: string): number {
  return RANKS.indexOf(style);
}

const LONG_CELL = 60;
const LONGEST_LABEL = 100;

type NumberRow = { label: string; cells: string[] };

/** Two numbers or more make a row; one does when a header announces it, or when it is a share on a line of its own. */
function isTableRow(row: NumberRow, header: string[] | null): boolean {
  if (row.cells.length >= 2) return true;
  if (header !== null && (row.cells.length === header.length || row.cells.length === header.length - 1))
    return true;
  return row.label === '' && /[%％]/.test(row.cells[0] ?? '');
}

function clean(text: string): string {
  return text
    .split('\n')
    .map((line) => mendCharacters(line).trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Styles that, on a short line that is no sentence, make a heading. */
const HEADING_STYLES: ReadonlySet<MarkStyle> = new Set([
  'chapter',
  'article',
  'dotted',
  'number',
  'bracketed',
  'circled',
  'paren',
  'minus',
  'kana',
  'lenticular',
  'square',
  'theme',
]);
const LONGEST_HEADING = 48;

function headingStyle(
  line: LogicalLine,
  previous: LogicalLine | undefined,
  next: LogicalLine | undefined,
): string | null {
  if (PLACE_ALONE.test(line.text)) return 'place';
  const style = markOf(line.text);
  if (style === null || !HEADING_STYLES.has(style)) return null;
  if (visibleLength(line.text) > LONGEST_HEADING || /[。、，]$/.test(line.text) || endsSentence(line.text))
    return null;
  if (trailingNumberCells(line.text)?.cells.some((cell) => /[%％]/.test(cell))) return null;
  // An enumeration (1. …  2. …  3. …) of bare lines is a list, not a row of empty sections.
  const listed = (neighbour: LogicalLine | undefined): boolean =>
    neighbour !== undefined && markOf(neighbour.text) === style;
  if ((listed(previous) || listed(next)) && style !== 'chapter' && style !== 'kana') return null;
  if (style === 'lenticular' && !/[】〕]$/.test(line.text) && visibleLength(line.text) > 30) return null;
  return style;
}

/** `実施している 年度内に実施予定 実施していない` above rows of as many numbers: the header of a flattened table. */
function headerCells(line: LogicalLine, following: readonly LogicalLine[]): string[] | null {
  const cells = line.text.split(/[\s　]+/).filter((cell) => cell !== '');
  if (
    cells.length < 2 ||
    cells.length > 8 ||
    cells.some((cell) => visibleLength(cell) > 24 || /[。、]/.test(cell))
  )
    return null;
  if (trailingNumberCells(line.text) !== null || markOf(line.text) !== null) return null;
  const counts = following
    .map((below) => trailingNumberCells(below.text)?.cells.length ?? 0)
    .filter((count) => count > 0);
  return counts[0] === cells.length || (counts[0] === cells.length - 1 && counts[0] >= 1) ? cells : null;
}
