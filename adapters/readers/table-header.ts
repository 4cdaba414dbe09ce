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
  // Two columns are more often a form (label, value) than a table.
  if (first.length === 2)
    return isListHeader(first) || first.some((head, i) => isColumnOfValues(head, columnOf(below, i)));
  return first.some((head, i) => differsInKind(head, columnOf(below, i)));
}

const LEFT_HEADS =
  /^(?:no\.?|項目|区分|種別|分類|名称|名前|お?名前|氏名|時期|日時|日程|期日|年月日|番号|年度|市町村|市区町村|都道府県|圏域|地域|テーマ|対象|用語|語句|質問|問|q|照会内容|質問内容|設問|手順|段階|役職|施設名|事業所名|団体名|機関名|ファイル名?|file)/;
const RIGHT_HEADS =
  /^(?:内容|説明|概要|意味|定義|備考|所属|ご所属|役割|電話番号?|連絡先|住所|所在地|担当|件数|数|割合|人数|金額|回答|答|a|回答内容|日程|時期|実施内容|対応|例|title|.*(?:内容|数|割合|日))/;

/** 項目 and 内容, 用語 and 説明: words that head two columns and are no label with its value. */
export function isListHeader([left = '', right = '']: readonly string[]): boolean {
  const key = (cell: string): string => cell.normalize('NFKC').toLowerCase().trim();
  return (
    isHead(left) &&
    isHead(right) &&
    Math.max(visibleLength(left), visibleLength(right)) <= 12 &&
    LEFT_HEADS.test(key(left)) &&
    RIGHT_HEADS.test(key(right))
  );
}

function isColumnOfValues(head: string, column: readonly string[]): boolean {
  return column.length >= 2 && !isValue(head) && column.filter(isValue).length >= 0.8 * column.length;
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

function isValue(cell: string): boolean {
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
