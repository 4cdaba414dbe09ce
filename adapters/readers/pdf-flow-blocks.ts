import type { PhysicalLine, ReadBlock } from '../../knowledge/document/read-document.js';
import { endsSentence, isBullet } from '../../knowledge/text/line-marks.js';
import type { BodyType } from './pdf-body-type.js';
import type { Element, Flow } from './pdf-columns.js';
import { boundsOf, median } from './pdf-geometry.js';
import { lineText, type Segment } from './pdf-lines.js';
import { type OpenTable, tablePart } from './pdf-table-blocks.js';
import type { VerticalText } from './pdf-vertical.js';

interface FlowLine {
  text: string;
  x0: number;
  x1: number;
  y0: number;
  y1: number;
  size: number;
  strong: boolean;
}

/** Collects the blocks of a document page by page; text goes on over the page's end. */
export class BlockCollector {
  readonly blocks: ReadBlock[] = [];
  #lines: PhysicalLine[] = [];
  #openTable: OpenTable | null = null;

  constructor(readonly type: BodyType) {}

  addPage(flows: readonly Flow[], page: number): void {
    let first = true;
    for (const flow of flows) {
      this.#flow({ flow, page, right: this.#rightEdge(flow, flows), first });
      first = false;
    }
  }

  finish(): ReadBlock[] {
    this.#flush();
    return this.blocks;
  }

  #rightEdge(flow: Flow, flows: readonly Flow[]): number {
    const bodyRight = this.type.right;
    const alone = flows.every((one) => one.column === 0 && one.left === flow.left);
    return alone || flow.right > bodyRight - 20
      ? Math.max(flow.right, Math.min(bodyRight, flow.right * 4))
      : flow.right;
  }

  #flow({ flow, page, right, first }: { flow: Flow; page: number; right: number; first: boolean }): void {
    let start = first || flow.column > 0;
    for (const part of partsOf(flow.elements)) {
      if (part.kind === 'table') {
        this.#flush();
        const made = tablePart(part.table, page, start && first ? this.#openTable : null);
        this.blocks.push(...made.blocks);
        this.#openTable = made.open;
      } else {
        const lines = part.kind === 'lines' ? textLines(part.rows) : verticalLines(part.vertical);
        const edges = part.kind === 'lines' ? { left: flow.left, right } : boundsOf([part.vertical]);
        this.#add(lines, {
          page,
          left: 'left' in edges ? edges.left : edges.x0,
          right: 'right' in edges ? edges.right : edges.x1,
          start,
          turned: part.kind === 'vertical',
        });
        this.#openTable = null;
      }
      start = false;
    }
  }

  #add(
    lines: readonly FlowLine[],
    place: { page: number; left: number; right: number; start: boolean; turned: boolean },
  ): void {
    const steps = lines
      .slice(1)
      .map((line, i) => line.y1 - (lines[i]?.y1 ?? 0))
      .filter((step) => step > 0);
    for (const [i, line] of lines.entries()) {
      const level = this.type.headingLevel(line);
      if (level !== null && isTitle(line.text) && !place.turned) {
        const before = lines[i - 1];
        const goesOn = before !== undefined && !isBreakBetween(before, line);
        const wasFull = before !== undefined && place.right - before.x1 < line.size * 2;
        this.#title({ text: line.text, level, page: place.page, goesOn, wasFull });
        continue;
      }
      const fill = place.turned
        ? (line.x1 - line.x0) / Math.max(1, ...lines.map((one) => one.x1 - one.x0))
        : (line.x1 - place.left) / (place.right - place.left);
      this.#lines.push({
        text: line.text,
        page: place.page,
        breakBefore:
          i === 0 ||
          isBreak({
            lines,
            i,
            leading: Math.min(median(steps), this.type.leading * line.size),
            left: place.left,
            right: place.right,
          }),
        pageBreakBefore: i === 0 && place.start,
        fill: Math.min(1, Math.max(0, fill)),
      });
    }
  }

  /** A title that takes several lines is one heading. */
  #title({ text, level, page, goesOn, wasFull }: TitleLine): void {
    const last = this.blocks.at(-1);
    if (goesOn && this.#lines.length === 0 && last?.kind === 'heading' && last.level === level) {
      const latin = /[\p{Script=Latin}\d]$/u.test(last.text) && /^[\p{Script=Latin}\d]/u.test(text);
      last.text += latin || !wasFull ? ` ${text}` : text;
      return;
    }
    this.#flush();
    this.blocks.push({ kind: 'heading', level, text, page });
  }

  #flush(): void {
    if (this.#lines.length > 0) this.blocks.push({ kind: 'lines', lines: this.#lines });
    this.#lines = [];
  }
}

interface TitleLine {
  text: string;
  level: number;
  page: number;
  /** The line above belongs to the same title. */
  goesOn: boolean;
  wasFull: boolean;
}

const LONGEST_TITLE = 60;

function isTitle(text: string): boolean {
  return text.length <= LONGEST_TITLE && /\p{L}/u.test(text) && !endsSentence(text) && !isBullet(text);
}

function isBreakBetween(before: FlowLine, line: FlowLine): boolean {
  return Math.abs(before.size - line.size) > 0.5 || line.y1 - before.y1 > line.size * 2.2;
}

type Part =
  | { kind: 'lines'; rows: Segment[][] }
  | Extract<Element, { kind: 'table' }>
  | Extract<Element, { kind: 'vertical' }>;

/** Neighbouring segments as lines; what is no text stands between them by its height. */
function partsOf(elements: readonly Element[]): Part[] {
  const parts: Part[] = [];
  for (const element of [...elements].sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0)) {
    const last = parts.at(-1);
    if (element.kind !== 'segment') parts.push(element);
    else if (last?.kind === 'lines') placeSegment(last.rows, element.segment);
    else parts.push({ kind: 'lines', rows: [[element.segment]] });
  }
  return parts;
}

function placeSegment(rows: Segment[][], segment: Segment): void {
  const row = rows.at(-1);
  const [beside] = row ?? [];
  const overlap =
    beside === undefined ? 0 : Math.min(beside.y1, segment.y1) - Math.max(beside.y0, segment.y0);
  if (row === undefined || beside === undefined || overlap < Math.min(beside.size, segment.size) * 0.5)
    rows.push([segment]);
  else {
    row.push(segment);
    row.sort((a, b) => a.x0 - b.x0);
  }
}

function textLines(rows: readonly Segment[][]): FlowLine[] {
  return rows.map((row) => ({
    ...boundsOf(row),
    text: lineText(row),
    size: Math.max(...row.map((segment) => segment.size)),
    strong: row.every((segment) => segment.strong),
  }));
}

/** A vertical label is one string; vertical text has its columns for lines. Measured along the direction of writing. */
function verticalLines({ columns }: VerticalText): FlowLine[] {
  const isLabel = columns.length <= 3 && columns.every((column) => column.text.length <= 24);
  const turned = columns.map((column, i) => ({
    text: column.text,
    x0: column.y0,
    x1: column.y1,
    y0: i * column.size * 1.7,
    y1: (i * 1.7 + 1) * column.size,
    size: column.size,
    strong: false,
  }));
  const [first] = turned;
  if (!isLabel || first === undefined) return turned;
  return [{ ...first, text: columns.map((column) => column.text).join('') }];
}

interface BreakPlace {
  lines: readonly FlowLine[];
  i: number;
  leading: number;
  left: number;
  right: number;
}

/** A paragraph begins after a gap, at another size of letters, or with an indent that the next line does not share. */
function isBreak({ lines, i, leading, left, right }: BreakPlace): boolean {
  const [before, line, after] = [lines[i - 1], lines[i], lines[i + 1]];
  if (before === undefined || line === undefined) return true;
  const step = line.y1 - before.y1;
  if (step > Math.max(leading * 1.25, leading + line.size * 0.25) || step < -line.size) return true;
  if (Math.abs(line.size - before.size) > Math.max(1, before.size * 0.12)) return true;
  const indent = line.x0 - before.x0;
  const isIndented = indent > line.size * 0.7 && indent < line.size * 4 && line.x0 > left + line.size * 0.7;
  if (!isIndented) return false;
  const ended = endsSentence(before.text) || before.x1 < right - line.size * 2;
  return ended && (after === undefined || after.x0 < line.x0 - line.size * 0.5 || endsSentence(line.text));
}
