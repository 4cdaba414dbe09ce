import { type DocumentReader, UnreadableFile } from '../../bot/ports/document-reader.js';
import type { ReadBlock } from '../../knowledge/document/read-document.js';
import { physicalLinesOf } from '../../knowledge/text/plain-lines.js';
import { decodeText } from './decode-text.js';

/** Plain text, most often extracted from a PDF elsewhere. Lines with tabs are the rows of a table. */
export const textReader: DocumentReader = {
  name: 'text',
  extensions: ['txt'],
  async read({ name, bytes }) {
    const text = decodeText(bytes, name);
    if (text.trim() === '') throw new UnreadableFile('empty', `「${name}」には文字がありません。`);
    return { reader: 'text', blocks: blocksOf(text), pageCount: pagesOf(text), declared: {}, problems: [] };
  },
};

function pagesOf(text: string): number | null {
  const feeds = text.split('\f').length - 1;
  return feeds === 0 ? null : feeds + (text.endsWith('\f') ? 0 : 1);
}

function blocksOf(text: string): ReadBlock[] {
  const lines = physicalLinesOf(text);
  const blocks: ReadBlock[] = [];
  for (let i = 0; i < lines.length; ) {
    const tabbed = lines[i]!.text.includes('\t');
    let end = i;
    while (end < lines.length && lines[end]!.text.includes('\t') === tabbed) end++;
    const run = lines.slice(i, end);
    blocks.push(
      tabbed
        ? tableOf(
            run.map((line) => line.text),
            run[0]!.page,
          )
        : { kind: 'lines', lines: run },
    );
    i = end;
  }
  return blocks;
}

function tableOf(lines: readonly string[], page: number | null): ReadBlock {
  const rows: string[][] = [];
  for (const line of lines) {
    const cells = line.split('\t').map((cell) => cell.trim());
    const above = rows.at(-1);
    // A first cell left empty continues the row above.
    if (cells[0] === '' && above !== undefined && above.length === cells.length) {
      cells.forEach((cell, i) => {
        if (cell !== '') above[i] = `${above[i]}\n${cell}`;
      });
    } else {
      rows.push(cells);
    }
  }
  const [first, ...rest] = rows;
  const headed =
    first !== undefined &&
    rest.length >= 2 &&
    first.every((cell) => cell !== '' && cell.length <= 12) &&
    rest.every((row) => row.length === first.length) &&
    rest.some((row) => row.some((cell) => cell.length > 12));
  const header =
    headed &&
    first.every((cell) => !/[0-9０-９、。]/.test(cell)) &&
    rest.every((row) => (row[0] ?? '').length <= 12) &&
    looksLikeColumns(rest)
      ? first
      : null;
  return { kind: 'table', caption: null, header, rows: header === null ? rows : rest, page };
}

/** Rows of one kind (names and posts) have a header; a form (目的, 応募方法, …) has labels of its own in every row. */
function looksLikeColumns(rows: readonly string[][]): boolean {
  const lengths = rows.map((row) => (row.at(-1) ?? '').length);
  return Math.max(...lengths) <= 60;
}
