/** Of one question at one weight: the place of the first gold passage among those found, from 1; null when none is. */
export type Places = readonly (number | null)[];

/** How a weight of meaning does over a question file. */
interface WeightScore {
  weight: number;
  goldFirst: number;
  goldInThree: number;
  /** Mean reciprocal rank of the first gold passage. */
  mrr: number;
}

export interface Tuning {
  scores: readonly WeightScore[];
  /** The weight chosen on either half of the file, and what it gives on the other one. */
  halves: readonly { chosen: number; mrrThere: number; mrrOfWordsThere: number }[];
  recommended: number;
  /** Why the recommendation is not worth much; null when it is. */
  doubt: 'too-few' | 'within-noise' | null;
}

/** Below so many answerable questions nothing can be told. */
const ENOUGH = 30;

/** @param places by weight, each in the order of the questions; the weights include 0 */
export function tuneWeight(places: ReadonlyMap<number, Places>): Tuning {
  const weights = [...places.keys()].sort((a, b) => a - b);
  const of = (weight: number): Places => places.get(weight) ?? [];
  const count = of(weights[0] ?? 0).length;
  const half = (which: 0 | 1): number[] =>
    Array.from({ length: count }, (_, i) => i).filter((i) => i % 2 === which);
  const best = (some: readonly number[]): number =>
    weights.reduce((one, other) => (mrr(pick(of(other), some)) > mrr(pick(of(one), some)) ? other : one));
  const halves = ([0, 1] as const).map((which) => {
    const chosen = best(half(which));
    const there = half(which === 0 ? 1 : 0);
    return { chosen, mrrThere: mrr(pick(of(chosen), there)), mrrOfWordsThere: mrr(pick(of(0), there)) };
  });
  const all = Array.from({ length: count }, (_, i) => i);
  const recommended = best(all);
  return {
    scores: weights.map((weight) => scoreOf(weight, of(weight))),
    halves,
    recommended,
    doubt: count < ENOUGH ? 'too-few' : isNoise(of(0), of(recommended)) ? 'within-noise' : null,
  };
}

function scoreOf(weight: number, places: Places): WeightScore {
  const share = (holds: (place: number) => boolean): number =>
    round(places.filter((place) => place !== null && holds(place)).length / Math.max(1, places.length));
  return {
    weight,
    goldFirst: share((place) => place === 1),
    goldInThree: share((place) => place <= 3),
    mrr: round(mrr(places)),
  };
}

function pick(places: Places, some: readonly number[]): Places {
  return some.map((i) => places[i] ?? null);
}

function mrr(places: Places): number {
  return places.reduce<number>((sum, place) => sum + reciprocal(place), 0) / Math.max(1, places.length);
}

function reciprocal(place: number | null): number {
  return place === null ? 0 : 1 / place;
}

/** Whether the mean difference is less than twice its standard error. */
function isNoise(one: Places, other: Places): boolean {
  const differences = one.map((place, i) => reciprocal(other[i] ?? null) - reciprocal(place));
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const variance =
    differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (differences.length - 1);
  return Math.abs(mean) < 2 * Math.sqrt(variance / differences.length);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
