import { isHiragana, isKanji, isKatakana, toHiragana } from './fold-names.js';
import { GIVEN_NAMES, KANA_GIVEN_NAMES, looksGiven } from './given-names.js';
import { endsBeforeName, isKanaWord, isRoleOrOrganisation, TITLES } from './roles.js';
import { PLACE_LIKE_SURNAMES, SURNAME_READINGS, SURNAMES } from './surnames.js';

/** Longest stretch that is looked at for one name; keeps the cost bounded on hostile input. */
const LONGEST_NAME = 14;

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

/** Whether a name may end at `end`: no kanji follow, or only a title's. */
export function endsName(key: string, end: number): boolean {
  return isKanji(key[end])
    ? /^(?:様|氏|殿|君|先生)/.test(key.slice(end, end + 2)) || TITLES.test(key.slice(end, end + 8))
    : !(/[ヶケノ]/.test(key[end] ?? '') && isKanji(key[end + 1]));
}

function readGiven(key: string, from: number): { text: string; end: number; sure: boolean } | null {
  const at = key[from] === ' ' || key[from] === '・' ? from + 1 : from;
  let end = at;
  if (isKanji(key[at])) {
    while (end - at < 4 && isKanji(key[end])) end++;
    if (end - at > 3) return null;
    // ミヨ子, 千ヱ子 and the like end or begin in kana.
    const text = key.slice(at, end);
    if (at > from && end - at === 1 && !GIVEN_NAMES.has(text)) return null;
    if (isRoleOrOrganisation(text) && !GIVEN_NAMES.has(text)) return null;
    return looksGiven(text) ? { text, end, sure: GIVEN_NAMES.has(text) } : null;
  }
  const katakana = isKatakana(key[at]);
  if (!katakana && !isHiragana(key[at])) return null;
  for (let length = 4; length >= 2; length--) {
    const text = key.slice(at, at + length);
    if (!KANA_GIVEN_NAMES.has(toHiragana(text))) continue;
    if (katakana ? [...text].every(isKatakana) && !isKatakana(key[at + length]) : at > from || length >= 3) {
      const more =
        katakana && /[子代江枝]/.test(key[at + length] ?? '') && !isKanji(key[at + length + 1]) ? 1 : 0;
      if (!more && isKanji(key[at + length])) continue;
      return { text: key.slice(at, at + length + more), end: at + length + more, sure: true };
    }
  }
  const withKanji = /^[ァ-ヺ]{2}[子代江枝](?!\p{Script=Han})/u.exec(key.slice(at, at + 4))?.[0];
  return withKanji === undefined ? null : { text: withKanji, end: at + withKanji.length, sure: true };
}

/** Where the name begins that ends at `end` right before an honorific; null when what stands there is no name. */
export function nameStart(key: string, end: number): number | null {
  const last = key[end - 1];
  if (isKanji(last)) return kanjiStart(key, end);
  if (isKatakana(last)) return katakanaStart(key, end);
  if (isHiragana(last)) return hiraganaStart(key, end);
  if (/[a-z]/.test(last ?? '')) return romajiStart(key, end);
  if (last === ')') return behindBrackets(key, end);
  return null;
}

function runStart(key: string, end: number, belongs: (character: string | undefined) => boolean): number {
  let start = end;
  while (start > 0 && end - start < LONGEST_NAME && belongs(key[start - 1])) start--;
  return start;
}

function kanjiStart(key: string, end: number): number | null {
  let start = runStart(key, end, isKanji);
  if (/[ノヶケ]/.test(key[start - 1] ?? '') && isKanji(key[start - 2]))
    start = runStart(key, start - 1, isKanji);
  const run = key.slice(start, end);
  if (/(?:\(株\)|\(有\)|会社|法人)\s?$/.test(key.slice(Math.max(0, start - 6), start))) return null;
  // ミヨ子, トシ江
  if (/^[子代江枝美世]$/.test(run) && isKatakana(key[start - 1])) {
    const kana = runStart(key, start, isKatakana);
    if (start - kana <= 3) return surnameBefore(key, kana) ?? kana;
  }
  // 山本 花子
  const spaced = key[start - 1] === ' ' ? surnameBefore(key, start) : null;
  if (
    spaced !== null &&
    run.length <= 4 &&
    (GIVEN_NAMES.has(run) || (!SURNAMES.has(run) && !isRoleOrOrganisation(run)))
  )
    return spaced;
  if (run.length === 1 && key[start - 1] === ' ' && isKanji(key[start - 2]))
    return spacedOut(key, start) ?? null;
  const at = withinRun(run);
  if (at === null) return null;
  if (at === 0 && isKatakana(key[start - 1]) && !SURNAMES.has(run) && run.length === 1) return null;
  return start + at;
}

/** 田 中 花 子: single characters with a space between each. */
function spacedOut(key: string, last: number): number | null {
  let start = last;
  while (last - start < 8 && key[start - 1] === ' ' && isKanji(key[start - 2]) && !isKanji(key[start - 3]))
    start -= 2;
  const text = key.slice(start, last + 1).replace(/ /g, '');
  const read = readName(text, 0);
  return read !== null && read.end === text.length ? start : null;
}

/** Offset of the name within a run of kanji: 昨日田中花子 → 2. */
function withinRun(run: string): number | null {
  if (SURNAMES.has(run)) return 0;
  let best: { at: number; score: number } | null = null;
  const role = isRoleOrOrganisation(run);
  for (let at = 0; at < run.length; at++) {
    const clear = at === 0 || endsBeforeName(run.slice(0, at));
    for (let length = 4; length >= 1; length--) {
      if (!SURNAMES.has(run.slice(at, at + length))) continue;
      const rest = run.slice(at + length);
      if (rest.length > 3 || (length === 1 && !clear && !GIVEN_NAMES.has(rest))) continue;
      if (role && rest !== '' && !GIVEN_NAMES.has(rest)) continue;
      if (rest !== '' && !looksGiven(rest) && (!clear || rest.length > 2)) continue;
      const fit = rest === '' ? 2 : GIVEN_NAMES.has(rest) ? 3 : looksGiven(rest) ? 1 : 0;
      const score = (clear ? 4 : 0) + fit + (length > 1 ? 1 : 0);
      if (best === null || score > best.score) best = { at, score };
    }
  }
  // 小田中, where only 田中 is known: one more character cannot be a word of its own.
  if (best !== null) return best.at === 1 && !endsBeforeName(run.slice(0, 1)) ? 0 : best.at;
  if (role || run.length === 1) return GIVEN_NAMES.has(run) && !endsBeforeName(run) ? 0 : null;
  for (let at = Math.min(run.length - 2, LONGEST_NAME); at >= 1; at--) {
    const rest = run.slice(at);
    if (rest.length <= 5 && endsBeforeName(run.slice(0, at)) && (at >= 2 || rest.length >= 2)) {
      if (at === 1 && !/[故元現妻夫母父]/.test(run[0]!)) continue;
      return at;
    }
  }
  return run.length >= 2 && run.length <= 5 ? 0 : null;
}

/** Start of a listed surname that ends at `end`, or one space before it. */
function surnameBefore(key: string, end: number): number | null {
  const to = key[end - 1] === ' ' ? end - 1 : end;
  for (let length = 4; length >= 1; length--) {
    const at = to - length;
    if (at < 0 || !SURNAMES.has(key.slice(at, to))) continue;
    if (!isKanji(key[at - 1]) || endsBeforeName(key.slice(Math.max(0, at - 9), at))) return at;
  }
  // A surname that is not listed, alone in its run: 鵜飼 花子.
  const start = runStart(key, to, isKanji);
  const run = key.slice(start, to);
  return run.length >= 2 && run.length <= 3 && !isRoleOrOrganisation(run) && !endsBeforeName(run)
    ? start
    : null;
}

function katakanaStart(key: string, end: number): number | null {
  const start = runStart(
    key,
    end,
    (character) => isKatakana(character) || character === '・' || character === 'ヶ',
  );
  const from = key[start] === '・' ? start + 1 : start;
  const run = key.slice(from, end);
  const parts = run.split('・');
  if (isKanaWord(run, true) || isKanaWord(parts.at(-1)!, true) || run.length < 2) return null;
  const listed = SURNAME_READINGS.has(toHiragana(run));
  // Long words of one piece are firms rather than people.
  if (!listed && parts.length === 1 && run.length > 6) return null;
  if (key[from - 1] === ' ' && isKatakana(key[from - 2])) {
    const first = runStart(key, from - 1, isKatakana);
    if (!isKanaWord(key.slice(first, from - 1), true) && from - first <= 8) return first;
  }
  if (isKanji(key[from - 1]) || key[from - 1] === ' ') return surnameBefore(key, from) ?? from;
  return from;
}

function hiraganaStart(key: string, end: number): number | null {
  const start = runStart(key, end, isHiragana);
  const run = key.slice(start, end);
  if (end - start >= LONGEST_NAME) return null;
  for (const length of [5, 4, 3, 2]) {
    const given = run.slice(-length);
    if (given.length < length || !KANA_GIVEN_NAMES.has(given) || isKanaWord(given, false)) continue;
    const at = end - length;
    const surname = surnameBefore(key, at);
    if (surname !== null && (at === start || key[at - 1] === ' ')) return surname;
    if (surname === null && at > start && SURNAME_READINGS.has(run.slice(0, -length))) return start;
    if (run.length === length || (length >= 3 && /[のはがとにも、]$/.test(run.slice(0, -length)))) return at;
  }
  if (isKanaWord(run, false)) return null;
  for (let length = Math.min(6, run.length); length >= 3; length--) {
    if (!SURNAME_READINGS.has(run.slice(-length))) continue;
    if (run.length === length || /[のはがとにもでを]$/.test(run.slice(0, -length))) return end - length;
  }
  return null;
}

const ROMAJI =
  /^(?:(?:[kstnhmyrwgzdbpjcf]|ky|sh|sy|ch|ty|ts|ny|hy|my|ry|gy|by|py|tt|kk|ss|mm)?(?:[aiueo]|ou|oh)|n)+$/;
const ROMAN_WORDS =
  /^(?:care|nurse|home|zoom|nice|one|note|data|sample|doumo|minna|okyaku|user|admin|mina|suzuken|toto|sony|sato)$/;

/** Tanakaさん; one or two letters are initials and stay. */
function romajiStart(key: string, end: number): number | null {
  const start = runStart(key, end, (character) => /[a-z]/.test(character ?? ''));
  const run = key.slice(start, end);
  if (run.length < 4 || !ROMAJI.test(run) || (ROMAN_WORDS.test(run) && run !== 'sato')) return null;
  if (key[start - 1] !== ' ') return start;
  const first = runStart(key, start - 1, (character) => /[a-z]/.test(character ?? ''));
  return start - first > 3 && ROMAJI.test(key.slice(first, start - 1)) ? first : start;
}

/** 田中(花子)様, 山本(82)さん */
function behindBrackets(key: string, end: number): number | null {
  const open = key.lastIndexOf('(', end - 1);
  if (open < 1 || end - open > 14 || key.slice(open, end).includes('\n')) return null;
  const start = nameStart(key, key[open - 1] === ' ' ? open - 1 : open);
  if (start === null) return null;
  return readName(key, start) === null ? null : start;
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
