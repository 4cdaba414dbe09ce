import { isHiragana, isKanji, isKatakana, toHiragana } from './fold-names.js';
import { GIVEN_NAMES } from './given-names.js';
import type { MaskSpan } from './mask-type.js';
import {
  couldBePlace,
  endsName,
  isFree,
  type ReadName,
  readGiven,
  readKanaName,
  readName,
  readUnlisted,
} from './read-name.js';
import { endsBeforeName, isKanaWord, isRoleOrOrganisation, PERSON_CUES } from './roles.js';
import { looksSurname } from './surname-shape.js';
import { PLACE_LIKE_SURNAMES, SURNAME_READINGS, SURNAMES } from './surnames.js';

/**
 * Names without honorific that the words before them announce, as case notes and minutes write them: 患者の鈴木一郎,
 * 氏名:佐々木太郎, 担当ケアマネの小林, 長男の健一, 出席者:田中、佐藤.
 */
const CUE = new RegExp(
  `(${[...PERSON_CUES]
    .sort((a, b) => b.length - a.length)
    .map((cue) => cue.replace('.', '\\.'))
    .join(
      '|',
    )})((?:\\([^()\\n]{1,8}\\)(?=\\s?[のは・:=「]))?(?:である|で|という)?\\s?(?:[の・:=「(/]|は(?=[^、])|が(?=[^、]))?\\s?)`,
  'g',
);
/** Relations that a given name alone may follow. */
const KIN =
  /^(?:夫|妻|父|母|父親|母親|息子|娘|[長次二三四][男女]|嫁|兄|弟|姉|妹|孫|孫娘|甥|姪|祖父|祖母|義父|義母|亡夫|亡妻|実[母父兄弟姉妹]|本人)$/;
/** Given names that are words as well; after a relation they are more often the word. */
const ALSO_WORDS = new Set(
  '力 要 望 歩 環 学 実 愛 陸 香 光 正 進 修 守 操 忍 静 幸 優 勝利 正義 大地 勇気 弥生 千秋 希望'.split(' '),
);
const SINGULAR =
  /^(?:担当|担当者|主治医|責任者|管理者|代表|講師|司会|書記|文責|窓口|キーパーソン|kp|担当医|かかりつけ医|ケアマネ|ケアマネジャー|介護支援専門員|後見人|成年後見人|当番|夜勤|日勤|受付)$/;

const LABEL =
  /(?:ご?氏\s{0,3}名|お?名\s?前|差出人|発信者|送信者|患者名|利用者名|本人名|対象者名|入居者名|相談者名|担当者名|担当医名|世帯主名|フリガナ|ふりがな|よみがな|(?:主治医|ケアマネ|医師|家族)名|受診者名?|受給者名|(?:避難行動)?要支援者|要配慮者|宛名|届出人|申請人|name)(?:\([^()\n]{1,8}\))?(?:欄(?:には?|は)?)?(\s?[:=]\s?[「『]?|\s?は\s?[「『]?|\s?[「『]|\s{1,3}|[」】\]]\s?)/g;
const NO_VALUE =
  /^(?:不明|別紙|匿名|非公開|非公表|記載|未記入|未定|同上|省略|仮名|個人|住所|電話|年齢|性別|生年|連絡|所属|職種|職名|役職|担当|続柄|備考|空欄|記入|必須|任意|公表|伏せ|本名|全角|漢字|一覧)/;
const ATTENDEES =
  /(?:出席者?|参加者?|欠席者?|同席者?|メンバー|構成員|参集者|傍聴|対応者|訪問者|関係者|cc|出席委員|担当者|当番|[日夜準深早遅]勤者?|(?:夜間)?待機|送迎|宿直|当直)(?:\([^()\n]{1,10}\))?\s?[:=]\s?([^\n。]{2,200})/g;

/** In a key of {@link foldNames}. */
export function findNamesInContext(key: string): MaskSpan[] {
  return [...behindCues(key), ...behindLabels(key), ...inLists(key)];
}

function behindCues(key: string): MaskSpan[] {
  const found: MaskSpan[] = [];
  for (const match of key.matchAll(CUE)) {
    const cue = match[1]!;
    const joint = match[2]!;
    if (cue.length === 1 && isKanji(key[match.index - 1])) continue;
    if (/[a-z]/.test(cue) && /[a-z]/.test(key[match.index - 1] ?? '')) continue;
    const at = match.index + match[0].length;
    const inCharge = key.slice(Math.max(0, match.index - 2), match.index) === '担当' ? '担当' : cue;
    const read = readName(key, at);
    const end =
      (read === null ? null : behindCue(key, read, inCharge, joint)) ??
      (read === null || read.surname.length === 1 ? unlisted(key, at, cue, joint) : null);
    if (end !== null) found.push({ start: at, end, type: 'name' });
    // 主治医(三好)の
    const bracket = joint.includes(')') ? match.index + cue.length + joint.indexOf('(') + 1 : -1;
    const inside = bracket < 0 ? null : readName(key, bracket);
    if (inside !== null && key[inside.end] === ')')
      found.push({ start: bracket, end: inside.end, type: 'name' });
  }
  return found;
}

function behindCue(key: string, read: ReadName, cue: string, joint: string): number | null {
  const after = key[read.end];
  if (!endsName(key, read.end)) return null;
  if (read.given !== '') return read.end;
  if (isKatakana(after) || /^(?:ら|など|区|県|市|・)/.test(after ?? '')) return null;
  const topic = /[はが]\s?$/.test(joint);
  if (topic && !SINGULAR.test(cue)) return null;
  if (
    topic &&
    couldBePlace(read) &&
    !/^(?:です|さん|様|に(?:なり|変)|が)/.test(key.slice(read.end, read.end + 3))
  )
    return null;
  if (read.surname.length === 1) {
    if (joint.trim() === '' || /家族|近所|近隣|女性|男性/.test(cue)) return null;
    return after === undefined || /[はがをともに、。)\s]/.test(after) ? read.end : null;
  }
  if (couldBePlace(read)) {
    // 看護師の福島での研修, 担当 石川: of a place one says で, から and まで.
    const following = key.slice(read.end, read.end + 2);
    if (/^(?:で(?!す)|から|まで|へ|や|・)/.test(following) || joint === '') return null;
    if (following.startsWith('、') && /の\s?$/.test(joint)) return null;
  }
  return read.end;
}

/** 患者の鵜飼花子, 長男の健一: names whose surname is not on the list or not said. */
function unlisted(key: string, at: number, cue: string, joint: string): number | null {
  if (/[はが]\s?$/.test(joint)) return null;
  const full = readUnlisted(key, at)?.end ?? shapedSurname(key, at, joint) ?? readKanaName(key, at);
  if (full !== null) return full;
  if (KIN.test(cue) && /[の(「:= ]/.test(joint) && isKatakana(key[at])) {
    const given = readGiven(key, at);
    if (given !== null) return given.end;
  }
  let end = at;
  while (end - at < 7 && isKanji(key[end])) end++;
  const run = key.slice(at, end);
  if (run.length >= 1 && KIN.test(cue) && GIVEN_NAMES.has(run) && !isKatakana(key[end])) {
    const single =
      run.length === 1 ? /^[はがとも、。)]?$/.test(key[end] ?? '') && (joint !== '' || cue.length > 1) : true;
    return single && !ALSO_WORDS.has(run) ? end : null;
  }
  if (run.length >= 3 && run.length <= 6) {
    for (const length of [3, 2]) {
      const surname = run.slice(0, -length);
      if (surname.length < 1 || surname.length > 3) continue;
      if (GIVEN_NAMES.has(run.slice(-length)) && !isRoleOrOrganisation(surname)) return end;
    }
  }
  const spaced = /^\p{Script=Han}{1,3} (\p{Script=Han}{1,3})(?!\p{Script=Han})/u.exec(key.slice(at, at + 8));
  if (spaced !== null && !isRoleOrOrganisation(run) && !isRoleOrOrganisation(spaced[1]!))
    if (GIVEN_NAMES.has(spaced[1]!) || SURNAMES.has(run) || looksSurname(run)) return at + spaced[0].length;
  return kanaName(key, at, false);
}

/** ケース丹下:, 患者の根古屋が: a run that has the shape of a surname and that nothing but the end of a name follows. */
function shapedSurname(key: string, at: number, joint: string): number | null {
  let end = at;
  while (end - at < 5 && isKanji(key[end])) end++;
  const run = key.slice(at, end);
  if (run.length < 2 || !looksSurname(run) || isRoleOrOrganisation(run) || endsBeforeName(run)) return null;
  const after = key.slice(end, end + 3);
  return (joint === '' ? /^(?:[はがをに、:(]|の[妻夫長次])/ : /^(?:$|[はがをにとも、。:()\s」])/).test(after)
    ? end
    : null;
}

/** A name in katakana or hiragana at `at`; without a label it must begin with a known surname. */
function kanaName(key: string, at: number, labelled: boolean): number | null {
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

function behindLabels(key: string): MaskSpan[] {
  const found: MaskSpan[] = [];
  for (const match of key.matchAll(LABEL)) {
    const at = match.index + match[0].length;
    const end = labelValue(
      key,
      at,
      /[:=「『]/.test(match[1]!) || /^(?:フリガナ|ふりがな|よみがな)/.test(match[0]),
    );
    if (end !== null) found.push({ start: at, end, type: 'name' });
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
    if (!role && (colon || SURNAMES.has(first) || GIVEN_NAMES.has(second))) return at + spaced.length;
  }
  if (read !== null && endsName(key, read.end) && !couldBePlace(read)) return read.end;
  if (!colon) return kanaName(key, at, false);
  const roman = /^[a-z]{2,12} [a-z]{2,12}(?![a-z@.])/.exec(text)?.[0];
  return kanaName(key, at, true) ?? (roman === undefined ? null : at + roman.length);
}

/** 出席者:田中(CM)、佐藤Ns、山口; towns in such a list stay unless a plain surname stands among them. */
function inLists(key: string): MaskSpan[] {
  return [...key.matchAll(ATTENDEES)].flatMap((match) => {
    const from = match.index + match[0].length - match[1]!.length;
    const reads: ReadName[] = [];
    for (const item of match[1]!.matchAll(/(?<=^|[、,・/\s])[^、,・/\s]+/g)) {
      const at = from + item.index;
      const read = lastName(key, at, at + item[0].length);
      if (read !== null) reads.push(read);
    }
    if (!reads.some((read) => !couldBePlace(read))) return [];
    return reads.map(({ start, end }) => ({ start, end, type: 'name' as const }));
  });
}

/** The name an item of a list begins with or, behind a role, holds: 田中, 保健師佐藤. */
function lastName(key: string, from: number, to: number): ReadName | null {
  for (let at = from; at < Math.min(to, from + 10); at++) {
    if (at > from && !isFree(key, at)) continue;
    const read = readName(key, at);
    if (read === null || read.end > to) continue;
    const after = key.slice(read.end, to);
    const ends = after === '' || /^[([]|^(?:さん|様|氏|dr|ns|cm|pt|ot|st|msw)/.test(after);
    return ends && (read.surname.length > 1 || read.given !== '' || at === from) ? read : null;
  }
  return null;
}

const AFTER_NAME = /^(?:$|[はがをにとのもへ、。,()「」\s・:/]|です|でし|から|より|さん|様|氏|って|だ)/;

/** The same names again in the text without anything that shows them: 鈴木一郎さん … 鈴木は翌日. */
export function findRepeated(key: string, names: readonly string[]): MaskSpan[] {
  const known = new Set<string>();
  for (const name of names.slice(0, 100)) {
    const read = readName(name, 0);
    for (const part of [name, read?.surname ?? '', read?.sure ? read.given : ''])
      if (
        part.length >= 2 &&
        !PLACE_LIKE_SURNAMES.has(part) &&
        [...part].every((one) => !isHiragana(one)) &&
        !ALSO_WORDS.has(part)
      )
        known.add(part);
  }
  const found: MaskSpan[] = [];
  for (const part of known) {
    const kana = isKatakana(part[0]) || /^[a-z]/.test(part);
    for (let at = key.indexOf(part); at >= 0; at = key.indexOf(part, at + part.length)) {
      const end = at + part.length;
      const free = kana ? !/[ァ-ヺーa-z]/.test(key[at - 1] ?? '') : !isKanji(key[at - 1]);
      if (free && AFTER_NAME.test(key.slice(end, end + 2))) found.push({ start: at, end, type: 'name' });
    }
  }
  return found;
}
