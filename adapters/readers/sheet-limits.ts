import type { ReadProblem } from '../../knowledge/document/read-document.js';

/** More cells than this are data, not a document; indexing them would drown everything else. */
export const CELL_LIMIT = 50_000;

/** The first rows that together hold no more cells than the limit. */
export function rowsWithin(rows: readonly string[][], limit: number): string[][] {
  let cells = 0;
  const kept: string[][] = [];
  for (const row of rows) {
    cells += row.length;
    if (cells > limit) break;
    kept.push(row);
  }
  return kept;
}

export function cutOffProblem(sheet: string | null, kept: number, all: number): ReadProblem {
  const what = sheet === null ? '表' : `シート「${sheet}」`;
  const cells = CELL_LIMIT.toLocaleString('ja-JP');
  return {
    code: 'sheet-cut-off',
    message: `${what}は${all.toLocaleString('ja-JP')}行あり大きすぎるため、先頭の${kept.toLocaleString('ja-JP')}行（${cells}セルまで）だけを読み取りました。`,
    page: null,
  };
}
