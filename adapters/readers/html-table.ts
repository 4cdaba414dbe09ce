import type { ReadBlock } from '../../knowledge/document/read-document.js';
import { visibleLength } from '../../knowledge/text/fold.js';
import { type HtmlElement, isElement } from './html-nodes.js';
import { innerText, isDropped } from './html-text.js';
import { isHeaderRow, joinHeads } from './table-header.js';

interface Cell {
  text: string;
  head: boolean;
  /** Continues the cell to the left (colspan). */
  beside: boolean;
}

/** A page with colspan="99999" asks for no table of that width. */
const WIDEST = 200;
const TALLEST = 10_000;

type Table = Extract<ReadBlock, { kind: 'table' }>;

/** The block of a data table; null when the table only lays out the page or frames text. */
export function tableOf(table: HtmlElement, asForm = true): Table | null {
  const rows = rowsOf(table);
  if (rows.some((row) => cellsOf(row).some(holdsTable))) return null;
  const grid = gridOf(rows).filter((row) => row.some((cell) => cell.text !== ''));
  const width = Math.max(0, ...grid.map((row) => row.length));
  if (width < 2) return null;
  for (const row of grid) while (row.length < width) row.push({ text: '', head: false, beside: false });
  const caption = childrenOf(table).find((child) => child.name === 'caption');
  return {
    kind: 'table',
    caption: caption ? innerText(caption) || null : null,
    page: null,
    ...headed(grid, asForm),
  };
}

/** Cells of a table that is none, in reading order. */
export function layoutCells(table: HtmlElement): HtmlElement[] {
  return rowsOf(table).flatMap(cellsOf);
}

function headed(grid: readonly Cell[][], asForm: boolean): Pick<Table, 'header' | 'rows'> {
  const texts = (row: readonly Cell[]): string[] => row.map((cell) => (cell.beside ? '' : cell.text));
  let heads = 0;
  while (heads < grid.length - 1 && grid[heads]!.every((cell) => cell.head || cell.text === '')) heads++;
  if (heads > 0) {
    const header = grid
      .slice(0, heads)
      .map((row) => row.map((cell) => cell.text))
      .reduce((upper, lower) => joinHeads(upper, lower));
    return { header, rows: grid.slice(heads).map(texts) };
  }
  const rows = grid.map(texts);
  const isForm = asForm && grid.filter((row) => row[0]?.head).length >= grid.length / 2;
  const [first, ...below] = rows;
  return !isForm && first !== undefined && isHeaderRow(first, below)
    ? { header: first, rows: below }
    : { header: null, rows: rows[0]?.length === 2 ? pairedRows(rows, grid) : rows };
}

/** In a form, a label over the whole width (決定事項) belongs to the text over the whole width below it. */
function pairedRows(rows: readonly string[][], grid: readonly Cell[][]): string[][] {
  const paired: string[][] = [];
  rows.forEach((row, i) => {
    const above = paired.at(-1);
    const whole = (at: number): boolean => grid[at]?.[1]?.beside === true;
    const named =
      i > 0 && whole(i) && whole(i - 1) && above?.[1] === '' && visibleLength(above[0] ?? '') <= 30;
    if (named && above !== undefined) above[1] = row[0] ?? '';
    else paired.push([...row]);
  });
  return paired;
}

/** Rows with what spans into them: downwards a cell repeats, to the right it only keeps the place. */
function gridOf(rows: readonly HtmlElement[]): Cell[][] {
  const grid: Cell[][] = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const element of cellsOf(row)) {
      while (grid[y]![x] !== undefined) x++;
      if (x >= WIDEST) return;
      const text = innerText(element);
      const head = element.name === 'th' || isIn(row, 'thead');
      const wide = Math.min(span(element, 'colspan'), WIDEST - x);
      const tall = element.attribs.rowspan === '0' ? rows.length : span(element, 'rowspan');
      for (let down = y; down < Math.min(y + tall, y + TALLEST, rows.length); down++) {
        for (let right = x; right < x + wide; right++) grid[down]![right] = { text, head, beside: right > x };
      }
      x += wide;
    }
  });
  return grid.map((row) => Array.from(row, (cell) => cell ?? { text: '', head: false, beside: false }));
}

function span(element: HtmlElement, name: 'rowspan' | 'colspan'): number {
  const value = Number.parseInt(element.attribs[name] ?? '1', 10);
  return Number.isFinite(value) && value >= 1 ? value : 1;
}

function rowsOf(table: HtmlElement): HtmlElement[] {
  return childrenOf(table).flatMap((child) => {
    if (child.name === 'tr') return [child];
    return ['thead', 'tbody', 'tfoot'].includes(child.name)
      ? childrenOf(child).filter((row) => row.name === 'tr')
      : [];
  });
}

function cellsOf(row: HtmlElement): HtmlElement[] {
  return childrenOf(row).filter((child) => child.name === 'td' || child.name === 'th');
}

function childrenOf(element: HtmlElement): HtmlElement[] {
  return element.children.filter(isElement).filter((child) => !isDropped(child));
}

function isIn(row: HtmlElement, name: string): boolean {
  return row.parent !== null && isElement(row.parent) && row.parent.name === name;
}

function holdsTable(element: HtmlElement): boolean {
  return element.children.some((child) => isElement(child) && (child.name === 'table' || holdsTable(child)));
}
