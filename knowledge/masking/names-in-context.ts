import { isKanji, isKatakana } from './fold-names.js';
import { ALSO_WORDS, GIVEN_NAMES, KANA_GIVEN_NAMES, looksGiven } from './given-names.js';
import type { MaskSpan } from './mask-type.js';
import { kanaName } from './names-behind-labels.js';
import {
  couldBePlace,
  endsName,
  isFree,
  type ReadName,
  readGiven,
  readKanaName,
  readName,
  readUnlisted,
  spacedGivenEnd,
} from './read-name.js';
import { endsBeforeName, isRoleOrOrganisation, PERSON_CUES } from './roles.js';
import { couldBeSurname, looksSurname } from './surname-shape.js';
import { SURNAMES } from './surnames.js';

/**
 * Names without honorific that the words before them announce, as case notes and minutes write them: 患者の鈴木一郎,
 * 担当ケアマネの小林, 長男の健一, 出席者:田中、佐藤.
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
  /^(?:夫|妻|父|母|父親|母親|息子|娘|[長次二三四][男女]|嫁|婿|兄|弟|姉|妹|孫|孫娘|曾孫|甥|姪|祖父|祖母|叔父|叔母|伯父|伯母|義[父母兄弟姉妹]|亡夫|亡妻|実[母父兄弟姉妹]|本人|主人|旦那|家内|女房|連れ合い)$/;
/** Words in hiragana that are given names too and often follow a relation and の: 父のときに, 夫のせいで. */
const KANA_WORDS = new Set(
  'とき なか こと もと せい いと うた くに いま とし みち まち ちか さき のち そで きぬ くら こま たま つき つゆ かめ とら くま とり けさ はぎ'.split(
    ' ',
  ),
);
const SINGULAR =
  /^(?:担当|担当者|主治医|責任者|管理者|代表|講師|司会|書記|文責|窓口|キーパーソン|kp|担当医|かかりつけ医|ケアマネ|ケアマネジャー|介護支援専門員|後見人|成年後見人|当番|夜勤|日勤|受付)$/;

const ATTENDEES =
  /(?:出席者?|参加者?|欠席者?|同席者?|メンバー|構成員|参集者|傍聴|対応者|訪問者|関係者|cc|出席委員|担当者|当番|[日夜準深早遅]勤者?|(?:夜間)?待機|送迎|宿直|当直)(?:\([^()\n]{1,10}\))?\s?[:=]\s?([^\n。]{2,200})/g;

/** In a key of {@link foldNames}. */
export function findNamesInContext(key: string): MaskSpan[] {
  return [...behindCues(key), ...inLists(key)];
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
  const full = spacedGivenEnd(key, read.end);
  if (full !== null) return full;
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
  if (KIN.test(cue) && /[の(「:= ]/.test(joint)) {
    const given = isKatakana(key[at]) ? (readGiven(key, at)?.end ?? null) : hiraganaGiven(key, at);
    if (given !== null) return given;
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
    if (
      GIVEN_NAMES.has(spaced[1]!) ||
      SURNAMES.has(run) ||
      looksSurname(run) ||
      (couldBeSurname(run) && looksGiven(spaced[1]!))
    )
      return at + spaced[0].length;
  return kanaName(key, at, false);
}

/** 母のはなは: a given name in hiragana that a particle or the end of the clause closes. */
function hiraganaGiven(key: string, at: number): number | null {
  for (let length = 4; length >= 2; length--) {
    const name = key.slice(at, at + length);
    if (!KANA_GIVEN_NAMES.has(name) || KANA_WORDS.has(name)) continue;
    if (/^(?:[はがもをと、。」)]|に(?![くぎ]))/.test(key.slice(at + length, at + length + 2)))
      return at + length;
  }
  return null;
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
