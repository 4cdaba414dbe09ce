import { describe, expect, it } from 'vitest';
import type { StatusCount } from '../../../bot/survey/count-status.js';
import { suppress } from '../../../bot/survey/suppress.js';

const count = (done: number, preparing: number, notStarted: number): StatusCount => ({
  done,
  preparing,
  notStarted,
  noResponse: 0,
  n: done + preparing + notStarted,
  notStartedMunicipalities: [],
});

describe('counts that leave a prefecture', () => {
  it.each([
    ['all are five or more, or nought', count(12, 0, 7), [12, 0, 7]],
    ['one is small: the next smallest goes with it', count(12, 6, 3), [12, null, null]],
    ['one is small, another nought: nought tells nothing', count(16, 0, 3), [null, 0, null]],
    ['two are small and few together', count(16, 1, 2), [null, null, null]],
    ['two are small and enough together', count(16, 4, 2), [16, null, null]],
    ['there are few in all', count(4, 0, 0), [null, null, null]],
  ])('are kept back where they are small: %s', (_, given, expected) => {
    const { parts, n, percent } = suppress(given);
    expect([parts.done, parts.preparing, parts.notStarted]).toEqual(expected);
    expect(n).toBe(given.n < 5 ? null : given.n);
    expect(percent.done === null).toBe(parts.done === null);
  });

  it('can never be reckoned from what is shown', () => {
    for (let done = 0; done <= 12; done++)
      for (let preparing = 0; preparing <= 12; preparing++)
        for (let notStarted = 0; notStarted <= 12; notStarted++) {
          const given = count(done, preparing, notStarted);
          const { parts, n } = suppress(given);
          const names = ['done', 'preparing', 'notStarted'] as const;
          const hidden = names.filter((name) => parts[name] === null);
          for (const name of names) if (given[name] > 0 && given[name] < 5) expect(hidden).toContain(name);
          if (hidden.length === 0 || n === null) continue;
          expect(hidden.reduce((sum, name) => sum + given[name], 0)).toBeGreaterThanOrEqual(5);
          expect(hidden.length).toBeGreaterThan(1);
        }
  });
});
