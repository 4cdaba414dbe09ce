import { findAddresses } from './address.js';
import { findBirthDates } from './birth-date.js';
import { findMails, findPhones } from './contact.js';
import { displayRange, foldNames, type NameKey } from './fold-names.js';
import { findAcrossBreaks } from './line-breaks.js';
import { MASK_TOKENS, type MaskSpan } from './mask-type.js';
import { findNames } from './names.js';
import { findNamesBehindLabels } from './names-behind-labels.js';
import { findNamesByShape } from './names-by-shape.js';
import { findNamesInContext } from './names-in-context.js';
import { findPersonalNumbers } from './personal-numbers.js';
import { findRepeated } from './repeated-names.js';
import { findInTables } from './tables.js';

/**
 * Masks personal details (個人情報) of patients and residents in what people typed, before it is stored, logged or
 * sent anywhere. In doubt it masks; municipalities, roles, organisations and names in the indexed documents stay.
 * All searching is done in time linear in the length of the text: patterns are bounded and names are walked to.
 */
export interface Masked {
  masked: string;
  /** Offsets in UTF-16 units into the original text, sorted, not overlapping. */
  spans: MaskSpan[];
}

/** Masking can uncover a cue (a birth date behind a masked name); looked at again until nothing is found. */
const MOST_ROUNDS = 6;
const TOKENS = new RegExp([...new Set(Object.values(MASK_TOKENS))].join('|'), 'g');

/** @param isPublic Whether a name, number or address is public, having been read in the indexed documents. */
export function maskPersonalDetails(text: string, isPublic: (name: string) => boolean = () => false): Masked {
  let spans: MaskSpan[] = [];
  let masked = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = findDetails(masked, isPublic);
    if (found.length === 0) break;
    spans = [...spans, ...found.map((span) => toOriginal(span, spans))].sort((a, b) => a.start - b.start);
    masked = replaceSpans(text, spans);
  }
  return { masked, spans };
}

function replaceSpans(text: string, spans: readonly MaskSpan[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, type } of spans) {
    parts.push(text.slice(from, start), MASK_TOKENS[type]);
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/** Offsets in a text masked with `spans` → offsets in the original. A span found never touches a token. */
function toOriginal(found: MaskSpan, spans: readonly MaskSpan[]): MaskSpan {
  let shift = 0;
  for (const { start, end, type } of spans) {
    if (start >= found.start + shift) break;
    shift += end - start - MASK_TOKENS[type].length;
  }
  return { start: found.start + shift, end: found.end + shift, type: found.type };
}

/** One look at a text. What is found first by kind keeps its place; longer names come before shorter ones. */
function findDetails(text: string, isPublic: (name: string) => boolean): MaskSpan[] {
  const folded = foldNames(text);
  const { key } = folded;
  const phones = findPhones(key);
  const numbers = findPersonalNumbers(key, phones);
  const names = [
    ...findNames(key),
    ...findNamesByShape(key),
    ...findNamesInContext(key),
    ...findNamesBehindLabels(key),
  ];
  const taken = new Uint8Array(key.length);
  for (const { index, 0: token } of key.matchAll(TOKENS)) taken.fill(1, index, index + token.length);
  const accepted: MaskSpan[] = [];
  const accept = (candidates: MaskSpan[]): void => {
    for (const candidate of candidates) {
      const span = untaken(candidate, taken, key);
      if (span === null) continue;
      taken.fill(1, span.start, span.end);
      if (!isPublic(originalName(text, folded, span))) accepted.push(span);
    }
  };
  accept(findMails(key));
  accept(findInTables(key));
  accept(findAcrossBreaks(key));
  accept(numbers);
  accept(phones);
  accept(findBirthDates(key));
  accept(findAddresses(key, [...numbers, ...phones]));
  accept(names.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start));
  const seen = accepted.filter(({ type }) => type === 'name').map(({ start, end }) => key.slice(start, end));
  if (seen.length > 0) accept(findRepeated(key, [...new Set(seen)]));
  return accepted
    .map((span) => ({ ...displayRange(folded, span.start, span.end), type: span.type }))
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start)
    .filter((span, i, all) => i === 0 || span.start >= all[i - 1]!.end);
}

function originalName(text: string, folded: NameKey, span: MaskSpan): string {
  const { start, end } = displayRange(folded, span.start, span.end);
  return text.slice(start, end).replace(/\s+/g, '');
}

/** The part of a candidate that nothing before has taken: its beginning, or what stands behind a taken beginning. */
function untaken(span: MaskSpan, taken: Uint8Array, key: string): MaskSpan | null {
  let start = span.start;
  while (start < span.end && (taken[start] === 1 || /[\s、,]/.test(key[start]!))) start++;
  let end = start;
  while (end < span.end && taken[end] === 0) end++;
  while (end > start && /[\s、,]/.test(key[end - 1]!)) end--;
  return end > start ? { start, end, type: span.type } : null;
}
