import type { MaskSpan } from './mask-type.js';

/**
 * Birth dates (生年月日). A date is one when a label stands before it, 生 or 生まれ behind it, or a person's age or
 * masked name beside it; all other dates (deadlines, visits, laws) stay. A year alone stays: 昭和22年生まれ is a
 * generation. A day before 平成 is a birth by itself, in tables and corrections too: what officers write of the present
 * is dated later, and laws and openings of that time say so in the words beside them.
 */
const KANJI = '[〇一二三四五六七八九十元壱弐参拾廿卅]{1,4}';
/** Two digits may stand apart where they were read from paper: S 1 2 . 3 . 4. */
const PART = `(?:\\d(?:[^\\S\\n]?\\d)?|${KANJI})`;
const ERA = `(?:(?:明治|大正|昭和|平成|令和|[明大昭平令]|(?<![a-z])[mtshr])\\s?\\.?\\s?(?:${PART})|(?:18|19|20)\\d{2}|[一二][〇一二三四五六七八九]{3})`;
const SEP = '\\s?(?:年の?|[./\\-ー・,])\\s?';
const AS_WELL = '(?:年?\\s?\\((?:明治|大正|昭和|平成|令和|[mtshr])?\\.?\\d{1,4}年?\\)\\s?)?';
const FULL = `${ERA}${AS_WELL}(?:${SEP}|(?<=\\)))${PART}\\s?[月./\\-ー・,]\\s?${PART}(?!\\d)日?`;
const MONTH_DAY = `(?<![\\d/.])${PART}月\\s?${PART}日`;
const DIGITS = '(?:[mtshr]\\s?\\d{6}|(?:18|19|20)\\d{6})(?!\\d)';

const LABEL = new RegExp(
  `(?:生年月日|誕生日|お誕生日|生年|出生日|birthday|dob|d\\.o\\.b\\.?|生まれ)(?:\\([^()\\n]{1,8}\\))?[\\s:はが、=(「『に欄]{0,5}(?:西暦|和暦)?\\s?(${FULL}|${DIGITS}|${MONTH_DAY}|${ERA}\\s?年\\s?${PART}月)`,
  'g',
);
const BORN = new RegExp(
  `(${FULL}|(?<!\\d)\\d{1,2}年\\s?${PART}月\\s?${PART}日|${MONTH_DAY})(?=\\s?(?:\\([^()\\n]{1,8}\\))?\\s?(?:に|、)?(?:[^。、\\s\\d〔〕]{1,8}で)?\\s?(?:お|御)?(?:出生|誕生|生まれ|うまれ|産まれ|生(?=まれ|れ|[\\s、。)(・,/でのだ男女「]|$)))`,
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

const ANY = new RegExp(`(?:(?<![\\d/.-])|(?=\\D))${FULL}(?![\\d/-])`, 'g');
const OF_LAW =
  /^(?:日)?\s?(?:\([^()\n]{1,8}\))?\s?(?:付|法律|政令|省令|勅令|条例|告示|通知|通達|公布|施行|制定|改正|発出|閣議|厚|老|医|健|社|保|衛|に?(?:開|設立|設置|創|合併|発足|建|竣工|完成|発足|始|制定|公布|施行|改正|市制|町制)|の(?!方|生|お生|誕生|人|男|女|利用者|患者|ご?本人))/;
const LAW_BEFORE =
  /(?:法|令|条例|要綱|施行|公布|制定|通知|告示|設立|開設|創立|合併|発足|市制|竣工|戦|震災)[はがの(、:\s]{0,2}$/;

/** A day before 1989 that is no day of a law, an opening or an event. */
function longPast(key: string): MaskSpan[] {
  return [...key.matchAll(ANY)].flatMap(({ index, 0: date }) => {
    const end = index + date.length;
    if (date.includes('\n') || !beforeHeisei(date)) return [];
    if (OF_LAW.test(key.slice(end, end + 16)) || LAW_BEFORE.test(key.slice(Math.max(0, index - 8), index)))
      return [];
    return [{ start: index, end, type: 'birth-date' as const }];
  });
}

function beforeHeisei(date: string): boolean {
  const western = /^(?:18|19|20)\d{2}/.exec(date);
  return western === null
    ? /^[明大昭mts]/.test(date)
    : Number(western[0]) > 1900 && Number(western[0]) < 1989;
}

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
  return [...found, ...longPast(key)];
}

/** Beside an age or a name only a date before 平成20年 is a birth: visits and deadlines are recent. */
function longAgo(date: string): boolean {
  const western = /^(?:18|19|20)\d{2}/.exec(date);
  if (western !== null) return Number(western[0]) < 2008;
  return /^[明大昭mts]/.test(date) || /^(?:平成|平|h)\s?\.?\s?1?\d(?!\d)/.test(date);
}
