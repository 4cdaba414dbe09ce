import { parse } from 'csv-parse/sync';
import { UnreadableFile } from '../../bot/ports/document-reader.js';
import type { TableReader } from '../../bot/ports/table-reader.js';
import { decodeText } from '../readers/decode-text.js';
import { openWorkbook } from '../readers/open-workbook.js';

/** A list of people, channels or Q&A. */
const MOST_CELLS = 50_000;
/** A survey of all municipalities, with some fifty answers each. */
const MOST_ANSWERS = 500_000;
/** More than so many cells take; it is not even parsed, as everybody else would wait meanwhile. */
const LARGEST_CSV = 8 * 1024 * 1024;

/** CSV (UTF-8 or CP932) and Excel workbooks; hidden sheets are left out. */
export const readTables: TableReader = tableReader(MOST_CELLS);
export const readSurveyTables: TableReader = tableReader(MOST_ANSWERS);

function tableReader(most: number): TableReader {
  return async ({ name, bytes }) => {
    if (/\.xls[xm]$/i.test(name)) return workbook(name, bytes, most);
    if (/\.(csv|txt)$/i.test(name)) return [{ name, rows: csv(name, bytes, most) }];
    throw new UnreadableFile(
      'unsupported',
      `「${name}」は読み取れない形式です。Excel（.xlsx）またはCSVで保存してください。`,
    );
  };
}

async function workbook(name: string, bytes: Uint8Array, most: number): ReturnType<TableReader> {
  const { sheets } = await openWorkbook(name, bytes, most);
  const cut = sheets.find((sheet) => sheet.cut);
  // A list that is read in part would look complete.
  if (cut !== undefined) throw tooLarge(cut.name, most);
  return sheets.map((sheet) => {
    const rows = new Map<number, string[]>();
    for (const { row, column, text } of sheet.cells) {
      const cells = rows.get(row) ?? [];
      rows.set(row, cells);
      cells[column] = text;
    }
    return {
      name: sheet.name,
      rows: [...rows]
        .sort(([a], [b]) => a - b)
        .map(([row, cells]) => ({
          number: row + 1,
          cells: Array.from(cells, (cell) => cell ?? ''),
        })),
    };
  });
}

function csv(name: string, bytes: Uint8Array, most: number): { number: number; cells: string[] }[] {
  if (bytes.length > LARGEST_CSV) throw tooLarge(name, most);
  try {
    const rows: string[][] = parse(decodeText(bytes, name), { bom: true, relax_column_count: true });
    const filled = rows.reduce((sum, cells) => sum + cells.filter((cell) => cell !== '').length, 0);
    if (filled > most) throw tooLarge(name, most);
    return rows.map((cells, i) => ({ number: i + 1, cells }));
  } catch (cause) {
    if (cause instanceof UnreadableFile) throw cause;
    throw new UnreadableFile(
      'corrupt',
      `「${name}」はCSVとして読み取れませんでした。引用符（"）の閉じ忘れがないか確かめてください。`,
      { cause },
    );
  }
}

function tooLarge(name: string, most: number): UnreadableFile {
  const limit = `${most / 10_000}万セル`;
  return new UnreadableFile('too-large', `「${name}」は大きすぎます。${limit}までに分けてください。`);
}
