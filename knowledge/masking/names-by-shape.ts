import { isKanji, isKatakana, toHiragana } from './fold-names.js';
import { KANA_GIVEN_NAMES, looksGiven, looksKanaGiven } from './given-names.js';
import type { MaskSpan } from './mask-type.js';
import { isFree, kanaGivenEnd, readKanaName, readName, readUnlisted } from './read-name.js';
import { endsBeforeName, isKanaWord, isRoleOrOrganisation, isWordBeforeName } from './roles.js';
import { looksSurname } from './surname-shape.js';
import { PLACE_LIKE_SURNAMES, SURNAME_READINGS, SURNAMES } from './surnames.js';

/**
 * Full names that need neither honorific nor label: surname and given name apart by a space, written in kana, or read
 * from paper with a space between all characters; and surnames on no list, told by the words right behind them.
 */
export function findNamesByShape(key: string): MaskSpan[] {
  return [
    ...spaced(key),
    ...spacedOut(key),
    ...inKana(key),
    ...explained(key),
    ...says(key),
    ...readings(key),
    ...spokenOf(key),
  ].map((span) => ({
    ...span,
    type: 'name' as const,
  }));
}

type Range = Pick<MaskSpan, 'start' | 'end'>;

const BEFORE_SPACED =
  /(?<![\p{Script=Han}ァ-ヺーa-z\d])\p{Script=Han}(?:\p{Script=Han}{0,3}|[ノヶケツ]\p{Script=Han}{1,2}) (?=[\p{Script=Han}ァ-ヺぁ-ん])/gu;
const WITH_AGE = /^(\p{Script=Han}{2,4}) (\p{Script=Han}{1,3})(?=[\s(、,]{1,2}(?:満)?\d{2,3}(?:[歳才]|\)))/u;
const AGE = /^[\s(、,]{0,2}(?:満)?\d{2,3}[歳才)]/;

/** 居原 仙太郎, 利根木 梅、89歳 */
function spaced(key: string): Range[] {
  return [...key.matchAll(BEFORE_SPACED)].flatMap(({ index }) => {
    const aged = WITH_AGE.exec(key.slice(index, index + 20));
    if (aged !== null && isAged(aged[1]!, aged[2]!)) return [{ start: index, end: index + aged[0].length }];
    const read = readUnlisted(key, index) ?? readName(key, index);
    const kana =
      read !== null && read.given === '' && read.surname.length > 1 ? kanaGivenEnd(key, read.end) : null;
    if (kana !== null) return [{ start: index, end: kana }];
    if (read === null || read.given === '' || !read.sure) return [];
    const certain = read.given.length > 1 || AGE.test(key.slice(read.end, read.end + 8));
    return certain && (read.surname.length > 1 || read.given.length > 1) ? [read] : [];
  });
}

/** An age behind it makes a name of two words of kanji, unless they are words for people or their state. */
function isAged(surname: string, given: string): boolean {
  if (looksSurname(surname)) return true;
  const words = isRoleOrOrganisation(surname) || isWordBeforeName(surname) || endsBeforeName(given);
  return !words && (given.length === 1 || looksGiven(given));
}

const ONE_BY_ONE =
  /(?<![\p{Script=Han}ぁ-んァ-ヺー] ?)(?:[\p{Script=Han}ぁ-んァ-ヺ] ){2,7}[\p{Script=Han}ぁ-んァ-ヺ](?=\s?(?:[」』)|、。〔]|様|さん|氏|殿|\n|$))/gu;

/** 大 木 ス ミ: read whole once the spaces are taken out. */
function spacedOut(key: string): Range[] {
  return [...key.matchAll(ONE_BY_ONE)].flatMap(({ index, 0: text }) => {
    const squashed = text.replaceAll(' ', '');
    const read = readName(squashed, 0) ?? readUnlisted(squashed, 0);
    const whole = read !== null && read.given !== '' && read.end === squashed.length;
    return whole || readKanaName(squashed, 0) === squashed.length
      ? [{ start: index, end: index + text.length }]
      : [];
  });
}

const KANA_START = /(?<![ァ-ヺー])[ァ-ヺ]|(?<![ぁ-んー])[ぁ-ん]/g;
const PAIR =
  /(?<![ァ-ヺー])([ァ-ヺー]{2,4})([、・と])([ァ-ヺー]{2,4})(?=(?:さん)?の(?:姉妹|兄弟|親子|母子|夫婦|夫妻|[二三]人))/g;

function inKana(key: string): Range[] {
  const found: Range[] = [];
  for (const { index } of key.matchAll(KANA_START)) {
    const end = readKanaName(key, index);
    if (end !== null && !isKanaWord(key.slice(index, end), isKatakana(key[index])))
      found.push({ start: index, end });
  }
  // ウメ、タケの姉妹
  for (const { index, 1: first, 2: joint, 3: second } of key.matchAll(PAIR)) {
    if (![first!, second!].every((name) => isKanaGiven(toHiragana(name)))) continue;
    const end = index + first!.length;
    found.push({ start: index, end });
    found.push({ start: end + joint!.length, end: end + joint!.length + second!.length });
  }
  return found;
}

const isKanaGiven = (reading: string): boolean => KANA_GIVEN_NAMES.has(reading) || looksKanaGiven(reading);

const EXPLAINED =
  /(\p{Script=Han}{1,4})[」』]?と書いて[「『]?([ぁ-んァ-ヺー]{2,8})(?=[」』]?(?:さん|さま|様|氏|殿))/gu;

/** 「野老」と書いて「トコロ」様: how people explain a name that is hard to read. */
function explained(key: string): Range[] {
  return [...key.matchAll(EXPLAINED)].flatMap(({ index, 0: text, 1: name, 2: reading }) => [
    { start: index, end: index + name!.length },
    { start: index + text.length - reading!.length, end: index + text.length },
  ]);
}

/** Behind a surname only: 木戸口宅に, 渋沢という利用者, 横尾の家内です, 「四方田だけど. */
const HOME = /^(?:宅|邸|家)(?=[\s、。にへのではがを(]|$)/;
const CALLED =
  /^と(?:いう[^。、\n]{0,16}名前|(?:いう|言う|いった|おっしゃる)(?:名前の|名字の|姓の|苗字の)?(?:利用者|患者|入居者|方(?![法針向])|人(?![数口間])|男性|女性|高齢者|ご?家族|相談者|お宅|ケース))/;
const RELATIVE =
  /^の(?:おばあ|おじい|ばあ|じい|お母さん|お父さん|奥さん|奥様|ご主人|主人です|息子さん|娘さん|ご家族|家内|女房|連れ合い|家の者|旦那|嫁が|(?:孫|娘|息子|嫁|妻|夫|母|父|兄|弟|姉|妹|甥|姪|[長次二三][男女])(?:です|と申|だけど|やけど|さん))/;
const SAID = /^(?:です(?:が|けど|けれど)|だけど|だけれど|やけど|と申し|といいます|と言います|でございます)/;

/** 「児島」の名で */
const QUOTED =
  /^[」』](?:の名|と名乗|と書かれ|宛|あて|という(?:名(?![前称])|表札|方(?![法針向々])|人(?![口数])))/;
/** 「090-…、大倉山です」とのこと */
const CLOSES = /^です(?:[」』。]|が|けど|と(?:の|名|言|い))/;
/** 先週お会いした衣笠ですが */
const CALLER =
  /(?:会い|電話|連絡|相談|伺い|話し|申し込[みん]|世話にな[りっ])(?:し|いたしまし|しまし|まし)?[ただ]$/;
const WITH_YEARS = /^\s?\(\s?(?:満)?\d{2,3}[歳才](?!以上|未満|以下|代)/;

function spokenOf(key: string): Range[] {
  const found: Range[] = [];
  for (let at = 0; at < key.length; at++) {
    const kanji = isKanji(key[at]);
    if (!kanji && !/[「『]/.test(key[at] ?? '')) continue;
    const from = kanji ? at : at + 1;
    const end = kanji ? surnameEnd(key, at) : saidEnd(key, from);
    if (end !== null) found.push({ start: from, end });
    if (kanji) while (isKanji(key[at + 1])) at++;
  }
  return found;
}

/** End of a surname at the beginning of a run of kanji that the words behind it show to be one. */
function surnameEnd(key: string, at: number): number | null {
  for (let length = 4; length >= 2; length--) {
    const end = at + length;
    const run = key.slice(at, end);
    if (run.length < length || !looksSurname(run) || (isRoleOrOrganisation(run) && !SURNAMES.has(run)))
      continue;
    const after = key.slice(end, end + 24);
    if (HOME.test(after) || CALLED.test(after) || RELATIVE.test(after)) return isFree(key, at) ? end : null;
    if (
      /[「『]/.test(key[at - 1] ?? '') &&
      (SAID.test(after) || (QUOTED.test(after) && !PLACE_LIKE_SURNAMES.has(run)))
    )
      return end;
    if (/(?:^|[「『、。\n])$/.test(key.slice(Math.max(0, at - 1), at)) && CLOSES.test(after)) return end;
    if (CALLER.test(key.slice(Math.max(0, at - 8), at)) && SAID.test(after)) return end;
    if (WITH_YEARS.test(after) && isFree(key, at)) return end;
  }
  return null;
}

/** 平と申します: nothing else is said so, whatever the characters. */
const SIGNED =
  /(?<![\p{Script=Han}ぁ-んァ-ヺー])([\p{Script=Han}]{1,5}|[ァ-ヺー]{2,7})[」』]?、?と(?:の?署名|サイン|記名|名乗)/gu;
/** 長谷 俊作(ながたに): the reading behind a name that is masked by now. */
const READING = /〔氏名〕 ?(?:様|さん|氏)? ?\(([ぁ-んァ-ヺー]{2,8}(?:[ ・][ぁ-んァ-ヺー]{2,6})?)\)/g;

function readings(key: string): Range[] {
  return [...key.matchAll(READING)].flatMap(({ index, 0: text, 1: reading }) => {
    const plain = toHiragana(reading!.replace(/[ ・]/, ''));
    const known = [5, 4, 3, 2].some((length) => SURNAME_READINGS.has(plain.slice(0, length)));
    if (!known || isKanaWord(reading!, isKatakana(reading![0]))) return [];
    const start = index + text.length - 1 - reading!.length;
    return [{ start, end: start + reading!.length }];
  });
}

const SAYS_NAME =
  /(?<![\p{Script=Han}ぁ-んァ-ヺー])([\p{Script=Han}]{1,5}|[ァ-ヺー]{2,7}|[ぁ-ん]{2,5}?)と申しま|(?:から|の)[「『]?([\p{Script=Han}]{1,5})と申しま/gu;

/** 浮田 秀家という名前 */
const SPACED_CALLED = new RegExp(
  `(?<!\\p{Script=Han})\\p{Script=Han}{1,4} \\p{Script=Han}{1,3}(?=${CALLED.source.slice(1)})`,
  'gu',
);

function says(key: string): Range[] {
  const called = [...key.matchAll(SPACED_CALLED)].filter(
    ([text]) => !isRoleOrOrganisation(text.replace(' ', '')),
  );
  const said = [...key.matchAll(SAYS_NAME), ...key.matchAll(SIGNED)].flatMap(
    ({ index, 0: text, 1: first, 2: second }) => {
      const name = first ?? second!;
      const start = index + text.lastIndexOf(name);
      return (isRoleOrOrganisation(name) && !SURNAMES.has(name)) || /^[下上左右]記|名$/.test(name)
        ? []
        : [{ start, end: start + name.length }];
    },
  );
  return [...said, ...called.map(({ index, 0: text }) => ({ start: index, end: index + text.length }))];
}

/** 「いとうです: who calls tells the name first. Adjectives end in い before です. */
function saidEnd(key: string, at: number): number | null {
  const word = /^[ぁ-ん]{2,5}?(?=です|だけど|やけど|と申し|といいます|と言います)/.exec(
    key.slice(at, at + 12),
  )?.[0];
  if (word === undefined || word.endsWith('い') || !SURNAME_READINGS.has(word)) return null;
  return word.length > 2 ? at + word.length : null;
}
