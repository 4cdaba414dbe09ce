import { visibleLength } from '../../knowledge/text/fold.js';
import { endsSentence } from '../../knowledge/text/line-marks.js';

const LONGEST_HEAD = 24;
/** 12, 1,233, 53.0%, 671 (38.5%), 2026/4/1, 令和8年4月1日, ―: what stands below a head but is none. */
const VALUE = /^[\d,.()%＋+\-−―－~:/\s年月日度令和平成昭和元円件人名回時分△▲]+$/u;

/** Whether a first row names the columns: short words, no sentence, and what is below is of another kind. */
export function isHeaderRow(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (first.length < 2 || below.length === 0) return false;
  if (!first.every((cell, i) => isHead(cell) || (i === 0 && cell === ''))) return false;
  if (new Set(first.filter((cell) => cell !== '')).size < 2) return false;
  return first.some((head, i) => differsInKind(head, columnOf(below, i)));
}

/** Head cells of a row with empty ones between, as the second line of a two-row header has. */
export function isHead(cell: string): boolean {
  const text = cell.normalize('NFKC').trim();
  return (
    text !== '' &&
    visibleLength(text) <= LONGEST_HEAD &&
    !endsSentence(text) &&
    !/[。、？?]/.test(text) &&
    !(
      isValue(text) && !/^(?:19|20)\d{2}(?:年度?)?$|^(?:令和|平成|昭和)[\d元]+年度?$|^\d{1,2}月$/.test(text)
    ) &&
    !/https?:|@/.test(text)
  );
}

export function isValue(cell: string): boolean {
  const text = cell.normalize('NFKC').trim();
  return VALUE.test(text) && /[\d―－\-△▲]/.test(text);
}

function columnOf(rows: readonly (readonly string[])[], i: number): string[] {
  return rows.map((row) => row[i] ?? '').filter((cell) => cell !== '');
}

/** Numbers, dates, sentences or much longer text below a word; or the same few words again and again. */
function differsInKind(head: string, column: readonly string[]): boolean {
  if (column.length === 0 || head === '') return false;
  if (column.includes(head)) return false;
  const share = (test: (cell: string) => boolean): number => column.filter(test).length / column.length;
  if (share(isValue) >= 0.5) return true;
  if (share((cell) => endsSentence(cell) || /[。\n]|https?:|@/.test(cell)) >= 0.5) return true;
  if (column.length < 2) return false;
  const mean = column.reduce((sum, cell) => sum + visibleLength(cell), 0) / column.length;
  if (mean >= 2 * visibleLength(head) + 2) return true;
  return column.length >= 3 && new Set(column).size <= column.length / 2;
}

/** Heads of two rows: 令和7年度 over 件数 → 令和7年度 件数. */
export function joinHeads(upper: readonly string[], lower: readonly string[]): string[] {
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const [above, below] = [upper[i] ?? '', lower[i] ?? ''];
    if (above === below || below === '') return above;
    return above === '' ? below : `${above} ${below}`;
  });
}
