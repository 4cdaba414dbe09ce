import { type CellObject, read, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { type DocumentReader, UnreadableFile } from '../../bot/ports/document-reader.js';
import type { ReadBlock, ReadProblem } from '../../knowledge/document/read-document.js';
import { cellText } from './cell-text.js';
import { declaredTitle } from './declared-title.js';
import type { Grid } from './grid.js';
import { sheetBlocks } from './sheet-blocks.js';
import { CELL_LIMIT, cutOffProblem } from './sheet-limits.js';
import { guardOfficeFile } from './zip-guard.js';

/** Excel workbooks. Hidden sheets are their author's notes and stay unread. */
export const xlsxReader: DocumentReader = {
  name: 'xlsx',
  extensions: ['xlsx', 'xlsm'],
  async read({ name, bytes }) {
    await guardOfficeFile(bytes, name, /^xl\/workbook\d*\.(?:xml|bin)$/);
    const book = parseBook(bytes, name);
    const blocks: ReadBlock[] = [];
    const problems: ReadProblem[] = [];
    let hidden = 0;
    for (const [i, sheetName] of book.SheetNames.entries()) {
      // The guard has inflated the file already; a sheet at a time lets others run in between.
      await new Promise(setImmediate);
      if ((book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0) {
        hidden++;
        continue;
      }
      readSheet({ book, sheetName, blocks, problems });
    }
    if (blocks.length === 0) throw emptyBook(name, hidden);
    return {
      reader: 'xlsx',
      blocks,
      pageCount: null,
      declared: declaredTitle(book.Props?.Title, blocks),
      problems,
    };
  },
};

/** Rows beyond this are not even parsed. */
const MAX_ROWS = CELL_LIMIT + 1;
const MAX_COLUMNS = 512;

function parseBook(bytes: Uint8Array, name: string): WorkBook {
  try {
    return read(bytes, {
      type: 'array',
      cellNF: true,
      cellFormula: false,
      cellHTML: false,
      dense: true,
      sheetRows: MAX_ROWS,
    });
  } catch (cause) {
    throw new UnreadableFile('corrupt', `「${name}」はExcelファイルとして読み取れませんでした。`, { cause });
  }
}

interface SheetPlace {
  book: WorkBook;
  sheetName: string;
  blocks: ReadBlock[];
  problems: ReadProblem[];
}

function readSheet({ book, sheetName, blocks, problems }: SheetPlace): void {
  const sheet = book.Sheets[sheetName];
  if (sheet === undefined) {
    problems.push({
      code: 'sheet-unreadable',
      message: `シート「${sheetName}」を読み取れませんでした。`,
      page: null,
    });
    return;
  }
  // A chart sheet has no cells.
  if (sheet['!type'] === 'chart') return;
  const { grid, kept, all } = gridOf(sheet, book.Workbook?.WBProps?.date1904 === true);
  if (kept < all) problems.push(cutOffProblem(sheetName, kept, all));
  const made = sheetBlocks(grid);
  if (made.length === 0) return;
  if (!/^(?:Sheet|シート|Table|ワークシート)\s?\d*(?:\s?\(\d+\))?$/i.test(sheetName)) {
    blocks.push({ kind: 'heading', level: 1, text: sheetName, page: null });
  }
  blocks.push(...made);
}

interface SheetGrid {
  grid: Grid;
  /** Rows read, and rows that the sheet has. */
  kept: number;
  all: number;
}

function gridOf(sheet: WorkSheet, date1904: boolean): SheetGrid {
  const data: (CellObject[] | undefined)[] = sheet['!data'] ?? [];
  const rows: string[][] = [];
  let cells = 0;
  let last = 0;
  for (const [r, cellsOfRow] of data.entries()) {
    const row = (cellsOfRow ?? []).slice(0, MAX_COLUMNS);
    const texts = Array.from(row, (cell) => cellText(cell, date1904));
    const filled = texts.filter((text) => text !== '').length;
    if (filled > 0) last = r + 1;
    if (cells > CELL_LIMIT) continue;
    cells += filled;
    if (cells <= CELL_LIMIT) rows.push(texts);
  }
  const kept = Math.min(rows.length, last);
  const wide = data.some((row) => (row?.length ?? 0) > MAX_COLUMNS);
  const full = last >= MAX_ROWS - 1 ? fullRows(sheet, last) : last;
  const merges = (sheet['!merges'] ?? [])
    .filter((merge) => merge.s.r < kept && merge.s.c < MAX_COLUMNS)
    .slice(0, CELL_LIMIT)
    .map(({ s, e }) => ({ row: s.r, column: s.c, rowSpan: e.r - s.r + 1, columnSpan: e.c - s.c + 1 }));
  return {
    grid: { rows: evened(rows.slice(0, kept), merges), merges },
    kept: wide && kept === full ? kept - 1 : kept,
    all: full,
  };
}

function fullRows(sheet: WorkSheet, last: number): number {
  const ref: unknown = sheet['!fullref'];
  return typeof ref === 'string' ? Number(/(\d+)$/.exec(ref)?.[1] ?? last) : last;
}

/** Rows of one length, so that a merged cell at the end of a row has a place. */
function evened(rows: string[][], merges: Grid['merges']): string[][] {
  const width = Math.min(
    MAX_COLUMNS,
    Math.max(0, ...rows.map((row) => row.length), ...merges.slice(0, 1000).map((m) => m.column + 1)),
  );
  for (const row of rows) while (row.length < width) row.push('');
  return rows;
}

function emptyBook(name: string, hidden: number): UnreadableFile {
  return new UnreadableFile(
    'empty',
    hidden > 0
      ? `「${name}」には、非表示のシートのほかに文字がありません。`
      : `「${name}」には文字がありません。`,
  );
}
