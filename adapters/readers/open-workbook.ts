import { read, SSF, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { strFromU8, strToU8 } from 'fflate';
import { UnreadableFile } from '../../bot/ports/document-reader.js';
import { titleProperty } from './declared-title.js';
import { formatEra, isEraFormat } from './era-format.js';
import type { SheetCell } from './sheet-grid.js';
import { guardOfficeFile, type OfficeParts, officeParts, packOfficeFile } from './zip-guard.js';

interface OpenSheet {
  name: string;
  cells: SheetCell[];
  /** The sheet goes on after these cells. */
  cut: boolean;
}

export interface OpenWorkbook {
  sheets: OpenSheet[];
  /** Of the file's properties. */
  title: string | undefined;
}

/** As many cells as a list or a table in a document has. */
const MOST_CELLS = 50_000;

/**
 * The sheets that people see, with their cells as they are shown.
 * @param most cells of a sheet; it is cut after them
 */
export async function openWorkbook(
  name: string,
  bytes: Uint8Array,
  most: number = MOST_CELLS,
): Promise<OpenWorkbook> {
  await guardOfficeFile(bytes, name, /^xl\/workbook\.xml$/i);
  try {
    const parts = officeParts(bytes, (path) => /\.(?:xml|rels)$/.test(path) && !UNREAD.test(path));
    const styles = parts['xl/styles.xml'];
    if (styles !== undefined) parts['xl/styles.xml'] = withJapaneseFormats(styles);
    const book = read(packOfficeFile(parts), {
      type: 'array',
      dense: true,
      cellNF: true,
      cellHTML: false,
      cellFormula: false,
      // Format 14 is the system's short date; SheetJS would print an American one.
      dateNF: 'yyyy/m/d',
      ...(sizeOfSheets(parts) > MOST_SHEET_BYTES && { sheetRows: most }),
    });
    const sheets = book.SheetNames.flatMap((sheet, i) => {
      const found = book.Sheets[sheet];
      const hidden = (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;
      return hidden || found === undefined ? [] : [{ name: sheet, ...cellsOf(found, book, most) }];
    });
    return { sheets, title: titleProperty(parts) };
  } catch (cause) {
    throw new UnreadableFile('corrupt', `「${name}」はExcelファイルとして読み取れませんでした。`, { cause });
  }
}

/** Sheets beyond this would keep the parser busy for long; of them only the first rows are parsed. */
const MOST_SHEET_BYTES = 60 * 1024 * 1024;

function sizeOfSheets(parts: OfficeParts): number {
  return Object.entries(parts).reduce(
    (sum, [path, part]) => sum + (path.startsWith('xl/worksheets/') ? part.length : 0),
    0,
  );
}

const UNREAD =
  /^xl\/(?:media|embeddings|drawings|charts|pivotCache|vbaProject|printerSettings|externalLinks)/;

function cellsOf(sheet: WorkSheet, book: WorkBook, most: number): { cells: SheetCell[]; cut: boolean } {
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const places = new Map<string, SheetCell>();
  // Only set where the parser was told to stop early.
  let cut = sheet['!fullref'] !== undefined && sheet['!fullref'] !== sheet['!ref'];
  const put = (cell: SheetCell): void => {
    if (places.size < most) places.set(`${cell.row}:${cell.column}`, cell);
    else cut = true;
  };
  const rows: unknown = sheet['!data'];
  if (!Array.isArray(rows)) return { cells: [], cut };
  rows.forEach((row: unknown, y) => {
    if (!Array.isArray(row)) return;
    row.forEach((cell: ReadCell | undefined, x) => {
      const text = cell === undefined ? '' : textOf(cell, date1904);
      if (text !== '') put({ row: y, column: x, text, beside: false });
    });
  });
  for (const { s, e } of sheet['!merges'] ?? []) {
    const origin = places.get(`${s.r}:${s.c}`);
    if (origin === undefined) continue;
    for (let y = s.r; y <= Math.min(e.r, rows.length - 1) && places.size < most; y++) {
      for (let x = s.c; x <= e.c && places.size < most; x++) {
        if (y !== s.r || x !== s.c) put({ row: y, column: x, text: origin.text, beside: x > s.c });
      }
    }
  }
  return { cells: [...places.values()], cut };
}

interface ReadCell {
  t?: string;
  v?: unknown;
  w?: string;
  z?: unknown;
}

function textOf(cell: ReadCell, date1904: boolean): string {
  if (cell.t === 'e' || cell.t === 'z') return '';
  if (cell.t === 'n' && typeof cell.v === 'number' && typeof cell.z === 'string' && isEraFormat(cell.z)) {
    const date = SSF.parse_date_code(cell.v, { date1904 });
    if (date !== null && date !== undefined) return formatEra(date, cell.z);
  }
  const text = typeof cell.v === 'string' ? cell.v : (cell.w ?? String(cell.v ?? ''));
  return text
    .replace(/_x000D_/g, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Number formats that Excel keeps without writing them down, in a Japanese setting. SheetJS knows others. */
const JAPANESE_FORMATS: Readonly<Record<string, readonly number[]>> = {
  '[$-411]ge.m.d': [27, 36, 50, 57],
  '[$-411]ggge"年"m"月"d"日"': [28, 29, 51, 54, 58],
  'yyyy/m/d': [30],
  'yyyy"年"m"月"d"日"': [31],
  'h"時"mm"分"': [32],
  'h"時"mm"分"ss"秒"': [33],
  'yyyy"年"m"月"': [34, 52, 55],
  'm"月"d"日"': [35, 53, 56],
};

function withJapaneseFormats(styles: Uint8Array): Uint8Array {
  const xml = strFromU8(styles);
  const missing = Object.entries(JAPANESE_FORMATS).flatMap(([format, ids]) =>
    ids
      .filter((id) => !xml.includes(`<numFmt numFmtId="${id}"`))
      .map((id) => `<numFmt numFmtId="${id}" formatCode="${format.replaceAll('"', '&quot;')}"/>`),
  );
  const all = missing.join('');
  if (/<numFmts[^>]*[^/]>/.test(xml)) return strToU8(xml.replace(/<numFmts[^>]*[^/]>/, (tag) => tag + all));
  return strToU8(xml.replace(/<styleSheet[^>]*>/, (tag) => `${tag}<numFmts>${all}</numFmts>`));
}
