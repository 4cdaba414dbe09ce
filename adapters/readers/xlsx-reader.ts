import { type DocumentReader, UnreadableFile } from '../../bot/ports/document-reader.js';
import type { ReadProblem } from '../../knowledge/document/read-document.js';
import { declaredTitle } from './declared-title.js';
import { openWorkbook } from './open-workbook.js';
import { sheetBlocks } from './sheet-blocks.js';

export const xlsxReader: DocumentReader = {
  name: 'xlsx',
  extensions: ['xlsx', 'xlsm'],
  async read({ name, bytes }) {
    const { sheets, title } = await openWorkbook(name, bytes);
    const blocks = sheets.flatMap((sheet) => sheetBlocks(sheet.cells, sheet.name));
    if (blocks.length === 0)
      throw new UnreadableFile('empty', `「${name}」には、表示されているシートに文字がありません。`);
    const problems = sheets.filter((sheet) => sheet.cut).map((sheet) => sheetCut(sheet.name));
    const declared = declaredTitle(title, blocks);
    return { reader: 'xlsx', blocks, pageCount: null, declared, problems };
  },
};

export function sheetCut(sheet: string): ReadProblem {
  return {
    code: 'sheet-cut',
    message: `「${sheet}」は大きすぎるため、はじめの5万セルだけを読み取りました。`,
    page: null,
  };
}

/** The first sheet's rows as they stand, for lists that a program reads (documents.xlsx). */
export async function firstSheetRows(name: string, bytes: Uint8Array): Promise<string[][]> {
  const rows: string[][] = [];
  const { sheets } = await openWorkbook(name, bytes);
  for (const { row, column, text } of sheets[0]?.cells ?? []) {
    rows[row] ??= [];
    rows[row][column] = text;
  }
  return rows.filter((row) => row !== undefined).map((row) => Array.from(row, (cell) => cell ?? ''));
}
