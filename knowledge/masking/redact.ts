import { foldWithOffsets } from '../text/fold.js';
import { MASK_TOKENS } from './mask-type.js';

/** What stands where somebody asked for words to be taken out. */
const REDACTED = '〔伏せ字〕';

/** A text in pieces: what stands in place of a detail, and the rest. */
export function maskedPieces(text: string): { text: string; masked: boolean }[] {
  return text
    .split(TOKEN)
    .map((piece, i) => ({ text: piece, masked: i % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

const TOKEN = new RegExp(`(${[...new Set(Object.values(MASK_TOKENS)), REDACTED].join('|')})`);

/**
 * Takes every occurrence of words out of a text, in whatever width or spacing they stand there.
 * @returns the text and the number of places
 */
export function redactWords(text: string, words: string): { text: string; places: number } {
  const { key, toDisplay } = foldWithOffsets(text);
  const needle = letters(foldWithOffsets(words).key)
    .map(({ letter }) => letter)
    .join('');
  const hay = letters(key);
  const line = hay.map(({ letter }) => letter).join('');
  if (needle === '') return { text, places: 0 };
  const parts: string[] = [];
  let from = 0;
  let places = 0;
  for (let at = line.indexOf(needle); at >= 0; at = line.indexOf(needle, at + needle.length)) {
    const start = toDisplay[hay[at]?.offset ?? 0] ?? 0;
    const end = toDisplay[(hay[at + needle.length - 1]?.offset ?? 0) + 1] ?? text.length;
    parts.push(text.slice(from, start), REDACTED);
    from = Math.max(end, start + 1);
    places++;
  }
  parts.push(text.slice(from));
  return { text: parts.join(''), places };
}

/** UTF-16 units that are not white space, with their places. */
function letters(key: string): { letter: string; offset: number }[] {
  const found: { letter: string; offset: number }[] = [];
  for (let offset = 0; offset < key.length; offset++) {
    const letter = key[offset] ?? '';
    if (!/\s/.test(letter)) found.push({ letter, offset });
  }
  return found;
}
