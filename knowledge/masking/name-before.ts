import { isHiragana, isKanji, isKatakana, toHiragana } from './fold-names.js';
import { GIVEN_NAMES, KANA_GIVEN_NAMES, looksGiven } from './given-names.js';
import { readGiven, readKanaName, readName, readUnlisted } from './read-name.js';
import { endsBeforeName, isKanaWord, isRoleOrOrganisation, isWordBeforeName } from './roles.js';
import { SURNAME_READINGS, SURNAMES } from './surnames.js';

/** Longest stretch that is looked at for one name; keeps the cost bounded on hostile input. */
const LONGEST_NAME = 14;

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
  // ミヨ子, はな子
  if (/^[子代江枝美世]$/.test(run)) {
    const kana = mixedStart(key, start);
    if (kana !== null) return surnameBefore(key, kana) ?? kana;
  }
  if (run.length === 1 && key[start - 1] === ' ' && isKanji(key[start - 2]) && !isKanji(key[start - 3])) {
    const apart = spacedOut(key, start);
    if (apart !== null) return apart;
  }
  // 山本 花子
  const spaced = key[start - 1] === ' ' ? surnameBefore(key, start) : null;
  if (
    spaced !== null &&
    run.length <= 4 &&
    (run.length === 1 || GIVEN_NAMES.has(run) || SURNAMES.has(run) || !isRoleOrOrganisation(run))
  )
    return spaced;
  const at = withinRun(run) ?? (isSingleSurname(key, start, run) ? 0 : null);
  if (at === null) return null;
  if (at === 0 && isKatakana(key[start - 1]) && !SURNAMES.has(run) && run.length === 1) return null;
  return start + at;
}

/** Start of the two kana before the kanji at `kanji` that make a given name with it: トシ江, はな子. */
function mixedStart(key: string, kanji: number): number | null {
  const from = kanji - 2;
  if (from < 0 || !/^(?:[ァ-ヺ]{2}|[ぁ-ん]{2})$/.test(key.slice(from, kanji))) return null;
  const katakana = isKatakana(key[from]);
  if (katakana) return isKatakana(key[from - 1]) ? null : from;
  return readGiven(key, from)?.end === kanji + 1 ? from : null;
}

/** 乾様, 宮さん: a surname of one kanji stands alone; お姑さん, 3組さん and words for people do not count. */
function isSingleSurname(key: string, start: number, run: string): boolean {
  return (
    run.length === 1 &&
    !isRoleOrOrganisation(run) &&
    !endsBeforeName(run) &&
    !NO_SURNAME.test(run) &&
    !/[おご御\dァ-ヺーa-z%]/.test(key[start - 1] ?? '')
  );
}

const NO_SURNAME = /[左別同多仕模異有態何誰某諸皆各毎次々嬢姑舅坊爺婆組班区階号番点雷個本枚台回]/;

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
  let best: { at: number; score: number; clear: boolean } | null = null;
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
      if (best === null || score > best.score) best = { at, score, clear };
    }
  }
  if (best !== null) {
    const before = run.slice(0, best.at);
    // 大久世古: nothing says where the words before the name end, so the whole of a short run is the name.
    return best.at <= 2 && run.length <= 5 && !endsBeforeName(before) && !best.clear ? 0 : best.at;
  }
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

/** Start of a run of kanji with a ノ or ケ between them: 田ノ上, 一ケ谷. */
function surnameRunStart(key: string, end: number): number {
  const start = runStart(key, end, isKanji);
  return /[ノヶケツ]/.test(key[start - 1] ?? '') && isKanji(key[start - 2])
    ? runStart(key, start - 1, isKanji)
    : start;
}

/** Start of a listed surname that ends at `end`, or one space before it. */
function surnameBefore(key: string, end: number): number | null {
  const to = key[end - 1] === ' ' ? end - 1 : end;
  for (let length = 4; length >= 1; length--) {
    const at = to - length;
    if (at < 0 || !SURNAMES.has(key.slice(at, to))) continue;
    if (!isKanji(key[at - 1]) || endsBeforeName(key.slice(Math.max(0, at - 9), at))) return at;
  }
  // A surname that is not listed, alone in its run: 鵜飼 花子, 中 秀雄.
  const start = surnameRunStart(key, to);
  const run = key.slice(start, to);
  const alone = key[end - 1] === ' ' && !/[ァ-ヺーa-z\d]/.test(key[start - 1] ?? '');
  const shortest = alone ? 1 : 2;
  if (run.length < shortest || run.length > 4) return null;
  const word =
    run.length === 1
      ? NO_SURNAME.test(run) || /[故現元旧亡前宛例夫妻父母兄弟姉妹嫁孫甥姪娘婿男女子様氏殿主客]/.test(run)
      : isWordBeforeName(run) || isRoleOrOrganisation(run);
  return word ? null : start;
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
  const full = [runStart(key, end, isKatakana), from].find((at) => readKanaName(key, at) === end);
  if (full !== undefined) return full;
  // Long words of one piece are firms rather than people.
  if (!listed && parts.length === 1 && run.length > 6) return null;
  if (key[from - 1] === ' ' && isKatakana(key[from - 2])) {
    let first = runStart(key, from - 1, isKatakana);
    if (!isKanaWord(key.slice(first, from - 1), true) && from - first <= 8) {
      // グエン ヴァン アン
      for (let i = 0; i < 2 && key[first - 1] === ' ' && isKatakana(key[first - 2]); i++)
        first = runStart(key, first - 1, isKatakana);
      return first;
    }
  }
  if (isKanji(key[from - 1]) || key[from - 1] === ' ') return surnameBefore(key, from) ?? from;
  return from;
}

/** 樽井 志づ, 中川 美ゆき: a given name of kanji and hiragana behind a space. */
const MIXED = / ((?=\p{Script=Han}*[ぁ-ん])(?=[ぁ-ん]*\p{Script=Han})[\p{Script=Han}ぁ-ん]{2,4})$/u;
/** いわおか じゅんいち: prose in hiragana has no spaces, so two words at the head of a clause are a name. */
const IN_HIRAGANA = /(?:^|(?<=[\n、。「(・:]\s?))([ぁ-ん]{2,5}) ([ぁ-ん]{2,6})$/;

function hiraganaStart(key: string, end: number): number | null {
  const before = key.slice(Math.max(0, end - LONGEST_NAME), end);
  const mixed = MIXED.exec(before)?.[1];
  if (mixed !== undefined) {
    const surname = surnameBefore(key, end - mixed.length);
    if (surname !== null) return surname;
  }
  const apart = IN_HIRAGANA.exec(before);
  if (apart !== null && !isKanaWord(apart[1]!, false) && !isKanaWord(apart[2]!, false))
    return end - apart[0].length;
  const start = runStart(key, end, isHiragana);
  const run = key.slice(start, end);
  if (end - start >= LONGEST_NAME) return null;
  for (const length of [5, 4, 3, 2]) {
    const given = run.slice(-length);
    if (given.length < length || !KANA_GIVEN_NAMES.has(given) || isKanaWord(given, false)) continue;
    const at = end - length;
    const surname = surnameBefore(key, at);
    if (surname !== null && (at === start || key[at - 1] === ' ')) return surname;
    if (surname === null && at - start > 2 && SURNAME_READINGS.has(run.slice(0, -length))) return start;
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

/** Words of two foreign words that an honorific may follow and that are firms or services. */
const FOREIGN_WORDS =
  /^(?:care|home|nurse|nursing|support|station|center|clinic|hospital|zoom|teams|slack|team|office|medical|net|line|web|life|day|house|plan|microsoft|google|apple|amazon|co|ltd|inc|the|of|and|it|ict|dr|ns|cm|pt|ot|st|msw|mcs)$/;

/** Tanakaさん; one or two letters are initials and stay. */
function romajiStart(key: string, end: number): number | null {
  const start = runStart(key, end, (character) => /[a-z]/.test(character ?? ''));
  const run = key.slice(start, end);
  const other = / ?([a-z]{2,12}) $/.exec(key.slice(Math.max(0, start - 14), start))?.[1];
  if (other !== undefined && run.length > 1 && !FOREIGN_WORDS.test(run) && !FOREIGN_WORDS.test(other))
    return start - other.length - 1;
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
  const known = readName(key, start) ?? readUnlisted(key, start) ?? readKanaName(key, start);
  return known !== null || /^[ァ-ヺー]+[ ・][ァ-ヺー]+$/.test(key.slice(start, open).trim()) ? start : null;
}
