import { CELL_GAP } from '../passages/passage.js';
import { PLACE_FIRST } from '../places/prefectures.js';
import { visibleLength } from '../text/fold.js';
import { endsSentence, isBullet, markOf, trailingNumberCells } from '../text/line-marks.js';
import { mendCharacters } from '../text/mend-characters.js';
import { type LogicalLine, mendLines, runsOn } from '../text/mend-lines.js';
import { headerCells, isTableRow, type NumberRow } from './flattened-table.js';
import { HeadingStack } from './heading-stack.js';
import { headingStyle } from './heading-style.js';
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
  readonly #headings = new HeadingStack();

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
      if (line.pageStart) this.#headings.endPage();
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
      if (style !== null && (line.pageStart || this.#headings.countsOn(style, line.text))) {
        this.#heading(style, line.text, line.page);
        return;
      }
      const place = PLACE_FIRST.exec(line.text)?.[1];
      if (place !== undefined && row === null) this.#headings.enter('place', place);
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
      if (above.kind === 'heading') this.#headings.pop();
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
    const depth = this.#headings.depth;
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
        this.#headings.cutTo(depth);
        if (visibleLength(value ?? '') > LONG_CELL) {
          this.#heading('form', label, block.page);
          for (const line of (value ?? '').split('\n'))
            this.#push(isBullet(line) ? 'item' : 'paragraph', line, block.page);
          continue;
        }
        this.#headings.push('form', label);
      }
      this.#row(cells, header, block.page);
    }
    this.#headings.cutTo(depth);
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
    this.#headings.leave(style, text);
    this.#append({ kind: 'heading', text, page, header: null, cells: [] });
    this.#headings.push(style, text);
  }

  #append(block: Omit<Block, 'path'>): void {
    this.blocks.push({ ...block, path: this.#headings.texts });
  }
}

const LONG_CELL = 60;
const LONGEST_LABEL = 100;

function clean(text: string): string {
  return text
    .split('\n')
    .map((line) => mendCharacters(line).trim())
    .filter((line) => line !== '')
    .join('\n');
}
