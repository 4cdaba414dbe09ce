import type { ReadBlock } from '../../knowledge/document/read-document.js';
import type { PdfTable } from './pdf-tables.js';
import { qaBlocksOf } from './qa-table.js';
import { matrixOf, type SheetCell } from './sheet-grid.js';
import { formRowsOf, splitHeader } from './sheet-table.js';

type TableBlock = Extract<ReadBlock, { kind: 'table' }>;

/** The table that a page ended with, so that the next page can go on with it. */
export interface OpenTable {
  borders: readonly number[];
  header: string[] | null;
  block: TableBlock;
}

export interface TablePart {
  blocks: ReadBlock[];
  open: OpenTable | null;
}

/** A table of a page. `above` is the one that the page before ended with, when nothing stands between them. */
export function tablePart(table: PdfTable, page: number, above: OpenTable | null): TablePart {
  const matrix = matrixOf(table.cells);
  if (above !== null && sameBorders(above.borders, table.borders)) return nextPart(table, page, above);
  const form = formRowsOf(matrix);
  if (form !== null) return part({ header: null, rows: form }, table, page);
  const { header, body } = splitHeader(matrix);
  return part({ header, rows: body.map(printed) }, table, page);
}

function nextPart(table: PdfTable, page: number, above: OpenTable): TablePart {
  const matrix = matrixOf(table.cells);
  const lone = above.header === null && above.block.rows.length === 1 ? above.block.rows[0] : undefined;
  if (lone !== undefined) {
    // The page ended below the header, which could not be known for one there.
    const joined = splitHeader([
      lone.map((text, column) => ({ row: -1, column, text, beside: false })),
      ...matrix,
    ]);
    if (joined.header !== null) {
      above.block.rows = [];
      return part({ header: joined.header, rows: joined.body.map(printed) }, table, page);
    }
  }
  const { header, body } = splitHeader(matrix);
  const repeated =
    header !== null && above.header !== null && header.every((cell, i) => cell === above.header?.[i]);
  const [first, ...rest] = (repeated ? body : matrix).map(printed);
  const last = above.block.rows.at(-1);
  if (first === undefined || last === undefined || !isCut(last, first)) {
    return part({ header: above.header, rows: first === undefined ? [] : [first, ...rest] }, table, page);
  }
  first.forEach((cell, i) => {
    last[i] = `${last[i]}${cell}`;
  });
  return part({ header: above.header, rows: rest }, table, page);
}

function printed(row: readonly SheetCell[]): string[] {
  return row.map((cell) => (cell.beside ? '' : cell.text));
}

/** Whether the page's end cut a row in two: no label of its own, and the row above stops inside its sentences. */
function isCut(above: readonly string[], below: readonly string[]): boolean {
  if (below[0] !== '' || below.length !== above.length) return false;
  return below.every((cell, i) => cell === '' || (above[i] !== '' && !/[。」）)]$/.test(above[i] ?? '')));
}

function part(
  { header, rows }: Pick<TableBlock, 'header' | 'rows'>,
  table: PdfTable,
  page: number,
): TablePart {
  if (rows.length === 0) return { blocks: [], open: null };
  const block: TableBlock = { kind: 'table', caption: null, header, rows, page };
  return { blocks: qaBlocksOf(block) ?? [block], open: { borders: table.borders, header, block } };
}

function sameBorders(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((x, i) => Math.abs(x - (b[i] ?? 0)) < 4);
}
