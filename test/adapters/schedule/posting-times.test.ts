import { describe, expect, it } from 'vitest';
import { isCronPattern, nextPostingTime } from '../../../adapters/schedule/posting-times.js';

const next = (iso: string, pattern?: string) => nextPostingTime(new Date(iso), pattern).toISOString();

describe('the time at which digests leave', () => {
  it.each([
    ['the same morning', '2026-11-24T00:00:00Z', '2026-11-24T01:00:00.000Z'],
    ['the next day, when ten o’clock is over', '2026-11-24T01:00:00Z', '2026-11-25T01:00:00.000Z'],
    ['Monday, on a Friday afternoon', '2026-11-27T05:00:00Z', '2026-11-30T01:00:00.000Z'],
    ['after a holiday (勤労感謝の日)', '2026-11-22T23:00:00Z', '2026-11-24T01:00:00.000Z'],
    ['after a bridge day between two holidays', '2026-09-18T05:00:00Z', '2026-09-24T01:00:00.000Z'],
    ['after New Year', '2026-12-28T05:00:00Z', '2027-01-04T01:00:00.000Z'],
    [
      'by the calendar of Japan, wherever the machine stands',
      '2026-11-30T15:30:00Z',
      '2026-12-01T01:00:00.000Z',
    ],
  ])('is ten in the morning of a working day: %s', (_, now, expected) => {
    expect(next(now)).toBe(expected);
  });

  it('is what the operator has set', () => {
    expect(next('2026-11-24T00:00:00Z', '30 14 1 * *')).toBe('2026-12-01T05:30:00.000Z');
    // 1 May 2027 is a Saturday, which the operator's pattern does not mind; 1 January is closed.
    expect(next('2026-12-02T00:00:00Z', '30 14 1 * *')).toBe('2027-02-01T05:30:00.000Z');
    expect(isCronPattern('0 10 * * 1-5')).toBe(true);
    expect(['', 'tomorrow', '0 10 1 1 *', '0 10 30 2 *'].map(isCronPattern)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
