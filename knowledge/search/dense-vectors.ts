/** Vectors of a model of meaning, by position in the index; searched exactly, which 20,000 passages allow. */
export class DenseVectors {
  /** @param vectors of unit length; null for a passage that has none yet */
  constructor(private readonly vectors: readonly (Float32Array | null)[]) {}

  /** Cosines with a question's vector, by position; missing where there is no vector, or one of another length. */
  cosines(question: Float32Array, allowed: (at: number) => boolean): Map<number, number> {
    const found = new Map<number, number>();
    for (const [at, vector] of this.vectors.entries()) {
      if (vector === null || vector.length !== question.length || !allowed(at)) continue;
      let sum = 0;
      for (let i = 0; i < vector.length; i++) sum += vector[i]! * question[i]!;
      found.set(at, sum);
    }
    return found;
  }
}

/** A question as a model of meaning sees it, and how much that counts beside its words: 0 nothing, 1 alone. */
export interface Meant {
  vector: Float32Array;
  weight: number;
}

/**
 * Weighted sum of two lists, each stretched to 0 … 1: on a city's questions that raised nDCG, where reciprocal rank fusion
 * lowered it. What has no vector counts as the farthest.
 * @returns by position, of all that either list knows
 */
export function fused(
  words: ReadonlyMap<number, number>,
  meaning: ReadonlyMap<number, number>,
  weight: number,
): Map<number, number> {
  const [byWords, byMeaning] = [stretched(words), stretched(meaning)];
  const all = new Set([...byWords.keys(), ...byMeaning.keys()]);
  return new Map(
    [...all].map((at) => [at, (1 - weight) * (byWords.get(at) ?? 0) + weight * (byMeaning.get(at) ?? 0)]),
  );
}

function stretched(scores: ReadonlyMap<number, number>): Map<number, number> {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const score of scores.values()) [least, most] = [Math.min(least, score), Math.max(most, score)];
  const range = most - least;
  return new Map([...scores].map(([at, score]) => [at, range <= 0 ? 1 : (score - least) / range]));
}
