import { parse } from 'csv-parse/sync';
import { type DocumentReader, UnreadableFile } from '../../bot/ports/document-reader.js';
import type { ReadProblem } from '../../knowledge/document/read-document.js';
import { decodeText } from './decode-text.js';
import { sheetBlocks } from './sheet-blocks.js';
import type { SheetCell } from './sheet-grid.js';
import { sheetCut } from './xlsx-reader.js';

const MOST_CELLS = 50_000;

export const csvReader: DocumentReader = {
  name: 'csv',
  extensions: ['csv', 'tsv'],
  async read({ name, bytes }) {
    const problems: ReadProblem[] = [];
    const rows = rowsOf(decodeText(bytes, name), name, problems);
    const cells: SheetCell[] = [];
    let cut = false;
    rows.forEach((row, y) => {
      if (cells.length + row.length > MOST_CELLS) cut = true;
      if (cut) return;
      row.forEach((value, x) => {
        const text = value.replace(/\r\n?/g, '\n').trim();
        if (text !== '') cells.push({ row: y, column: x, text, beside: false });
      });
    });
    if (cut) problems.push(sheetCut(name));
    const blocks = sheetBlocks(cells, null);
    if (blocks.length === 0) throw new UnreadableFile('empty', `「${name}」には文字がありません。`);
    return { reader: 'csv', blocks, pageCount: null, declared: {}, problems };
  },
};

/** Quotes that do not close are taken for letters, and told of. */
function rowsOf(text: string, name: string, problems: ReadProblem[]): string[][] {
  const delimiter = delimiterOf(text, name);
  try {
    return parseRows(text, delimiter, '"');
  } catch {
    problems.push({
      code: 'csv-quotes',
      message: `「${name}」の引用符（"）が正しく閉じられていないため、引用符を文字として読み取りました。`,
      page: null,
    });
  }
  try {
    return parseRows(text, delimiter, false);
  } catch (cause) {
    throw new UnreadableFile('corrupt', `「${name}」はCSVとして読み取れませんでした。`, { cause });
  }
}

function parseRows(text: string, delimiter: string, quote: '"' | false): string[][] {
  return parse(text, { delimiter, quote, bom: true, relax_quotes: true, relax_column_count: true });
}

function delimiterOf(text: string, name: string): string {
  const head = text.slice(0, 4000);
  const count = (letter: string): number => head.split(letter).length - 1;
  if (/\.tsv$/i.test(name) || (count(',') === 0 && count('\t') > 0)) return '\t';
  return count(',') === 0 && count(';') > 1 ? ';' : ',';
}
