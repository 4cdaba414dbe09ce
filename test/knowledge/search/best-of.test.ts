import { describe, expect, it } from 'vitest';
import { BestOf } from '../../../knowledge/search/best-of.js';

describe('the best of many', () => {
  it.each([1, 3, 60, 2000])('are the same as by sorting, %i of them', (count) => {
    let seed = 3;
    const scores = Array.from({ length: 1500 }, () => {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      return (seed % 97) / 97;
    });
    const best = new BestOf(count);
    scores.forEach((score, at) => {
      best.offer(at, score);
    });
    const all = scores.map((score, at) => ({ at, score })).sort((a, b) => b.score - a.score || a.at - b.at);
    expect(best.sorted()).toEqual(all.slice(0, count));
  });
});
