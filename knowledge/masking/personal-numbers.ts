import type { MaskSpan } from './mask-type.js';
import { besideLabels } from './number-beside-label.js';

/**
 * Numbers that stand for one person. Insured persons: ten digits in long-term care insurance, eight in the medical
 * system for those over 75, 記号・番号 elsewhere; the insurer's own number (保険者番号) and the number of an office
 * (事業所番号) are nobody's and stay. All need their label; only My Number shows itself by its check digit.
 */
const FILL = '(?:\\([^()\\n]{1,12}\\)|[\\s:=#・「『」』(\\]は、がのも,]|番号|no\\.?|です|として){0,6}';
const VALUE = '([a-z]{0,4}-?\\d(?:[-ー─ ]?\\d){2,14})(?![\\d%])(?!\\s?(?:桁|ケタ|名|人|件|円|年|月|歳))';

const labelled = (labels: string): RegExp => new RegExp(`(?:${labels})${FILL}${VALUE}`, 'g');

const INSURED = labelled(
  '被保険者[^\\n。\\d番]{1,25}番号|被保険者(?:証|証の)?(?:の)?(?:番号|no\\.?|id)?|被保(?:番号?|no\\.?)|(?:介護|医療|健康|国民健康|国|社)?保険証(?:の)?|介護保険(?:の)?(?:番号|no\\.?)|介保番号|(?:国保|後期高齢者?(?:医療)?|後期|医療保険)(?:の)?(?:番号|保険証)|受給者(?:証)?(?:の)?(?:番号|no\\.?)|基礎?年金番号|資格確認書(?:の)?番号?',
);
/** 記号12 番号3456: both parts are the person's. */
const SIGN_AND_NUMBER =
  /(?<!電話)記号[\s:・はが]{0,3}([^\s、。:・はが()〔〕]{1,8}?)[\s、・,]{0,3}(?:の)?番号[\s:・はが]{0,3}(\d[\d\-ー]{1,9})(?!\d)|記号[・･]?番号[\s:はが]{0,3}(\d{1,8}[\s\-ー・]{1,3}\d{1,8})/g;
const MY_NUMBER = labelled('マイナンバー(?:カード)?|個人番号|my\\s?number|マイナ番号');
const TWELVE = /(?<![\d.\-ー])\d{2,12}(?:[-ー─ ]\d{2,10}){0,3}(?!\d|[-ー.]\d)/g;
const RECORD = labelled(
  '(?:電子)?カルテ(?:の)?(?:番号|no\\.?|id|ナンバー)?|診療録(?:の)?(?:番号|no\\.?)|(?:患者|利用者|入居者|入所者|ご?本人|この方|対象者|相談者|登録者|会員)(?:さん|様)?(?:の)?(?:管理)?(?:番号|no\\.?|id|コード)|診察券(?:の)?(?:番号|no\\.?)?|(?:ケース|相談|ケア|介護)?(?:記録|台帳|個票)(?:の)?(?:番号|no\\.?|id)|ケース(?:番号|no\\.?|id)|(?:受診|入院|宛名|世帯|受療者)番号|住民票コード|個人コード|(?:当院|貴院|本院|院内|病院)(?:の)?(?:id|番号|no\\.?)|(?<![a-zァ-ヺー会議所設関])id(?=[\\s:]{0,2}\\d[\\d-]{4})|(?:障害者)?手帳(?:の)?(?:番号|no\\.?)|pt\\s?id|patient\\s?id',
);
const LABEL_BEHIND =
  /(\d(?:[-ー\s]?\d){3,13})\s?\(\s?(?:(介護保険|後期|医療)?被保険者(?:証)?番号|(マイナンバー|個人番号)|(カルテ番号|患者(?:id|番号)|利用者(?:id|番号)|診察券番号))/g;

/** In a key of {@link foldNames}. A label takes no telephone number for its value from further away. */
export function findPersonalNumbers(key: string, phones: readonly MaskSpan[]): MaskSpan[] {
  const found: MaskSpan[] = [];
  const add = (match: RegExpMatchArray, value: string, type: MaskSpan['type']): void => {
    const start = match.index! + match[0].lastIndexOf(value);
    found.push({ start, end: start + value.length, type });
  };
  for (const match of key.matchAll(MY_NUMBER)) {
    if (digitCount(match[1]!) >= 10) add(match, match[1]!, 'my-number');
  }
  for (const match of key.matchAll(TWELVE)) {
    if (isMyNumber(match[0].replace(/\D/g, ''))) add(match, match[0], 'my-number');
  }
  for (const match of key.matchAll(INSURED)) {
    if (digitCount(match[1]!) >= 4) add(match, match[1]!, 'insured-number');
  }
  for (const match of key.matchAll(SIGN_AND_NUMBER)) {
    if (match[3] !== undefined) add(match, match[3], 'insured-number');
    else {
      add(match, match[2]!, 'insured-number');
      const sign = match.index + match[0].indexOf(match[1]!, 2);
      found.push({ start: sign, end: sign + match[1]!.length, type: 'insured-number' });
    }
  }
  for (const match of key.matchAll(RECORD)) {
    if (/\n/.test(match[1]!)) continue;
    add(match, match[1]!, 'record-number');
  }
  for (const match of key.matchAll(BEHIND_NAME)) add(match, match[0], 'insured-number');
  for (const match of key.matchAll(LABEL_BEHIND)) {
    const type =
      match[3] !== undefined ? 'my-number' : match[4] !== undefined ? 'record-number' : 'insured-number';
    found.push({ start: match.index, end: match.index + match[1]!.length, type });
  }
  for (const { index, 0: text, 1: kind, 2: number } of key.matchAll(CORRECTED))
    found.push({
      start: index + text.length - number!.length,
      end: index + text.length,
      type: KINDS[kind!]!,
    });
  for (const { index, 0: number } of key.matchAll(FROM_ZEROS))
    found.push({ start: index, end: index + number.length, type: 'insured-number' });
  return [...found, ...besideLabels(key, [...found, ...phones])];
}

/** 〔記録番号〕と伝えましたが、正しくは1200485; 〔記録番号〕と7002932: a further number of the kind that is masked by now. */
const CORRECTED =
  /〔(記録番号|被保険者番号|個人番号)〕(?:[^。\n〔]{0,20}?(?:正しくは|ではなく|でなく|の誤り|に訂正)[、はが「\s]{0,3}|(?:と|、|や|及び|および|・|,)\s?(?=[\d-]{5}))([a-z]{0,2}-?\d(?:[- ]?\d){3,13})(?![\d年月日円人件])/g;
const KINDS: Readonly<Record<string, MaskSpan['type']>> = {
  記録番号: 'record-number',
  被保険者番号: 'insured-number',
  個人番号: 'my-number',
};

/**
 * Ten digits from 00: no telephone, no My Number and no office begins so, but municipalities count their insured
 * persons up from 0000000001.
 */
const FROM_ZEROS = /(?<![\d.\-ー]|\d )0[- ]?0(?:[- ]{0,2}\d){8}(?![\d.]|[- ]\d)/g;

/** 上田様(0003-456-789): what stands in brackets behind a person is his number. */
const BEHIND_NAME = /(?<=〔氏名〕(?:さん|様|氏|さま)?\s?\()\d(?:[-ー ]?\d){7,9}(?=\))/g;

const digitCount = (text: string): number => text.replace(/\D/g, '').length;

/**
 * Whether twelve digits end in their check digit: 11 less the remainder by 11 of the weighted sum, 0 when the
 * remainder is 0 or 1 (平成26年総務省令第85号 第5条).
 */
export function isMyNumber(digits: string): boolean {
  if (!/^\d{12}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let n = 1; n <= 11; n++) sum += Number(digits[11 - n]) * (n <= 6 ? n + 1 : n - 5);
  const rest = sum % 11;
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest);
}
