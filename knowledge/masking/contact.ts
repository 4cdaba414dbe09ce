import type { MaskSpan } from './mask-type.js';

/**
 * Telephone numbers and mail addresses. Numbers follow the numbering plan of the ministry (総務省 電気通信番号計画):
 * 10 digits from 0 with an area code of 2–5 digits, 11 from 050/060/070/080/090 and 0800, or +81 in place of the 0.
 */
const BETWEEN = '(?:[-ー─━・.()\\[\\]/]|[^\\S\\n]){0,3}';
const START = new RegExp(`(?<![\\d+])(?:\\+81${BETWEEN}(?:\\(0\\))?\\d|\\(?0\\d)`, 'g');
const REST = `(?:(?:${BETWEEN}|の)\\d)`;
/** Eleven digits before ten: behind 077-589-4410 the count of something may follow, 077-589-4410 2名. */
const RESTS = [9, 8].map((count) => new RegExp(`${REST}{${count}}(?!\\d)`, 'y'));
/** Read from paper, a space between all digits: 0 9 0 - 1 2 3 4 - 5 6 7 8. */
const ONE_BY_ONE = /(?<!\d ?)0(?: \d){1,4} ?- ?\d(?: \d){1,3} ?- ?\d(?: \d){3}(?! ?\d)/g;
const BY_LABEL =
  /(?:tel|fax|電話|携帯|ケータイ|連絡先|自宅|でんわ|ファックス|ファクス)(?:番号)?(?:\([^()\n]{1,6}\))?[\s:.はがの=]{0,4}(\d{2,4}[-ー─]\d{3,4}(?:[-ー─]\d{3,4})?)(?![-ー─]?\d)/g;
const KANJI_DIGITS = '〇一二三四五六七八九';

/** Written in kanji numerals, only where the first is 〇: 〇九〇-一二三四-五六七八. */
function withKanjiDigits(key: string): string {
  return key.replace(/〇[一二三四五六七八九][〇一二三四五六七八九\-ー─・()\s]{7,18}/g, (run) =>
    run.replace(/[〇一二三四五六七八九]/g, (digit) => String(KANJI_DIGITS.indexOf(digit))),
  );
}

/** In a key of {@link foldNames}. */
export function findPhones(key: string): MaskSpan[] {
  const found: MaskSpan[] = [];
  const plain = withKanjiDigits(key);
  let free = 0;
  for (const { index, 0: first } of plain.matchAll(START)) {
    const end = index < free ? null : phoneEnd(plain, index, first);
    if (end === null) continue;
    const open = first.startsWith('(') && !plain.slice(index, end).includes(')') ? 1 : 0;
    found.push({ start: index + open, end, type: 'phone' });
    free = end;
  }
  for (const { index, 0: number } of key.matchAll(ONE_BY_ONE))
    if (isDialled(number.replace(/\D/g, '')))
      found.push({ start: index, end: index + number.length, type: 'phone' });
  for (const match of key.matchAll(BY_LABEL)) {
    const end = match.index + match[0].length;
    found.push({ start: end - match[1]!.length, end, type: 'phone' });
  }
  return found;
}

function phoneEnd(key: string, index: number, first: string): number | null {
  for (const rest of RESTS) {
    rest.lastIndex = index + first.length;
    const match = rest.exec(key);
    if (match === null) continue;
    const digits = (first + match[0]).replace(/^\(?\+81\D*0?/, '0').replace(/\D/g, '');
    if (isDialled(digits)) return index + first.length + match[0].length;
  }
  return null;
}

function isDialled(digits: string): boolean {
  if (/^0[0]/.test(digits) || /^0(\d)\1+$/.test(digits)) return false;
  if (digits.length === 11) return /^0(?:[5-9]0|800|20)/.test(digits);
  // 0x0 with ten digits has lost one, but is meant as a mobile number all the same.
  return digits.length === 10;
}

const LOCAL = /[a-z0-9._%+'-]/;
const DOMAIN = /[a-z0-9.-]/;
const AT = /\s?(?:@|\(at\)|\[at\]|<at>|★)\s?/g;
const LONGEST_PART = 64;

/** Both sides of an at sign are walked from it, so that the cost is bounded however long a run is. */
export function findMails(key: string): MaskSpan[] {
  const found: MaskSpan[] = [];
  for (const match of key.matchAll(AT)) {
    let start = match.index;
    while (start > 0 && match.index - start < LONGEST_PART && LOCAL.test(key[start - 1]!)) start--;
    const from = match.index + match[0].length;
    let end = from;
    while (end < key.length && end - from < LONGEST_PART * 2 && DOMAIN.test(key[end]!)) end++;
    // taro@example .com, read from paper
    const torn = /^ ?\. ?[a-z]{2,12}(?:\.[a-z]{2,4})?(?![a-z])/.exec(key.slice(end, end + 24))?.[0] ?? '';
    if (end > from && torn.includes(' ')) end += torn.length;
    while (end > from && /[.-]/.test(key[end - 1]!)) end--;
    const domain = key.slice(from, end).replaceAll(' ', '');
    const plain = match[0] === '@';
    if (start === match.index) continue;
    if (!(plain ? /[a-z]{2}/ : /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/).test(domain)) continue;
    found.push({ start, end, type: 'mail' });
  }
  return found;
}
