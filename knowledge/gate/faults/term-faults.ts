import { stem } from '../words/content-words.js';
import { isDated, type Quantity, quantitiesIn, sameQuantity } from '../words/quantities.js';

/** A number and a term in quotation marks belong together where no comma parts them. */
export function termFaults(key: string, quantities: readonly Quantity[], text: string): string[] {
  const terms = [...key.matchAll(/[「『]([^」』]+)[」』]/g)].map(([, term = '']) => term);
  if (terms.length !== 1 || quantities.length !== 1 || quantities.some(isDated)) return [];
  const [term = ''] = terms;
  const [one] = quantities;
  const parts = text.split(/(?<=[、。])/).filter((part) => part.includes(term));
  const beside = parts.some((part) =>
    quantitiesIn(part).some(
      (other) => one !== undefined && sameQuantity(one, other) && other.bound === one.bound,
    ),
  );
  return parts.length === 0 || beside ? [] : [`apart ${one?.written ?? ''}`];
}

/** What stands with one of several quoted terms stands with no other: 「…なのに「実施していない」」. */
export function termsApart(key: string, words: readonly string[], text: string): string[] {
  const [term, ...more] = termsIn(key);
  if (term === undefined || more.length > 0 || termsIn(text).length < 2 || !text.includes(term)) return [];
  const segments = text.split(/(?<=[、。])/);
  const bare = segments.map((segment) => segment.replace(/[「『][^」』]*[」』]/g, ''));
  return words.flatMap((word) => {
    const places = bare.flatMap((segment, i) => (segment.includes(stem(word)) ? [i] : []));
    const [only] = places;
    if (only === undefined || places.length > 1) return [];
    const terms = termsIn(segments[only] ?? '');
    return terms.length > 0 && !terms.includes(term) ? [`apart ${word}`] : [];
  });
}

function termsIn(text: string): string[] {
  return [...text.matchAll(/[「『]([^」』]+)[」』]/g)].map(([, term = '']) => term);
}
