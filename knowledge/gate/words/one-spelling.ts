import { foldKey } from '../../text/fold.js';

const FULL_SIZE: Readonly<Record<string, string>> = { ィ: 'イ', ェ: 'エ', ォ: 'オ' };

/** ①, which would be told from the number that follows it no more. */
const CIRCLED = /[①-⑳]/g;
const BEFORE_ONE = 0x245f;

/** What offices write in several ways, in one: ウィルス, 締め切り, 取り組み. */
export function folded(text: string): string {
  return foldKey(text.replace(CIRCLED, (sign) => `(${(sign.codePointAt(0) ?? 0) - BEFORE_ONE})`))
    .replace(/(?<=ウ)[ィェォ]/g, (letter) => FULL_SIZE[letter] ?? letter)
    .replace(/締め?切り?|〆切り?/g, '締切')
    .replace(/取り?組み?/g, '取組')
    .replace(/申し?込み?/g, '申込')
    .replace(/受け?付け?/g, '受付')
    .replace(/問い?合わ?せ/g, '問合せ')
    .replace(/打ち?合わ?せ/g, '打合せ')
    .replace(/行なっ/g, '行っ')
    .replace(/(?<=を)要(?:しない|しません|さない)/g, '必要としない')
    .replace(/\(([月火水木金土日])曜日?\)/g, '($1)')
    .replace(/に満た(?:ない|なかった|ません(?:でした)?)/g, '未満の')
    .replace(/少なくとも(\d+(?:年|か月|週|日)(?:間)?に\d+[回度])/g, '$1以上')
    .replace(/前の年度/g, '前年度')
    .replace(/数え(?=ない|ません|ず)/g, '含め');
}

/** Search key without white space between words. */
export function plain(text: string): string {
  return folded(text).replace(/[ \t]+/g, '');
}

/** White space within dates and numbers says nothing; between columns it does. */
export function spaced(line: string): string {
  return line
    .replace(/[ \t]+/g, ' ')
    .replace(/(?<=\d) (?=[^\d\s])|(?<=[^\d\s]) (?=\d)/g, '')
    .trim();
}
