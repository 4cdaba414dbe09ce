import { foldRadicals } from './radicals.js';

/**
 * Search keys. Display text stays as its author wrote it; comparison happens on keys:
 * NFKC, radicals folded, lower case, dash and wave variants made one.
 */
export interface FoldedText {
  key: string;
  /** For each UTF-16 unit of `key`, the offset in the display text of the cluster it came from; one more for the end. */
  toDisplay: Int32Array;
}

const CLUSTER = /[\s\S][\u3099\u309A\uFF9E\uFF9F]?/gu;
const WAVES = /[〜～∼∿]/g;
const DASHES = /[‐‑‒–—―−﹣－]/g;

/** The search key of a text, without offsets. */
export function foldKey(text: string): string {
  return foldCluster(text);
}

/** The search key together with the map from key offsets to display offsets, for highlighting and quoting. */
export function foldWithOffsets(text: string): FoldedText {
  const parts: string[] = [];
  const offsets: number[] = [];
  for (const match of text.matchAll(CLUSTER)) {
    const folded = foldCluster(match[0]);
    parts.push(folded);
    for (let i = 0; i < folded.length; i++) offsets.push(match.index);
  }
  offsets.push(text.length);
  return { key: parts.join(''), toDisplay: Int32Array.from(offsets) };
}

function foldCluster(text: string): string {
  return foldRadicals(foldRadicals(text).normalize('NFKC'))
    .toLowerCase()
    .replace(WAVES, '~')
    .replace(DASHES, '-')
    .replace(/\u2027/g, '・');
}

const DIGITS = /\d+(?:[.,]\d+)*/g;
const NOT_A_LETTER = /[^\p{L}\p{N}|]+/gu;

/**
 * A key for asking whether one text stands in another: white space and punctuation dropped, numbers kept
 * whole and apart (so that 19.0 is not found in 190, nor 1 in 11). Numbers are fenced with '|'.
 */
export function squash(text: string): string {
  return foldKey(text)
    .replace(/\|/g, '')
    .replace(DIGITS, (number) => `|${number.replace(/,(?=\d{3}(?!\d))/g, '').replace(/\./g, '点')}|`)
    .replace(NOT_A_LETTER, '')
    .replace(/\|+/g, '|');
}

/** Whether `needle` stands in `hay`, both given as texts. See {@link squash}. */
export function contains(hay: string, needle: string): boolean {
  return squash(hay).includes(squash(needle));
}

/** Length without white space, the measure of the 600-character limit of a passage. */
export function visibleLength(text: string): number {
  return text.replace(/\s+/g, '').length;
}
