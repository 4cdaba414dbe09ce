import { toHiragana } from './fold-names.js';
import { GIVEN_NAMES, looksGiven } from './given-names.js';
import type { MaskSpan } from './mask-type.js';
import { couldBePlace, endsName, readKanaName, readName, readUnlisted } from './read-name.js';
import { isKanaWord, isRoleOrOrganisation } from './roles.js';
import { couldBeSurname, looksSurname } from './surname-shape.js';
import { SURNAME_READINGS, SURNAMES } from './surnames.js';

/** Names behind a label, as forms and headers of mail have them: 氏名:佐々木太郎, 差出人: 小鳥遊 由紀, フリガナ イハラダ センタロウ. */
const LABEL =
  /(?:ご?氏\s{0,3}名|お?名\s?前|差出人|発信者|送信者|患者名|利用者名|本人名|対象者名|入居者名|相談者名|担当者名|担当医名|世帯主名|フリガナ|ふりがな|よみがな|(?:主治医|ケアマネ|医師|家族)名|受診者名?|受給者名|(?:避難行動)?要支援者|要配慮者|宛名|届出人|申請人|表札|名字|苗字|旧姓|name)(?:\([^()\n]{1,8}\))?(?:欄(?:には?|は)?)?(\s?[:=]\s?[「『]?|\s?は\s?[「『]?|\s?が\s?[「『]|(?=\p{Script=Han}{1,4} \p{Script=Han}{1,3}[、,\n])|\s?[「『]|\s{1,3}|[」】\]]\s?)/gu;
const NO_VALUE =
  /^(?:先生|御机下|御中|各位|不明|別紙|匿名|非公開|非公表|記載|未記入|未定|同上|省略|仮名|個人|住所|電話|年齢|性別|生年|連絡|所属|職種|職名|役職|担当|続柄|備考|空欄|記入|必須|任意|公表|伏せ|本名|全角|漢字|一覧)/;
const OTHER = /^[」』](?:ではなく|でなく|から|と|や|、|(?:でした|です|だ)?が、?[^「。\n]{0,8})[「『]/;

/** In a key of foldNames. */
export function findNamesBehindLabels(key: string): MaskSpan[] {
  const found: MaskSpan[] = [];
  for (const match of key.matchAll(LABEL)) {
    const at = match.index + match[0].length;
    const end = labelValue(
      key,
      at,
      /[:=「『]/.test(match[1]!) || /^(?:フリガナ|ふりがな|よみがな)/.test(match[0]),
    );
    if (end === null) continue;
    found.push({ start: at, end, type: 'name' });
    // 表札は「水主」でしたが、台帳は「加古」
    let from = end;
    for (
      let joint = OTHER.exec(key.slice(from, from + 24));
      joint !== null;
      joint = OTHER.exec(key.slice(from, from + 24))
    ) {
      const start = from + joint[0].length;
      const next = labelValue(key, start, true);
      if (next === null) break;
      found.push({ start, end: next, type: 'name' });
      from = next;
    }
  }
  return found;
}

/** End of the value of a label; a label without colon takes only what is plainly a name. */
function labelValue(key: string, at: number, colon: boolean): number | null {
  const text = key.slice(at, at + 24);
  if (NO_VALUE.test(text)) return null;
  const read = readName(key, at);
  if (read !== null && endsName(key, read.end) && (colon || !couldBePlace(read)) && read.given !== '')
    return read.end;
  const unlistedEnd = readUnlisted(key, at)?.end ?? readKanaName(key, at);
  if (unlistedEnd !== null) return unlistedEnd;
  const spaced = /^\p{Script=Han}{1,4} ?\p{Script=Han}{0,4}(?=[\s、。,()/|〔」さ様氏殿でとは]|$)/u
    .exec(text)?.[0]
    .trimEnd();
  if (spaced !== undefined && spaced.length >= 2 && spaced.length <= 7) {
    const [first = '', second = ''] = spaced.split(' ');
    if (second !== '' && (isRoleOrOrganisation(second) || NO_VALUE.test(second)) && !GIVEN_NAMES.has(second))
      return colon && SURNAMES.has(first) ? at + first.length : null;
    const role = isRoleOrOrganisation(spaced.replace(' ', '')) && !SURNAMES.has(first);
    if (
      !role &&
      (colon ||
        SURNAMES.has(first) ||
        GIVEN_NAMES.has(second) ||
        (second !== '' && couldBeSurname(first) && looksGiven(second)) ||
        (second !== '' && looksSurname(first)))
    )
      return at + spaced.length;
  }
  if (read !== null && endsName(key, read.end) && !couldBePlace(read)) return read.end;
  if (!colon) return kanaName(key, at, false);
  const roman = /^[a-z]{2,12} [a-z]{2,12}(?![a-z@.])/.exec(text)?.[0];
  return kanaName(key, at, true) ?? (roman === undefined ? null : at + roman.length);
}

/** A name in katakana or hiragana at `at`; without a label it must begin with a known surname. */
export function kanaName(key: string, at: number, labelled: boolean): number | null {
  const text = key.slice(at, at + 18);
  const match =
    /^([ァ-ヺー]{2,8})(?:[ ・]([ァ-ヺー]{2,8}))?(?![ァ-ヺー])|^([ぁ-ん]{2,7})(?: ([ぁ-ん]{2,6}))?(?![ぁ-ん])/.exec(
      text,
    );
  if (match === null) return null;
  const first = match[1] ?? match[3]!;
  const katakana = match[1] !== undefined;
  if (isKanaWord(first, katakana)) return null;
  const known = startsWithReading(toHiragana(first));
  if (known && (katakana || first.length >= 5 || match[4] !== undefined)) return at + match[0].length;
  if (!labelled) return null;
  return katakana || match[4] !== undefined ? at + match[0].length : null;
}

const startsWithReading = (text: string): boolean =>
  [6, 5, 4, 3].some((length) => text.length >= length && SURNAME_READINGS.has(text.slice(0, length)));
