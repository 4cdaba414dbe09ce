import { type Box, boundsOf, median } from './pdf-geometry.js';
import type { Segment } from './pdf-lines.js';
import { emsOf } from './pdf-split-run.js';
import type { PdfTable } from './pdf-tables.js';
import type { VerticalText } from './pdf-vertical.js';

/** Something on a page that is read as one. */
export type Element =
  | ({ kind: 'segment'; segment: Segment } & Box)
  | ({ kind: 'table'; table: PdfTable } & Box)
  | ({ kind: 'vertical'; vertical: VerticalText } & Box);

/** Part of a page that is read from top to bottom: the whole width, or one column. */
export interface Flow {
  elements: Element[];
  left: number;
  right: number;
  /** 0 for the first or only column. */
  column: number;
}

/** The flows of a page in reading order. A page may change between one and several columns. */
export function flowsOf(elements: readonly Element[]): Flow[] {
  if (elements.length === 0) return [];
  const em = median(elements.flatMap((one) => (one.kind === 'segment' ? [one.segment.size] : []))) || 10;
  const strips = stripsOf(elements, em);
  const bounds = boundsOf(elements);
  const flows: Flow[] = [];
  let plain: Element[] = [];
  const flush = (): void => {
    if (plain.length > 0) flows.push({ elements: plain, left: bounds.x0, right: bounds.x1, column: 0 });
    plain = [];
  };
  for (let i = 0; i < strips.length; ) {
    const band = bandFrom(strips, i, bounds, em);
    if (band === null) {
      plain.push(...(strips[i] ?? []));
      i++;
      continue;
    }
    flush();
    band.columns.forEach((column, c) => {
      const box = boundsOf(column);
      // A column may itself be parted further down.
      const inner = column.length > 8 && column.length < elements.length ? flowsOf(column) : [];
      if (inner.length > 1 && inner.some((flow) => flow.column > 0)) flows.push(...inner);
      else flows.push({ elements: column, left: box.x0, right: box.x1, column: c });
    });
    i = band.end;
  }
  flush();
  return flows;
}

/** Elements that overlap in height, strip by strip from the top. */
function stripsOf(elements: readonly Element[], em: number): Element[][] {
  const strips: Element[][] = [];
  let bottom = -Infinity;
  for (const element of [...elements].sort((a, b) => a.y0 - b.y0)) {
    const last = strips.at(-1);
    if (last !== undefined && element.y0 < bottom - em * 0.3) last.push(element);
    else strips.push([element]);
    bottom = Math.max(bottom, element.y1);
  }
  return strips;
}

interface Band {
  columns: Element[][];
  end: number;
}

type Gap = readonly [number, number];

const NARROWEST_GUTTER = 0.9;

/** The longest run of strips from `start` that a gutter runs through, if it parts columns of text. */
function bandFrom(strips: readonly Element[][], start: number, bounds: Box, em: number): Band | null {
  let gaps: Gap[] = [[bounds.x0, bounds.x1]];
  const ends: { end: number; gaps: Gap[] }[] = [];
  for (let i = start; i < strips.length; i++) {
    gaps = intersect(gaps, gapsOf(strips[i] ?? [], bounds)).filter(
      ([from, to]) => to - from >= em * NARROWEST_GUTTER,
    );
    const inner = gaps.filter(([from, to]) => from > bounds.x0 + em && to < bounds.x1 - em);
    if (gaps.length === 0) break;
    if (inner.length > 0) ends.push({ end: i + 1, gaps: inner });
  }
  for (const { end, gaps: gutters } of ends.reverse()) {
    const columns = partedBy(strips.slice(start, end).flat(), gutters);
    // What stands on one side only, above the columns, is a heading over them.
    const beside = columns.filter((column) => strips[start]?.some((element) => column.includes(element)));
    if (beside.length > 1 && isColumns(columns, em)) return { columns, end };
    // Shorter bands only have wider gutters of the same place, save where one side was still open.
    if (ends.length > 40 && end < strips.length - 40) break;
  }
  return null;
}

function gapsOf(strip: readonly Element[], bounds: Box): Gap[] {
  const gaps: Gap[] = [];
  let x = bounds.x0;
  for (const element of [...strip].sort((a, b) => a.x0 - b.x0)) {
    if (element.x0 > x) gaps.push([x, element.x0]);
    x = Math.max(x, element.x1);
  }
  if (x < bounds.x1) gaps.push([x, bounds.x1]);
  return gaps;
}

function intersect(a: readonly Gap[], b: readonly Gap[]): Gap[] {
  return a.flatMap(([from, to]) =>
    b.flatMap(([start, end]): Gap[] =>
      Math.min(to, end) > Math.max(from, start) ? [[Math.max(from, start), Math.min(to, end)]] : [],
    ),
  );
}

function partedBy(elements: readonly Element[], gutters: readonly Gap[]): Element[][] {
  const borders = gutters.map(([from, to]) => (from + to) / 2).sort((a, b) => a - b);
  const columns: Element[][] = Array.from({ length: borders.length + 1 }, () => []);
  for (const element of elements) {
    const at = borders.filter((border) => border < (element.x0 + element.x1) / 2).length;
    columns[at]?.push(element);
  }
  return columns.filter((column) => column.length > 0);
}

/** Columns of text fill their width line after line; cells and labels beside each other do not. */
function isColumns(columns: readonly Element[][], em: number): boolean {
  return (
    columns.length >= 2 &&
    columns.length <= 4 &&
    columns.every((column) => isTextColumn(column, em)) &&
    !columns.every(isOnlyTables)
  );
}

function isOnlyTables(column: readonly Element[]): boolean {
  return column.every((element) => element.kind === 'table');
}

function isTextColumn(column: readonly Element[], em: number): boolean {
  if (column.every((element) => element.kind !== 'segment')) return true;
  const box = boundsOf(column);
  const width = box.x1 - box.x0;
  const segments = column.filter((element) => element.kind === 'segment');
  const long = segments.filter(
    (element) => element.x1 >= box.x1 - width * 0.15 && element.x0 <= box.x0 + width * 0.25,
  );
  const characters = segments.reduce((sum, element) => sum + emsOf(element.segment.text), 0);
  return (
    width >= em * 8 &&
    segments.length >= 3 &&
    long.length >= segments.length * 0.3 &&
    characters / segments.length >= 6
  );
}
