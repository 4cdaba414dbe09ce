import type { MaskSpan, MaskType } from './mask-type.js';
import { readGiven } from './read-name.js';
import { isRoleOrOrganisation } from './roles.js';
import { SURNAMES } from './surnames.js';

/**
 * Tables pasted from a spreadsheet or a list (cells apart by |, tab or comma): the head of a column says what its cells
 * are, though nothing in the row itself does.
 */
const HEADS: readonly [RegExp, MaskType][] = [
  [
    /^(?:ご?氏\s*名|お?名\s*前|(?:利用者|患者|本人|対象者|家族|入居者|相談者|世帯主)(?:氏?名)?|フリガナ|ふりがな|カナ|姓|名|セイ|メイ)(?:\(.*\))?$/,
    'name',
  ],
  [/^(?:生年月日|誕生日|生)$/, 'birth-date'],
  [/^(?:ご?自宅)?(?:住\s*所|居所|現住所)$/, 'address'],
  [/^(?:ご?自宅|家族)?(?:電\s*話|携帯|連絡先|緊急連絡先|tel|fax)(?:番号)?$/, 'phone'],
  [/^(?:e-?)?(?:mail|メール)(?:アドレス)?$/, 'mail'],
  [/^(?:介護)?(?:保険)?(?:被保険者(?:証)?番号|被保番号?|介護保険番号)$/, 'insured-number'],
  [/^(?:カルテ|患者|診察券|利用者)(?:番号|no\.?|id)$/, 'record-number'],
  [/^(?:個人番号|マイナンバー)$/, 'my-number'],
];
const NAME = /^[\p{Script=Han}ぁ-んァ-ヺー・々 ]{1,16}$/u;
const NO_NAME = /^(?:不明|なし|同上|別紙|未定|合計|計|平均|匿名|非公開)/;

interface Cell {
  start: number;
  text: string;
}

/** In a key of foldNames. */
export function findInTables(key: string): MaskSpan[] {
  const found: MaskSpan[] = [];
  let columns: (MaskType | undefined)[] = [];
  let separator = '';
  let from = 0;
  for (const line of key.split('\n')) {
    const start = from;
    from += line.length + 1;
    const head = ['|', '\t', ',']
      .map((one) => ({ one, types: headOf(line, one) }))
      .find(({ types }) => types !== null);
    if (head !== undefined) {
      columns = head.types!;
      separator = head.one;
    } else if (separator === '' || !line.includes(separator)) {
      columns = [];
      separator = '';
    } else {
      cellsOf(line, separator, start).forEach((cell, i) => {
        const type = columns[i];
        const length = type === undefined ? 0 : valueLength(cell.text, type);
        if (length > 0) found.push({ start: cell.start, end: cell.start + length, type: type! });
      });
    }
  }
  return [...found, ...inTwoCells(key)];
}

const IN_TWO_CELLS =
  /(?<=^|[|\n]) ?([\p{Script=Han}々]{1,4}) ?\| ?([\p{Script=Han}]{1,3}|[ァ-ヺー]{2,5})(?= ?(?:様|さん|氏|殿|\||\n|$))/gu;

/** | 田中 | 花子 |: surname and given name in cells of their own. */
function inTwoCells(key: string): MaskSpan[] {
  return [...key.matchAll(IN_TWO_CELLS)].flatMap(({ index, 0: text, 1: surname, 2: given }) => {
    if (!SURNAMES.has(surname!) || readGiven(given!, 0)?.end !== given!.length) return [];
    const start = index + text.indexOf(surname!);
    const second = index + text.length - given!.length;
    return [
      { start, end: start + surname!.length, type: 'name' as const },
      { start: second, end: second + given!.length, type: 'name' as const },
    ];
  });
}

function cellsOf(line: string, separator: string, offset: number): Cell[] {
  let at = offset;
  return line.split(separator).map((raw) => {
    const start = at + raw.length - raw.trimStart().length;
    at += raw.length + 1;
    return { start, text: raw.trim() };
  });
}

/** Types of the columns when a line is the head of a table: two cells or more that name a detail. */
function headOf(line: string, separator: string): (MaskType | undefined)[] | null {
  if (line.length > 300 || !line.includes(separator)) return null;
  const types = cellsOf(line, separator, 0).map(({ text }) => HEADS.find(([head]) => head.test(text))?.[1]);
  return types.filter((type) => type !== undefined).length >= 2 ? types : null;
}

/** How much of a cell is the detail: a name without its honorific; nothing when the cell cannot hold one. */
function valueLength(text: string, type: MaskType): number {
  if (type !== 'name') return /\d|@|[一二三四五六七八九]/.test(text) && text.length <= 80 ? text.length : 0;
  const name = text.replace(/\s?(?:様|さん|氏|殿|\(.*\))$/, '');
  return NAME.test(name) && !NO_NAME.test(name) && !isRoleOrOrganisation(name) ? name.length : 0;
}
