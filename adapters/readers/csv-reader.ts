import { parse } from 'csv-parse/sync';
import { type DocumentReader, UnreadableFile } from '../../bot/ports/document-reader.js';
import type { ReadProblem } from '../../knowledge/document/read-document.js';
import { decodeText } from './decode-text.js';
import { sheetBlocks } from './sheet-blocks.js';
import { CELL_LIMIT, cutOffProblem, rowsWithin } from './sheet-limits.js';

/** Comma or tab separated text, mostly saved from Excel: CP932 or UTF-8, quotes not always closed. */
export const csvReader: DocumentReader = {
  name: 'csv',
  extensions: ['csv', 'tsv'],
  async read({ name, bytes }) {
    const text = decodeText(bytes, name);
    if (text.trim() === '') throw new UnreadableFile('empty', `「${name}」には文字がありません。`);
    const rows = parseRows(text, name);
    const kept = rowsWithin(rows, CELL_LIMIT);
    const problems: ReadProblem[] =
      kept.length < rows.length ? [cutOffProblem(null, kept.length, rows.length)] : [];
    const blocks = sheetBlocks({ rows: kept, merges: [] });
    if (blocks.length === 0) throw new UnreadableFile('empty', `「${name}」には文字がありません。`);
    return { reader: 'csv', blocks, pageCount: null, declared: {}, problems };
  },
};

function parseRows(text: string, name: string): string[][] {
  try {
    const records: string[][] = parse(text, {
      bom: true,
      delimiter: delimiterOf(text, name),
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      trim: false,
      max_record_size: 4_000_000,
    });
    return records.map((record) => record.map((cell) => cell.replace(/\r\n?/g, '\n').trim()));
  } catch (cause) {
    throw new UnreadableFile(
      'corrupt',
      `「${name}」は引用符の対応などが壊れていて、表として読み取れませんでした。保存し直してください。`,
      { cause },
    );
  }
}

/** Excel's "Unicode text" is tab-separated whatever its extension; semicolons are not used in Japan. */
function delimiterOf(text: string, name: string): string {
  if (/\.tsv$/i.test(name)) return '\t';
  const head = text.slice(0, 4000).split('\n').slice(0, 10).join('\n');
  return head.includes('\t') && !head.includes(',') ? '\t' : ',';
}
