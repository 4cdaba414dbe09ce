import { describe, expect, it } from 'vitest';
import { mean, pairedDifference, percentile, scoreRanking } from './metrics.js';

describe('the score of a ranking', () => {
  it('is 1 throughout when the relevant documents come first', () => {
    const scores = scoreRanking(
      ['a', 'b', 'x'],
      new Map([
        ['a', 1],
        ['b', 1],
      ]),
    );
    expect(scores).toEqual({ ndcg: 1, reciprocalRank: 1, recall: 1 });
  });

  it('discounts a late hit: one relevant document at rank 3', () => {
    const scores = scoreRanking(['x', 'y', 'a'], new Map([['a', 1]]));
    // DCG 1 / log2(4) = .5, ideal 1 / log2(2) = 1.
    expect(scores.ndcg).toBeCloseTo(0.5, 10);
    expect(scores.reciprocalRank).toBeCloseTo(1 / 3, 10);
    expect(scores.recall).toBe(1);
  });

  it('weighs grades: the better document second', () => {
    const scores = scoreRanking(
      ['b', 'a'],
      new Map([
        ['a', 2],
        ['b', 1],
        ['c', 1],
      ]),
    );
    // DCG 1/1 + 2/1.58496 = 2.26186; ideal 2/1 + 1/1.58496 + 1/2 = 3.13093.
    expect(scores.ndcg).toBeCloseTo(2.26186 / 3.13093, 5);
    expect(scores.reciprocalRank).toBe(1);
    expect(scores.recall).toBeCloseTo(2 / 3, 10);
  });

  it('looks no further than rank 10', () => {
    const ranking = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', 'a'];
    expect(scoreRanking(ranking, new Map([['a', 1]]))).toEqual({ ndcg: 0, reciprocalRank: 0, recall: 0 });
    expect(scoreRanking(ranking.slice(1), new Map([['a', 1]])).reciprocalRank).toBeCloseTo(0.1, 10);
  });

  it('has an ideal of ten documents when more are relevant', () => {
    const ids = Array.from({ length: 20 }, (_, i) => `${i}`);
    const scores = scoreRanking(ids, new Map(ids.map((id) => [id, 1])));
    expect(scores).toEqual({ ndcg: 1, reciprocalRank: 1, recall: 0.5 });
  });

  it('counts a repeated document once and an empty ranking as nothing', () => {
    expect(scoreRanking(['x', 'x', 'a'], new Map([['a', 1]])).reciprocalRank).toBe(0.5);
    expect(scoreRanking([], new Map([['a', 1]]))).toEqual({ ndcg: 0, reciprocalRank: 0, recall: 0 });
    expect(scoreRanking(['a'], new Map([['a', 0]]))).toEqual({ ndcg: 0, reciprocalRank: 0, recall: 0 });
  });
});

describe('summaries', () => {
  it('take the mean and the nearest-rank percentile', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(mean([])).toBe(0);
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(percentile([4, 1, 3, 2], 0.95)).toBe(4);
    expect(percentile([], 0.5)).toBe(0);
  });

  it('give the paired difference with its 95 % interval', () => {
    // Differences 1, 0, 0, 1: mean .5, variance 1/3, standard error sqrt(1/12) = .288675.
    const { mean: centre, halfWidth } = pairedDifference([1, 0.5, 0, 1], [0, 0.5, 0, 0]);
    expect(centre).toBe(0.5);
    expect(halfWidth).toBeCloseTo(1.96 * 0.288675, 5);
    expect(pairedDifference([0.2], [0.1]).halfWidth).toBe(0);
    expect(() => pairedDifference([1], [])).toThrow(RangeError);
  });
});
