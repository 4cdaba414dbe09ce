import { foldWithOffsets } from '../text/fold.js';

/** Letters that a quote has at least; less stands everywhere. */
const SHORTEST = 4;

/**
 * Where a quote stands in a passage, white space and spelling of characters apart; null where it does not. What is cited
 * is the passage's own text there, never the quote as it was given.
 */
export function locateQuote(passage: string, quote: string): { start: number; end: number } | null {
  const wanted = withoutSpace(quote);
  if (wanted.key.length < SHORTEST) return null;
  const there = withoutSpace(passage);
  const at = there.key.indexOf(wanted.key);
  if (at < 0) return null;
  const last = there.offsets[at + wanted.key.length - 1] ?? 0;
  return { start: there.offsets[at] ?? 0, end: there.ends.get(last) ?? last + 1 };
}

interface Bare {
  key: string;
  /** Of each letter of the key, in the text. */
  offsets: number[];
  /** Where the cluster that begins at an offset ends. */
  ends: Map<number, number>;
}

function withoutSpace(text: string): Bare {
  const { key, toDisplay } = foldWithOffsets(text);
  const offsets: number[] = [];
  const ends = new Map<number, number>();
  let bare = '';
  for (let i = 0; i < key.length; i++) {
    const from = toDisplay[i] ?? 0;
    const next = toDisplay[i + 1] ?? text.length;
    if (next > from) ends.set(from, next);
    const letter = key[i] ?? '';
    if (/\s/.test(letter)) continue;
    bare += letter;
    offsets.push(from);
  }
  return { key: bare, offsets, ends };
}
