import { isHiragana, isKanji, isKatakana } from './fold-names.js';
import { GIVEN_NAMES, KANA_GIVEN_NAMES, looksGiven, looksKanaGiven } from './given-names.js';
import type { MaskSpan } from './mask-type.js';
import { nameStart } from './name-before.js';
import { couldBePlace, endsName, isFree, readGiven, readName } from './read-name.js';
import { PERSON_CUES, TITLES } from './roles.js';
import { PLACE_LIKE_SURNAMES, SURNAMES } from './surnames.js';

/**
 * Names that show themselves: by an honorific (田中さん), a title (田中課長), an age (田中花子(82歳)), or by being
 * surname and given name together (鈴木一郎が). A surname alone stays, 山口 and 石川 are places too.
 */
const HONORIFIC =
  /(?:[おご]?(?:ばあ|じい|ばぁ|じぃ|婆|爺)(?:ちゃん|さん|様|さま)|両[氏名]|さん(?![ぽざ])|さま(?![ざたよ])|様(?![式子々相態体変])|氏(?![名族神子素家])|殿(?![堂下町様])|ちゃん|くん(?![だれで])|君(?!主|が代|津)|先生|女史|嬢|(?<![様んご])ご?夫妻|(?<![様ん])ご夫婦|(?<=[a-z])\s?san\b)/g;
const AGE =
  /\s?(?:[(、,・/]\s?)?(?:満|現在|享年|[男女]性?[、・,/\s]{0,2})?\s?(\d{1,3})(?:\s?[歳才](?!以上|未満|以下|代|時|[~〜-])|(?=\s?[)・、]\s?(?:[男女、)]|$))|(?=\)))/y;

/** What only people do: 石井が担当, 河野まで送付ください. */
const ACTS =
  /^(?:が(?:ご?担当|対応|訪問|同行|出席|欠席|参加|説明|伺|不在|お?電話|受電|架電|面談|引き継|休み|行き|記入|記録)|まで(?:ご?(?:連絡|送付|提出|返信|返送|一報|お?問い?合わせ))|(?:へ|に)(?:ご連絡|申し送|引き継|引継|確認済|報告済)|より(?:受電|架電|電話|入電|連絡|報告|申し送))/;

/** 沢田(夫), 宇野(090-…), 奥田(Ns) */
const IN_BRACKETS = new RegExp(
  `^\\s?\\((?:${PERSON_CUES.map((cue) => cue.replace('.', '\\.')).join('|')}|\\d{2,4}-|〔電話番号〕|[男女]\\)|様|氏|さん)`,
);

/** In a key of {@link foldNames}. */
export function findNames(key: string): MaskSpan[] {
  const found: MaskSpan[] = [];
  const add = (start: number, end: number): void => {
    found.push({ start, end, type: 'name' });
  };
  for (const match of key.matchAll(HONORIFIC)) {
    const end =
      /\s/.test(key[match.index - 1] ?? '') && key[match.index - 1] !== '\n' ? match.index - 1 : match.index;
    const start = namedBefore(key, end, match[0].trim());
    if (start === null) continue;
    add(start, end);
    // リュウ メイリン(劉 美玲)さん: the same name twice
    const open = key[end - 1] === ')' ? key.lastIndexOf('(', end) : -1;
    if (open > start) {
      add(start, open);
      add(open + 1, end - 1);
    }
    for (const span of listedBefore(key, start)) add(span.start, span.end);
  }
  for (let at = 0; at < key.length; at++) {
    if (!isKanji(key[at])) continue;
    const read = readName(key, at);
    if (read === null || !isFree(key, at)) continue;
    if (standsAsName(key, read)) {
      add(read.start, read.end);
      for (const span of listedBefore(key, read.start))
        if (!PLACE_LIKE_SURNAMES.has(key.slice(span.start, span.end))) add(span.start, span.end);
      at = read.end - 1;
    }
  }
  for (const span of givenWithAge(key)) add(span.start, span.end);
  return found;
}

/** Start of the name before an honorific. */
function namedBefore(key: string, end: number, honorific: string): number | null {
  if (!/[あいぁぃ婆爺]/.test(honorific.slice(0, 3)))
    return honoured(key, end, honorific) ?? petName(key, end, honorific);
  // はつ江ばあちゃん, not 隣のおばあちゃん
  const start = nameStart(key, end);
  if (start === null) return null;
  const name = key.slice(start, end);
  return SURNAMES.has(name) ||
    looksGiven(name) ||
    looksKanaGiven(name) ||
    (readGiven(key, start)?.end ?? -1) >= end
    ? start
    : null;
}

const NO_PET_NAME =
  /(?:[おあ]?(?:かあ|とう|じい|ばあ|にい|ねえ|じ|ば|い|あか|あん|ぼう|よめ|むこ|おと|いもう)|あか|わん|にゃん|ぼっ|ぼう|じょう)$/;

/** みさきちゃん: whatever stands before ちゃん or くん and is no word for a relation. */
function petName(key: string, end: number, honorific: string): number | null {
  if (honorific !== 'ちゃん' && honorific !== 'くん') return null;
  const name = /(?<![ぁ-んァ-ヺー\p{Script=Han}])[ぁ-んァ-ヺー]{2,5}$/u.exec(
    key.slice(Math.max(0, end - 6), end),
  )?.[0];
  return name === undefined || NO_PET_NAME.test(name) ? null : end - name.length;
}

function honoured(key: string, end: number, honorific: string): number | null {
  if (/[様氏]/.test(key[end - 1] ?? '')) return null;
  const start = nameStart(key, end);
  if (start === null || start >= end) return null;
  const name = key.slice(start, end);
  // この様な, 歩ける様に: only a name on the list is one before 様 in hiragana.
  if (honorific === '様' && isHiragana(key[end - 1]) && !isKanji(key[start]) && name.length < 3)
    return KANA_GIVEN_NAMES.has(name) && /^$|[\s、。「(・:]/.test(key[start - 1] ?? '') ? start : null;
  if (honorific === '君' || /^両/.test(honorific) || honorific === '嬢')
    return readName(key, start) === null && !GIVEN_NAMES.has(name) ? null : start;
  if (honorific === '様' && /[同多仕模異有態一各両別何]/.test(key[end - 1]!) && !GIVEN_NAMES.has(name))
    return name.length > 2 && (name.includes(' ') || readName(key, start) !== null) ? start : null;
  if (honorific === '先生' && name.length > 5) return null;
  return start;
}

/** 佐藤・田中両氏, 鈴木、田中さん: listed surnames that share the honorific of the name at `start`. */
function listedBefore(key: string, start: number): MaskSpan[] {
  const found: MaskSpan[] = [];
  let at = start;
  for (let i = 0; i < 8; i++) {
    const joint = /(?:[・、,/&]|と|及び|および)\s?$/.exec(key.slice(Math.max(0, at - 4), at));
    if (joint === null) break;
    const end = at - joint[0].length;
    const length = [3, 2].find(
      (n) => end >= n && SURNAMES.has(key.slice(end - n, end)) && isFree(key, end - n),
    );
    if (length === undefined) break;
    at = end - length;
    found.push({ start: at, end, type: 'name' });
  }
  return found;
}

function standsAsName(key: string, read: NonNullable<ReturnType<typeof readName>>): boolean {
  const { end, surname, given, sure } = read;
  const after = key.slice(end, end + 12);
  const closed =
    (given === '' ? !isKanji(key[end]) : endsName(key, end)) &&
    !(isKatakana(key[end]) && isKatakana(key[end - 1]));
  AGE.lastIndex = end;
  const aged = AGE.test(key);
  if (given !== '') {
    if (TITLES.test(after)) return true;
    if (!closed) return false;
    if (aged) return true;
    if (!sure)
      return surname.length > 1 && key[read.start + surname.length] === ' ' && standsApart(key, read);
    return given.length > 1
      ? surname.length > 1 || standsApart(key, read)
      : surname.length > 1 && !couldBePlace({ ...read, given: '' });
  }
  const title = TITLES.exec(after);
  if (title !== null)
    return (
      surname.length > 1 && !(couldBePlace(read) && /^\s|会長|所長|局長|院長|職員|家|方|議員/.test(title[0]))
    );
  if (
    /^の(?:おばあ|おじい|お母さん|お父さん|奥さん|奥様|ご主人|息子|娘さん|長男|長女|ご家族|母さん|嫁|旦那)/.test(
      after,
    )
  )
    return surname.length > 1;
  if (introduced(key, read) || signed(key, read)) return true;
  if (spokenOf(key, read)) return true;
  if (IN_BRACKETS.test(after)) return !couldBePlace(read) && surname.length > 1;
  if (ACTS.test(after) && closed) return surname.length > 1 && !couldBePlace(read);
  return aged && !couldBePlace(read) && /^\s?(?:[(、,]|\d)/.test(after) && surname.length > 1;
}

/** A full name alone between spaces, punctuation or line ends. */
function standsApart(key: string, { start, end }: { start: number; end: number }): boolean {
  const edge = (character: string | undefined): boolean =>
    character === undefined || /[\s、。,()「」:・/|はがをにとのでもへ〔〕]/.test(character);
  return edge(key[start - 1]) && edge(key[end]);
}

/** 高齢福祉課の田中です, 包括の佐藤と申します */
function introduced(key: string, read: { start: number; end: number; surname: string }): boolean {
  const after = key.slice(read.end, read.end + 8);
  if (!/^(?:です|と申し|でございます|といいます|と言います|より(?:連絡|報告|電話)?|@)/.test(after))
    return false;
  const before = key.slice(Math.max(0, read.start - 12), read.start);
  if (after.startsWith('@') && /(?:^|[\n。!?、]\s?)$/.test(before)) return true;
  if (
    /(?:[課係室部局所院会庁署校]|センター|ステーション|クリニック|ホーム|薬局|包括|居宅|訪看|社協|デイ|病院|市役所|役場|本部|事務局)の?\s?$/.test(
      before,
    )
  )
    return true;
  // 内藤です。 to begin with
  if (after.startsWith('です') && /(?:^|[\n。!?、「]\s?|[しいっけせれりきみび]た)$/.test(before))
    return /た$/.test(before) || (read.surname.length > 1 && !PLACE_LIKE_SURNAMES.has(read.surname));
  return /^(?:と申し|といいます|と言います)/.test(after) && !/は$/.test(before);
}

/** ご相談した村上の件, 荒木から大塚に変わります: nobody speaks so of a place that is no surname besides. */
function spokenOf(key: string, read: { start: number; end: number; surname: string }): boolean {
  if (read.surname.length < 2 || PLACE_LIKE_SURNAMES.has(read.surname)) return false;
  const before = key.slice(Math.max(0, read.start - 10), read.start);
  const after = key.slice(read.end, read.end + 10);
  if (/^の件/.test(after)) return /(?:[たの、。\n\s「]|^)$/.test(before);
  const changes = /(?:担当|主治医|窓口|後任|前任|引き?継)/.test(
    key.slice(Math.max(0, read.start - 20), read.end + 20),
  );
  return changes && (/^から/.test(after) || (/から$/.test(before) && /^[にへ]/.test(after)));
}

/** A surname alone at the end or on a line of its own, behind a full stop: how a message is signed. */
function signed(
  key: string,
  { start, end, surname }: { start: number; end: number; surname: string },
): boolean {
  if (surname.length < 2 || PLACE_LIKE_SURNAMES.has(surname) || start === 0) return false;
  // 事務局 島田, ひびき訪問看護 丸山 at the end of a line
  if (
    /^[ \t]*(?:$|\n)/.test(key.slice(end, end + 6)) &&
    /(?:[課係室部局所院会庁署校看護]|センター|ステーション|クリニック|ホーム|薬局|包括|居宅|訪看|社協|デイ)[ \t]+$/.test(
      key.slice(Math.max(0, start - 12), start),
    )
  )
    return true;
  return (
    /^[ \t]*(?:$|\n)/.test(key.slice(end, end + 6)) &&
    /[\n。!?][ \t]*$/.test(key.slice(Math.max(0, start - 4), start))
  );
}

/** 花子(82歳): a given name alone, told by the age. */
function givenWithAge(key: string): MaskSpan[] {
  return [...key.matchAll(/\(\s?(?:満)?\d{1,3}\s?[歳才](?!以上|未満|以下|代)/g)].flatMap(({ index }) => {
    let start = index;
    while (start > 0 && index - start < 4 && isKanji(key[start - 1])) start--;
    const name = key.slice(start, index);
    return name.length >= 2 && GIVEN_NAMES.has(name) ? [{ start, end: index, type: 'name' as const }] : [];
  });
}
