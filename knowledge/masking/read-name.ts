import { isHiragana, isKanji, isKatakana, toHiragana } from './fold-names.js';
import { endsAsGiven, GIVEN_NAMES, KANA_GIVEN_NAMES, looksGiven, looksKanaGiven } from './given-names.js';
import { endsBeforeName, isRoleOrOrganisation, TITLES } from './roles.js';
import { looksSurname } from './surname-shape.js';
import { PLACE_LIKE_SURNAMES, SURNAME_READINGS, SURNAMES } from './surnames.js';

/** A surname with what follows it, read forwards. */
export interface ReadName {
  start: number;
  end: number;
  surname: string;
  /** Empty for a surname alone. */
  given: string;
  /** The given name is on the list, not only made of the usual characters. */
  sure: boolean;
}

/**
 * The listed surname that begins at `at`, with its given name when one follows (directly or behind a space).
 * Null when kanji follow that are no given name: 山口県, 石川病院.
 */
export function readName(key: string, at: number): ReadName | null {
  for (let length = 4; length >= 1; length--) {
    const surname = key.slice(at, at + length);
    if (surname.length < length || !SURNAMES.has(surname)) continue;
    const end = at + length;
    const given = readGiven(key, end);
    if (given !== null) return { start: at, end: given.end, surname, given: given.text, sure: given.sure };
    if (endsName(key, end)) return { start: at, end, surname, given: '', sure: true };
  }
  return null;
}

/** A birth date often stands right behind: 信子昭和11年. */
const ERA = /^(?:明治|大正|昭和|平成|令和)/;
const HONORIFIC = /[様氏殿]/;

/** Whether a name may end at `end`: no kanji follow, or only a title's. */
export function endsName(key: string, end: number): boolean {
  return isKanji(key[end])
    ? /^(?:様|氏|殿|君|先生)/.test(key.slice(end, end + 2)) ||
        ERA.test(key.slice(end, end + 2)) ||
        TITLES.test(key.slice(end, end + 8))
    : !(/[ヶケノ]/.test(key[end] ?? '') && isKanji(key[end + 1]));
}

/** A given name that begins at `from` or behind one space. */
export function readGiven(key: string, from: number): { text: string; end: number; sure: boolean } | null {
  const at = key[from] === ' ' || key[from] === '・' ? from + 1 : from;
  if (isKanji(key[at])) {
    const given = readKanjiGiven(key, at, at > from);
    // 名取・加藤 are two people.
    return given !== null && key[from] === '・' && SURNAMES.has(given.text) ? null : given;
  }
  return isKatakana(key[at]) || isHiragana(key[at]) ? readKanaGiven(key, at, at > from) : null;
}

function readKanjiGiven(key: string, at: number, spaced: boolean): ReturnType<typeof readGiven> {
  let end = at;
  while (
    end - at < 4 &&
    isKanji(key[end]) &&
    !HONORIFIC.test(key[end]!) &&
    !ERA.test(key.slice(end, end + 2))
  )
    end++;
  if (end - at > 3 || end === at) return null;
  const text = key.slice(at, end);
  if (spaced && end - at === 1 && !GIVEN_NAMES.has(text)) return null;
  if (isRoleOrOrganisation(text) && !GIVEN_NAMES.has(text)) return null;
  return looksGiven(text) ? { text, end, sure: GIVEN_NAMES.has(text) } : null;
}

/** ミヨ子, はな子: kana that are a name of their own, and one kanji that names of women end in. */
const KANA_AND_KANJI = /^([ァ-ヺ]{2}|[ぁ-ん]{2})[子代江枝美](?=[様氏殿]|[^\p{Script=Han}]|$)/u;

function readKanaGiven(key: string, at: number, spaced: boolean): ReturnType<typeof readGiven> {
  const mixed = KANA_AND_KANJI.exec(key.slice(at, at + 4));
  if (mixed !== null && (isKatakana(key[at]) || KANA_GIVEN_NAMES.has(mixed[1]!)))
    return { text: mixed[0], end: at + mixed[0].length, sure: true };
  const katakana = isKatakana(key[at]);
  for (let length = 5; length >= 2; length--) {
    const text = key.slice(at, at + length);
    const reading = toHiragana(text);
    if (text.length < length) continue;
    if (!KANA_GIVEN_NAMES.has(reading) && !((katakana || spaced) && looksKanaGiven(reading))) continue;
    const closed = katakana
      ? [...text].every(isKatakana) && !isKatakana(key[at + length])
      : spaced || length >= 3;
    if (closed && endsName(key, at + length)) return { text, end: at + length, sure: true };
  }
  return null;
}

/**
 * A name written in kana at `at`: reading of a listed surname, then a given name (いとうまさお, ナカムラ フミコ). Hiragana
 * without a space must be followed by a given name of three characters: there is no telling words apart otherwise.
 */
export function readKanaName(key: string, at: number): number | null {
  const same = isKatakana(key[at]) ? isKatakana : isHiragana;
  if (!same(key[at])) return null;
  for (let length = 6; length >= 2; length--) {
    const surname = key.slice(at, at + length);
    if (surname.length < length || ![...surname].every(same)) continue;
    const spaced = /[ ・]/.test(key[at + length] ?? '');
    if (length < 3 && !spaced && same === isHiragana) continue;
    if (!SURNAME_READINGS.has(toHiragana(surname)) || (!spaced && !same(key[at + length]))) continue;
    const given = readKanaGiven(key, spaced ? at + length + 1 : at + length, spaced);
    if (given === null || !same(given.text[0])) continue;
    const closed =
      same === isKatakana ? !isKatakana(key[given.end]) : KANA_END.test(key.slice(given.end, given.end + 2));
    if (closed) return given.end;
  }
  return null;
}

const KANA_END = /^(?:$|[^ぁ-んー]|[のはがをにとも]|さん|さま|です|でし|から|より|くん|ちゃん)/;

const NO_GIVEN = /[夫妻父母兄弟姉妹子孫男女他方宅分側才歳名]/;
/** What stands behind a surname and a space in hiragana and is no name: 山口 ほか. */
const KANA_GIVEN =
  /^ (?!ほか|など|あり|なし|より|まで|から|ので|です|ただ|また|その|この|にて|さん|さま|について|として)([ぁ-ん]{2,4})(?=[、。()\n」|〔]|さん|さま|$)/;
const SPACED_GIVEN = /^ (\p{Script=Han}{1,3})(?=[のはがをにとも、。()\s」:〔様氏殿]|さん|です|$)/u;

/** End of a given name in hiragana behind a listed surname and a space: 松延 あかり(孫). */
export function kanaGivenEnd(key: string, end: number): number | null {
  const kana = KANA_GIVEN.exec(key.slice(end, end + 8))?.[1];
  return kana === undefined ? null : end + 1 + kana.length;
}

/** End of a given name on no list, one space behind a surname that the words around show to be a person's: 父の窪寺 滋. */
export function spacedGivenEnd(key: string, end: number): number | null {
  const kana = kanaGivenEnd(key, end);
  if (kana !== null) return kana;
  const given = SPACED_GIVEN.exec(key.slice(end, end + 8))?.[1];
  if (given === undefined || endsBeforeName(given)) return null;
  const name = given.length === 1 ? !NO_GIVEN.test(given) : looksGiven(given) && !isRoleOrOrganisation(given);
  return name ? end + 1 + given.length : null;
}

/**
 * A full name whose surname is on no list but has the shape of one; the given name must be a known one, so that
 * 患者丸木戸まさ子 is told from 患者数増加.
 */
export function readUnlisted(key: string, at: number): ReadName | null {
  let run = 0;
  while (run < 7 && (isKanji(key[at + run]) || (/[ノヶケツ]/.test(key[at + run] ?? '') && run > 0))) run++;
  for (let length = Math.min(run, 4); length >= 2; length--) {
    const surname = key.slice(at, at + length);
    const spaced = length === run && key[at + length] === ' ';
    if (
      SURNAMES.has(surname) ||
      (!spaced && !looksSurname(surname)) ||
      (isRoleOrOrganisation(surname) && !/[ノヶケ]/.test(surname))
    )
      continue;
    const given = readGiven(key, at + length);
    if (
      given === null ||
      !(given.sure || (spaced && endsAsGiven(given.text))) ||
      (spaced && endsBeforeName(surname) && !looksSurname(surname))
    )
      continue;
    if (endsName(key, given.end))
      return { start: at, end: given.end, surname, given: given.text, sure: true };
  }
  return null;
}

/** Whether a surname alone could be a place, and the words around must say that a person is meant. */
export function couldBePlace(read: ReadName): boolean {
  return read.given === '' && PLACE_LIKE_SURNAMES.has(read.surname);
}

/** Whether a name may begin at `at`: what stands before is no part of it. */
export function isFree(key: string, at: number): boolean {
  const before = key[at - 1];
  if (!isKanji(before) && before !== 'ー' && before !== 'ヶ') return true;
  return isKanji(before) && endsBeforeName(key.slice(Math.max(0, at - 9), at));
}
