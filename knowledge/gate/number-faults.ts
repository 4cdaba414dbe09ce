import { contentOf, isLight } from './content-words.js';
import { isDated, type Quantity, quantitiesIn, sameQuantity } from './quantities.js';
import { placesOf } from './role-faults.js';

/** Letters between a number and what it counts: 3回の研修. */
const BESIDE = 5;

/**
 * Where a statement gives several numbers of a kind, each belongs to the words before it: 国が50%、県が25%. A number is
 * another's when the word that it stands behind is followed, or preceded at once, by other numbers only.
 */
export function bindFaults(key: string, quantities: readonly Quantity[], text: string): string[] {
  const there = quantitiesIn(text);
  return quantities
    .filter((one) => {
      const kin = there.filter((other) => other.unit === one.unit && !isDated(other));
      if (kin.length < 2 || kin.every((other) => sameQuantity(other, one))) return false;
      const label = labelBefore(key, one, quantities);
      if (label === null) return false;
      const follows = placesOf(text, label).flatMap(
        (at) => kin.find((other) => other.at >= at + label.length) ?? [],
      );
      const precedes = placesOf(text, label).flatMap(
        (at) =>
          kin.findLast((other) => other.at < at && at - other.at - other.written.length <= BESIDE) ?? [],
      );
      return follows.length > 0 && ![...follows, ...precedes].some((other) => sameQuantity(other, one));
    })
    .map(({ written }) => `apart ${written}`);
}

/** The last word that means something, not far before a number and with no other number between; null without one. */
function labelBefore(key: string, one: Quantity, quantities: readonly Quantity[]): string | null {
  const before = key.slice(Math.max(0, one.at - 24), one.at);
  const label = contentOf(before).findLast((word) => !isLight(word) && word.length >= 2);
  if (label === undefined) return null;
  const from = one.at - before.length + before.lastIndexOf(label);
  return quantities.some(({ at }) => at > from && at < one.at) ? null : label;
}

export function boundFaults(quantities: readonly Quantity[], there: readonly Quantity[]): string[] {
  return quantities.flatMap((one) => {
    const same = there.filter((other) => sameQuantity(one, other));
    const exact = same.filter(({ unit }) => unit === one.unit);
    const end = (bound: Quantity['bound']): Quantity['bound'] =>
      isDated(one) && bound === 'at-most' ? null : bound;
    // Where nothing is said of beginning and end, a time may be said to begin.
    const fits = (bound: Quantity['bound']): boolean =>
      end(bound) === end(one.bound) || (isDated(one) && bound === null && one.bound === 'at-least');
    return (exact.length > 0 ? exact : same).some(({ bound, side }) => fits(bound) && side === one.side)
      ? []
      : [`bound ${one.written}`];
  });
}

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
