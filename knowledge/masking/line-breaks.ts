import { findAddresses } from './address.js';
import { findBirthDates } from './birth-date.js';
import { findPhones } from './contact.js';
import { isKanji, isKatakana } from './fold-names.js';
import type { MaskSpan } from './mask-type.js';
import { findNames } from './names.js';
import { findPersonalNumbers } from './personal-numbers.js';
import { readName, readUnlisted } from './read-name.js';

/**
 * Details that a line break cuts in two, as in mail wrapped at a width. A list has a break at every line as well, so
 * only what is certain when read across the break counts: a full name, a number as long as its kind demands.
 */
export function findAcrossBreaks(key: string): MaskSpan[] {
  const { text, toKey, breaks } = withoutBreaks(key);
  if (breaks.length === 0) return [];
  const phones = findPhones(text);
  const found = [
    ...findNames(text),
    ...phones,
    ...findPersonalNumbers(text, phones),
    ...findBirthDates(text),
    ...findAddresses(text, phones),
  ].sort((a, b) => a.start - b.start);
  let next = 0;
  return found.flatMap((span) => {
    while (next < breaks.length && breaks[next]! <= span.start) next++;
    const cut = breaks[next];
    if (cut === undefined || cut >= span.end || !isCertain(text, span, cut)) return [];
    return [{ start: toKey[span.start]!, end: toKey[span.end - 1]! + 1, type: span.type }];
  });
}

/** Whether what stands on both sides of the break at `cut` can only be one detail. */
function isCertain(text: string, { start, end, type }: MaskSpan, cut: number): boolean {
  switch (type) {
    case 'name':
      return isFullName(text, start, end);
    case 'insured-number':
    case 'my-number':
      return [10, 12].includes(text.slice(start, end).replace(/\D/g, '').length);
    case 'address':
    case 'record-number':
      return text[cut - 1] === '-';
    default:
      return true;
  }
}

const isFullName = (text: string, start: number, end: number): boolean => {
  const read = readName(text, start) ?? readUnlisted(text, start);
  return read !== null && read.given !== '' && read.sure && read.end === end;
};

/** The key without breaks between characters that one detail can hold; `breaks` are offsets in what is left. */
function withoutBreaks(key: string): { text: string; toKey: number[]; breaks: number[] } {
  const breaks: number[] = [];
  if (!key.includes('\n')) return { text: '', toKey: [], breaks };
  const parts: string[] = [];
  const toKey: number[] = [];
  for (let at = 0; at < key.length; at++) {
    const width = key[at] === '\n' ? 1 : key.startsWith('\r\n', at) ? 2 : 0;
    if (width > 0 && holdsTogether(key[at - 1], key[at + width])) {
      breaks.push(parts.length);
      at += width - 1;
      continue;
    }
    parts.push(key[at]!);
    toKey.push(at);
  }
  return { text: parts.join(''), toKey, breaks };
}

function holdsTogether(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  if (/[\d-]/.test(before)) return /[\d-]/.test(after);
  if (/[年月]/.test(before) && /\d/.test(after)) return true;
  return (isKanji(before) || isKatakana(before)) && (isKanji(after) || isKatakana(after));
}
