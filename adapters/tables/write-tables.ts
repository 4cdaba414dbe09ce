import { utils, write } from '@e965/xlsx';
import type { Cell, Sheet } from '../../bot/exports/sheet.js';

/** A cell of Excel holds no more; what is longer is cut and says so. */
const LONGEST_CELL = 32_767;
const CUT = '…（続きは画面でご確認ください）';

/** An Excel workbook. Every cell is text or a number and nothing else: what looks like a formula stays what it looks like. */
export function workbookOf(sheets: readonly Sheet[]): Uint8Array {
  const book = utils.book_new();
  for (const { name, columns, rows } of sheets) {
    const header = columns.map((column) => text(column.name));
    const sheet = utils.aoa_to_sheet([header, ...rows.map((row) => row.map(cellOf))]);
    sheet['!cols'] = columns.map(({ width }) => ({ wch: width }));
    sheet['!autofilter'] = {
      ref: utils.encode_range({
        s: { r: 0, c: 0 },
        e: { r: rows.length, c: Math.max(0, columns.length - 1) },
      }),
    };
    utils.book_append_sheet(book, sheet, sheetName(name));
  }
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer);
}

/** CSV for Japanese Excel: UTF-8 with a mark, lines ended with CRLF, and cells that cannot become formulas. */
export function csvOf({ columns, rows }: Sheet): Uint8Array {
  const lines = [columns.map(({ name }) => name), ...rows].map((row) => row.map(csvCell).join(','));
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function cellOf(value: Cell): { t: 's'; v: string; z: string } | { t: 'n'; v: number } {
  return typeof value === 'number' ? { t: 'n', v: value } : text(value);
}

function text(value: string): { t: 's'; v: string; z: string } {
  // No control characters: XML cannot hold them, and Excel would call the file damaged.
  const clean = value.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu, '');
  const v = clean.length > LONGEST_CELL ? `${clean.slice(0, LONGEST_CELL - CUT.length)}${CUT}` : clean;
  return { t: 's', v, z: '@' };
}

/** Excel takes a cell for a formula by its first character, also behind quotes; an apostrophe keeps it text. */
function csvCell(cell: Cell): string {
  const value = String(cell);
  const safe = /^[\s]*[=+\-@\t\r]|^[＝＋－＠]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

function sheetName(name: string): string {
  return name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
}
