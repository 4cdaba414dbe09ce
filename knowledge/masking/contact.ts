import type { MaskSpan } from './mask-type.js';

/**
 * Telephone numbers and mail addresses. Numbers follow the numbering plan of the ministry (総務省 電気通信番号計画):
 * 10 digits from 0 with an area code of 2–5 digits, 11 from 050/060/070/080/090 and 0800, or +81 in place of the 0.
 */
const BETWEEN = '[-ー─━・.()\\s\\[\\]/]{0,3}';
const NUMBER = new RegExp(
  `(?<![\\d+])(?:\\+81${BETWEEN}(?:\\(0\\))?\\d|\\(?0\\d)(?:(?:${BETWEEN}|の)\\d){8,9}(?!\\d)`,
  'g',
);
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
  for (const match of withKanjiDigits(key).matchAll(NUMBER)) {
    const digits = match[0].replace(/^\+81\D*0?/, '0').replace(/\D/g, '');
    // A line break inside is two things, unless each side could stand alone anyway.
    if (match[0].includes('\n') || !isDialled(digits)) continue;
    const open = match[0].startsWith('(') && !match[0].includes(')') ? 1 : 0;
    found.push({ start: match.index + open, end: match.index + match[0].length, type: 'phone' });
  }
  for (const match of key.matchAll(BY_LABEL)) {
    const end = match.index + match[0].length;
    found.push({ start: end - match[1]!.length, end, type: 'phone' });
  }
  return found;
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
    while (end > from && /[.-]/.test(key[end - 1]!)) end--;
    const domain = key.slice(from, end);
    const plain = match[0] === '@';
    if (start === match.index) continue;
    if (!(plain ? /[a-z]{2}/ : /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/).test(domain)) continue;
    found.push({ start, end, type: 'mail' });
  }
  return found;
}
