import type { ReadBlock } from '../../knowledge/document/read-document.js';
import { visibleLength } from '../../knowledge/text/fold.js';
import { endsSentence, isBullet } from '../../knowledge/text/line-marks.js';
import { qaBlocksOf } from './qa-table.js';
import { matrixOf, type Region, regionsOf, type SheetCell } from './sheet-grid.js';
import { formRowsOf, splitHeader } from './sheet-table.js';

/** The blocks of one sheet. */
export function sheetBlocks(cells: readonly SheetCell[], name: string | null): ReadBlock[] {
  const regions = regionsOf(cells);
  const blocks = regions.flatMap((region, i) => blocksOf(region, regions[i + 1]));
  if (blocks.length === 0 || name === null || isDefaultName(name)) return blocks;
  const [first] = blocks;
  const repeated = first?.kind === 'heading' && first.text.replace(/\s/g, '') === name.replace(/\s/g, '');
  return [{ kind: 'heading', level: 1, text: name, page: null }, ...(repeated ? blocks.slice(1) : blocks)];
}

function isDefaultName(name: string): boolean {
  return /^(?:sheet|シート|ワークシート|worksheet|table|表)\s?\d*(?:\s?\(\d+\))?$/i.test(
    name.normalize('NFKC').trim(),
  );
}

function blocksOf(region: Region, next: Region | undefined): ReadBlock[] {
  const rows = matrixOf(region);
  const single = (row: readonly SheetCell[] | undefined): boolean =>
    row !== undefined && filled(row).length === 1;
  const width = Math.max(...rows.map((row) => filled(row).length));
  // A long column is a list, even when a table follows it.
  if (width <= 1)
    return linesOf(rows.map(firstText), rows.length <= 3 && next !== undefined && isWider(next));
  let start = 0;
  while (single(rows[start])) start++;
  let end = rows.length;
  while (end > start && single(rows[end - 1]) && isNote(firstText(rows[end - 1]!))) end--;
  return [
    ...linesOf(rows.slice(0, start).map(firstText), true),
    ...tableBlocks(rows.slice(start, end)),
    ...linesOf(rows.slice(end).map(firstText), false),
  ];
}

function tableBlocks(rows: readonly SheetCell[][]): ReadBlock[] {
  const form = formRowsOf(rows);
  if (form !== null) return [{ kind: 'table', caption: null, header: null, rows: form, page: null }];
  const { header, body } = splitHeader(rows);
  const texts = body.map((row) => row.map((cell) => (cell.beside ? '' : cell.text)));
  const table: ReadBlock = { kind: 'table', caption: null, header, rows: texts, page: null };
  return qaBlocksOf(table) ?? [table];
}

/** Lines of text on a sheet. The last one above a table names it. */
function linesOf(lines: readonly string[], aboveTable: boolean): ReadBlock[] {
  return lines.map((text, i) => {
    const last = aboveTable && i === lines.length - 1;
    if ((last || (lines.length === 1 && i === 0)) && isTitle(text))
      return { kind: 'heading', level: 2, text: text.replace(/\n/g, ' '), page: null };
    return { kind: isBullet(text) ? 'item' : 'paragraph', text, page: null };
  });
}

function isTitle(text: string): boolean {
  return visibleLength(text) <= 60 && !endsSentence(text) && !/[。、]$|^[※*＊(（]/.test(text.trim());
}

function isNote(text: string): boolean {
  return (
    /^[※*＊]|^[(（]?(?:注|出典|備考|資料)/.test(text.trim()) || endsSentence(text) || visibleLength(text) > 40
  );
}

function isWider(region: Region): boolean {
  return new Set(region.map((cell) => cell.column)).size > 1;
}

function filled(row: readonly SheetCell[]): SheetCell[] {
  return row.filter((cell) => !cell.beside && cell.text !== '');
}

function firstText(row: readonly SheetCell[]): string {
  return filled(row)[0]?.text ?? '';
}
