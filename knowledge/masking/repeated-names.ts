import { isHiragana, isKanji, isKatakana } from './fold-names.js';
import { ALSO_WORDS } from './given-names.js';
import type { MaskSpan } from './mask-type.js';
import { readName } from './read-name.js';
import { PLACE_LIKE_SURNAMES } from './surnames.js';

const AFTER_NAME = /^(?:$|[はがをにとのもへ、。,()「」\s・:/]|です|でし|から|より|さん|様|氏|って|だ)/;

/** The same names again in the text without anything that shows them: 鈴木一郎さん … 鈴木は翌日. */
export function findRepeated(key: string, names: readonly string[]): MaskSpan[] {
  const known = new Set<string>();
  for (const name of names.slice(0, 100)) {
    const read = readName(name, 0);
    const parts = name.split(' ');
    const apart = read === null && parts.length === 2 ? parts : [];
    for (const part of [name, read?.surname ?? '', read?.sure ? read.given : '', ...apart])
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
