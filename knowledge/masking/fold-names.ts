import { foldKey, foldWithOffsets } from '../text/fold.js';

/**
 * The copy that details are looked for in: a search key (see fold.ts) in which also old forms of characters are
 * the plain ones (髙 高, 邊 辺), characters without width are dropped, circled numbers are no digits, and every
 * rare kanji is one unit. `toDisplay` leads back to the original.
 */
export interface NameKey {
  key: string;
  /** For each unit of `key` the offset in the original; one more for the end. */
  toDisplay: Int32Array;
}

/** Old and variant forms in names (人名用漢字・異体字) and the kana of elder people's names (ハツヱ) → plain form. */
const VARIANTS = new Map(
  '髙高 﨑崎 碕崎 嵜崎 邊辺 邉辺 齋斉 齊斉 斎斉 澤沢 廣広 濱浜 濵浜 嶋島 嶌島 國国 櫻桜 龍竜 眞真 黑黒 德徳 惠恵 榮栄 實実 壽寿 冨富 桒桑 𠮷吉 瀧滝 關関 圓円 槇槙 薗園 塚塚 條条 應応 假仮 學学 曻昇 靜静 增増 凜凛 彌弥 淺浅 瀨瀬 賴頼 塩塩 鹽塩 藏蔵 萬万 與与 豐豊 穗穂 ゑえ ヱエ ゐい ヰイ'
    .split(' ')
    .map((pair) => {
      const [from, to] = [...pair];
      return [from!, to!] as const;
    }),
);
const NO_WIDTH = /[\u00AD\u200B-\u200F\u2060\uFEFF]|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]/u;
const ENCLOSED = /[\u2460-\u24FF\u2776-\u2793\u3251-\u325F\u32B1-\u32BF]/;
/** Any kanji outside the basic plane; stands for it in the key. */
const RARE_KANJI = '㐀';

export function foldNames(display: string): NameKey {
  const { key, toDisplay } = foldWithOffsets(display);
  const parts: string[] = [];
  const offsets: number[] = [];
  let enclosedAt = -1;
  for (let i = 0; i < key.length; i++) {
    const at = toDisplay[i]!;
    let character = key[i]!;
    if (at === enclosedAt) continue;
    if (ENCLOSED.test(display[at]!)) {
      enclosedAt = at;
      character = '※';
    } else if (character >= '\uD800' && character <= '\uDBFF' && i + 1 < key.length) {
      const pair = key.slice(i, i + 2);
      i++;
      if (NO_WIDTH.test(pair)) continue;
      character = VARIANTS.get(pair) ?? (/\p{Script=Han}/u.test(pair) ? RARE_KANJI : '※');
    } else if (NO_WIDTH.test(character)) continue;
    parts.push(VARIANTS.get(character) ?? character);
    offsets.push(at);
  }
  offsets.push(display.length);
  return { key: parts.join(''), toDisplay: Int32Array.from(offsets) };
}

/** Start and end in the original of a stretch of the key; a character that folds to several is taken whole. */
export function displayRange(
  { key, toDisplay }: NameKey,
  start: number,
  end: number,
): { start: number; end: number } {
  const last = toDisplay[end - 1]!;
  let after = end;
  while (after < key.length && toDisplay[after] === last) after++;
  return { start: toDisplay[start]!, end: toDisplay[after]! };
}

const TO_FOLD = new RegExp(
  `${NO_WIDTH.source}|[\\u{10000}-\\u{10FFFF}]|[${[...VARIANTS.keys()].join('')}]`,
  'gu',
);

/** The key of {@link foldNames} without its offsets, for whole documents. */
export function foldName(text: string): string {
  return foldKey(text.replace(new RegExp(ENCLOSED.source, 'g'), '※')).replace(TO_FOLD, (character) => {
    const plain = VARIANTS.get(character);
    if (plain !== undefined) return plain;
    if (NO_WIDTH.test(character)) return '';
    return /\p{Script=Han}/u.test(character) ? RARE_KANJI : '※';
  });
}

/** Name or number as compared with public ones: folded, without white space. */
export function squashName(text: string): string {
  return foldName(text).replace(/\s+/g, '');
}

export function isKanji(character: string | undefined): boolean {
  if (character === undefined || character === '') return false;
  const code = character.charCodeAt(0);
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    code === 0x3005 ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}

export function isKatakana(character: string | undefined): boolean {
  return character !== undefined && character !== '' && /[ァ-ヺー]/.test(character[0]!);
}

export function isHiragana(character: string | undefined): boolean {
  return character !== undefined && character !== '' && /[ぁ-ゖ]/.test(character[0]!);
}

export function toHiragana(text: string): string {
  return text.replace(/[ァ-ヶ]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0x60));
}
