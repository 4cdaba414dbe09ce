import type { MaskSpan } from './mask-type.js';

/**
 * Birth dates (生年月日). A date is one when a label stands before it, 生 or 生まれ behind it, or a person's age or
 * masked name beside it; all other dates (deadlines, visits, laws) stay. A year alone stays: 昭和22年生まれ is a
 * generation.
 */
const KANJI = '[〇一二三四五六七八九十元]{1,4}';
const PART = `(?:\\d{1,2}|${KANJI})`;
const ERA = `(?:(?:明治|大正|昭和|平成|令和|[明大昭平令]|(?<![a-z])[mtshr])\\s?\\.?\\s?(?:${PART})|(?:18|19|20)\\d{2}|[一二][〇一二三四五六七八九]{3})`;
const SEP = '\\s?[年./\\-ー・,]\\s?';
const AS_WELL = '(?:\\s?\\((?:明治|大正|昭和|平成|令和|[mtshr])?\\.?\\d{1,4}年?\\)\\s?)?';
const FULL = `${ERA}${AS_WELL}(?:${SEP}|(?<=\\)))${PART}\\s?[月./\\-ー・,]\\s?${PART}(?!\\d)日?`;
const MONTH_DAY = `(?<![\\d/.])${PART}月\\s?${PART}日`;
const DIGITS = '(?:[mtshr]\\s?\\d{6}|(?:18|19|20)\\d{6})(?!\\d)';

const LABEL = new RegExp(
  `(?:生年月日|誕生日|お誕生日|生年|出生日|birthday|dob|d\\.o\\.b\\.?|生まれ)(?:\\([^()\\n]{1,8}\\))?[\\s:はが、=(「『に欄]{0,5}(?:西暦|和暦)?\\s?(${FULL}|${DIGITS}|${MONTH_DAY}|${ERA}\\s?年\\s?${PART}月)`,
  'g',
);
const BORN = new RegExp(
  `(${FULL}|${MONTH_DAY})(?=\\s?(?:\\([^()\\n]{1,8}\\))?\\s?(?:に|、)?(?:[^。、\\s\\d〔〕]{1,8}で)?\\s?(?:お|御)?(?:出生|誕生|生まれ|うまれ|産まれ|生(?=まれ|れ|[\\s、。)(・,/でのだ男女「]|$)))`,
  'g',
);
const BESIDE_AGE = new RegExp(
  `(${FULL})(?=\\s?[(、・,/]?\\s?(?:満|現在)?\\s?\\d{1,3}\\s?[歳才])|(?<=[(、・,/\\s]\\s?\\d{2,3}[歳才]\\s?[(、・,/]?\\s?(?:[男女]性?[、・,/\\s]{0,2})?)(${FULL})`,
  'g',
);
const BEHIND_NAME = new RegExp(
  `(?<=〔氏名〕\\s?(?:さん|様|氏|殿|さま|さん)?\\s?[(、・,/:]?\\s?(?:(?:\\d{1,3}[歳才]|[男女]性?)[、・,/\\s]{0,2}){0,2})(${FULL})(?=\\s?[)、。・,/\\s]|$|〔)`,
  'g',
);

/** In a key of {@link foldNames}; names found before are tokens in it already when a second look is taken. */
export function findBirthDates(key: string): MaskSpan[] {
  const found: MaskSpan[] = [];
  for (const pattern of [LABEL, BORN, BESIDE_AGE, BEHIND_NAME]) {
    for (const match of key.matchAll(pattern)) {
      const value = match[1] ?? match[2]!;
      if (value.includes('\n')) continue;
      if ((pattern === BESIDE_AGE || pattern === BEHIND_NAME) && !longAgo(value)) continue;
      const start = match.index + match[0].lastIndexOf(value);
      found.push({ start, end: start + value.length, type: 'birth-date' });
    }
  }
  return found;
}

/** Beside an age or a name only a date before 平成20年 is a birth: visits and deadlines are recent. */
function longAgo(date: string): boolean {
  const western = /^(?:18|19|20)\d{2}/.exec(date);
  if (western !== null) return Number(western[0]) < 2008;
  return /^[明大昭mts]/.test(date) || /^(?:平成|平|h)\s?\.?\s?1?\d(?!\d)/.test(date);
}
