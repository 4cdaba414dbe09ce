import { visibleLength } from '../../knowledge/text/fold.js';
import { isBullet } from '../../knowledge/text/line-marks.js';
import { completeRows, filledCells, type Grid, spreadRows } from './grid.js';

export interface HeadedTable {
  header: string[] | null;
  rows: string[][];
}

/**
 * Splits a table into header and rows. A wrong header is worse than none (every row would be labelled with
 * another row's content), so a row is taken for one only when it is short text throughout and something tells
 * it apart from the rows below. `declared` is the number of header rows where the file itself says so.
 */
export function headedTable(grid: Grid, declared = 0): HeadedTable {
  const rows = completeRows(grid);
  const depth = declared > 0 ? declared : inferredDepth(grid);
  if (depth === 0 || depth >= rows.length) return { header: null, rows };
  return { header: joinedHeader(grid, depth), rows: rows.slice(depth) };
}

/** A header over two rows reads from the top: 実施状況 実施している. */
function joinedHeader(grid: Grid, depth: number): string[] {
  const rows = spreadRows(grid, depth);
  const width = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, c) => {
    const parts = rows.map((row) => (row[c] ?? '').replace(/\s*\n\s*/g, '')).filter((part) => part !== '');
    return parts.filter((part, i) => part !== parts[i - 1]).join(' ');
  });
}

const LONGEST_HEAD = 24;

function inferredDepth(grid: Grid): number {
  const first = spreadRows(grid, 1)[0];
  if (first === undefined || first.length < 2 || grid.rows.length < 2) return 0;
  const heads = first.filter((cell) => cell !== '');
  if (heads.length < Math.max(2, Math.ceil(first.length * 0.6)) && !(first.length === 2 && first[0] === ''))
    return 0;
  if (!heads.every(isHead)) return 0;
  const depth = spannedDepth(grid);
  const body = grid.rows.slice(depth).filter((row) => filledCells(row) > 1);
  if (body.length === 0) return 0;
  const merged = depth > 1;
  if (!merged && new Set(heads).size < heads.length * 0.8) return 0;
  return merged || tellsApart(first, body) ? depth : 0;
}

/** Merged cells in the first row say how deep the header is. */
function spannedDepth(grid: Grid): number {
  const top = grid.merges.filter((merge) => merge.row === 0);
  const wide = top.some((merge) => merge.columnSpan > 1 && merge.columnSpan < (grid.rows[0]?.length ?? 0));
  const second = grid.rows[1]?.filter((cell) => cell !== '') ?? [];
  if (!wide || second.length < 2 || !second.every(isHead) || grid.rows.length < 3) return 1;
  return Math.min(3, Math.max(2, ...top.filter((merge) => merge.rowSpan <= 3).map((merge) => merge.rowSpan)));
}

function isHead(cell: string): boolean {
  if (visibleLength(cell) > LONGEST_HEAD || isBullet(cell) || /[。、]$|[。]/.test(cell)) return false;
  return !isValue(cell) || isYear(cell);
}

const VALUE = /^[\s\d０-９,，.．%％△▲±+\-－–:：/／年月日時分円名人件か所ヶ箇()（）約〜～~]+$/;

/** Numbers, shares, dates and amounts. */
function isValue(cell: string): boolean {
  return VALUE.test(cell) && /[\d０-９]/.test(cell);
}

function isYear(cell: string): boolean {
  return /^(?:(?:19|20)\d\d年?度?|(?:平成|令和|[HRＨＲ])[\d０-９元]{1,2}年?度?)$/.test(cell);
}

/** Endings of words that head a column and seldom are content themselves. */
const HEAD_WORD =
  /(?:内容|所属|備考|説明|回答|質問|答|問|概要|区分|分類|日|日時|日付|年月日|数|割合|率|件|名|名称|氏名|者|先|方法|等|額|金額|期間|期限|場所|会場|担当|担当者|部署|状況|結果|理由|対象|時期|欄|事項|項目|種別|役職|役割|取組|課題|対応|詳細|目的|番号|ID|id|No\.?|№|テーマ|工程|物|住所|電話|メール|URL|単位|人口|計|年度|市町村|都道府県|県|市|機関|事業|カテゴリ|キーワード|根拠|出典|更新)(?:[(（].{1,14}[)）])?$/;

function tellsApart(first: readonly string[], body: readonly string[][]): boolean {
  const numeric = first.filter((head, c) => {
    const values = body.map((row) => row[c] ?? '').filter((cell) => cell !== '');
    return !isValue(head) && values.length > 0 && values.filter(isValue).length >= values.length * 0.6;
  }).length;
  const heads = first.filter((cell) => cell !== '');
  const words = heads.filter((cell) => HEAD_WORD.test(cell)).length;
  if (first.length > 2) return numeric > 0 || words >= heads.length * 0.5 || first.slice(1).every(isYear);
  // Two columns are as often a form (label, value); there the word above the values must be a head word.
  return HEAD_WORD.test(first[1] ?? '') && visibleLength(first[1] ?? '') <= 14
    ? true
    : numeric > 0 && body.length >= 4 && isValueColumn(body);
}

function isValueColumn(body: readonly string[][]): boolean {
  return body.filter((row) => isValue(row[1] ?? '')).length >= body.length * 0.9;
}
