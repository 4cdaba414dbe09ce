import type { ReadBlock } from '../../knowledge/document/read-document.js';
import { visibleLength } from '../../knowledge/text/fold.js';
import { endsSentence, isBullet } from '../../knowledge/text/line-marks.js';
import { cropGrid, filledCells, type Grid } from './grid.js';
import { regionsOf } from './sheet-regions.js';
import { tableBlocks } from './table-blocks.js';

/**
 * A sheet as blocks. Sheets hold several tables one below the other, titles above them, notes beneath, and
 * forms; regions apart by blank rows are looked at one by one.
 */
export function sheetBlocks(grid: Grid): ReadBlock[] {
  const blocks: ReadBlock[] = [];
  let inherited: { header: string[]; left: number; right: number } | null = null;
  for (const region of regionsOf(grid)) {
    const part = cropGrid(grid, region.top, region.bottom, region.left, region.right);
    const same = inherited !== null && inherited.left === region.left && inherited.right === region.right;
    const made = regionBlocks(part, same && inherited !== null ? inherited.header : null);
    blocks.push(...made);
    const table = made.findLast((block) => block.kind === 'table');
    if (table?.header != null && table.header.length > 2) inherited = { ...region, header: table.header };
  }
  return blocks;
}

function regionBlocks(grid: Grid, inherited: string[] | null): ReadBlock[] {
  const width = grid.rows[0]?.length ?? 0;
  if (width === 0) return [];
  if (width === 1) return columnBlocks(grid.rows.map((row) => row[0] ?? ''));
  let top = 0;
  while (top < grid.rows.length && filledCells(grid.rows[top] ?? []) === 1) top++;
  let bottom = grid.rows.length;
  while (bottom > top && isNote(grid.rows[bottom - 1] ?? [])) bottom--;
  const above = grid.rows.slice(0, top).map(onlyCell);
  const below = grid.rows.slice(bottom).map(onlyCell);
  const table = cropGrid(grid, top, bottom, 0, width);
  return [...above.map(titleBlock), ...tableBlocks(table, { inherited }), ...below.map(textBlock)];
}

/** A single column: its first cell may be the title of what follows, the rest is text. */
function columnBlocks(cells: readonly string[]): ReadBlock[] {
  const filled = cells.filter((cell) => cell !== '');
  return filled.map((cell, i) => (i === 0 ? titleBlock(cell) : textBlock(cell)));
}

function onlyCell(row: readonly string[]): string {
  return row.find((cell) => cell !== '') ?? '';
}

function isNote(row: readonly string[]): boolean {
  return filledCells(row) === 1 && row[0] !== '' && /^(?:[※*＊注(（]|備考)|。$/.test(row[0] ?? '');
}

const LONGEST_TITLE = 40;

function titleBlock(text: string): ReadBlock {
  const isTitle =
    visibleLength(text) <= LONGEST_TITLE &&
    !/\n/.test(text) &&
    !endsSentence(text) &&
    !isBullet(text) &&
    /\p{L}/u.test(text);
  return isTitle ? { kind: 'heading', level: 2, text, page: null } : textBlock(text);
}

function textBlock(text: string): ReadBlock {
  return { kind: isBullet(text) ? 'item' : 'paragraph', text, page: null };
}
