import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../knowledge/search/random.js';
import { fitChoice, fitLogistic, probability, quantile, scoreOf } from './regression.js';

const random = seededRandom(5);

describe('fitting', () => {
  it('finds the feature that tells the right candidate from the rest', () => {
    const questions = Array.from({ length: 60 }, () => {
      const rows = Array.from({ length: 8 }, () => [random(), random()]);
      const best = rows.reduce((top, row, i) => (row[1]! > rows[top]![1]! ? i : top), 0);
      return { rows, right: rows.map((_, i) => i === best) };
    });
    const weights = fitChoice(questions, 2, { rounds: 300 });
    expect(weights[1]!).toBeGreaterThan(5 * Math.abs(weights[0]!));
    expect(scoreOf(weights, [0, 1])).toBeGreaterThan(scoreOf(weights, [1, 0]));
  });

  it('gives probabilities on the right side', () => {
    const examples = Array.from({ length: 200 }, () => {
      const row = [random(), random()];
      return { row, yes: row[0]! > 0.5 };
    });
    const weights = fitLogistic(examples, 2, { rounds: 1500 });
    const right = examples.filter(({ row, yes }) => probability(weights, row) > 0.5 === yes);
    expect(right.length / examples.length).toBeGreaterThan(0.9);
  });

  it('takes quantiles from below', () => {
    expect(quantile([5, 1, 4, 2, 3], 0.2)).toBe(2);
  });
});
