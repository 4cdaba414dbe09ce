/** Grades of the documents that answer a query; a document that is not named has grade 0. */
export type Relevance = ReadonlyMap<string, number>;

export interface QueryScores {
  ndcg: number;
  reciprocalRank: number;
  recall: number;
}

/** All measures are cut off here, as in the published figures on Japanese sets. */
export const CUTOFF = 10;

/** Scores of one ranking, best first. A document that is listed twice counts once, at its first place. */
export function scoreRanking(ranking: readonly string[], relevance: Relevance): QueryScores {
  const first = [...new Set(ranking)].slice(0, CUTOFF);
  const gains = first.map((id) => relevance.get(id) ?? 0);
  const ideal = [...relevance.values()].sort((a, b) => b - a).slice(0, CUTOFF);
  const hit = gains.findIndex((gain) => gain > 0);
  const relevant = [...relevance.values()].filter((grade) => grade > 0).length;
  return {
    ndcg: relevant === 0 ? 0 : discounted(gains) / discounted(ideal),
    reciprocalRank: hit === -1 ? 0 : 1 / (hit + 1),
    recall: relevant === 0 ? 0 : gains.filter((gain) => gain > 0).length / relevant,
  };
}

/** Linear gain, log2 discount (Järvelin & Kekäläinen 2002), what trec_eval calls ndcg_cut. */
function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Nearest-rank percentile, `share` in (0, 1]; 0 for no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export interface Difference {
  mean: number;
  /** Half the width of the 95 % interval of the mean, normal approximation. */
  halfWidth: number;
}

/** How far two methods lie apart on the same queries: without it, noise would be read as a ranking of methods. */
export function pairedDifference(one: readonly number[], other: readonly number[]): Difference {
  if (one.length !== other.length) throw new RangeError(`${one.length} values beside ${other.length}`);
  const differences = one.map((value, i) => value - other[i]!);
  const centre = mean(differences);
  if (differences.length < 2) return { mean: centre, halfWidth: 0 };
  const variance =
    differences.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (differences.length - 1);
  return { mean: centre, halfWidth: 1.96 * Math.sqrt(variance / differences.length) };
}
