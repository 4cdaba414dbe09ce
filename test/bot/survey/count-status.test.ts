import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { countStatus, hasResponded, percentages } from '../../../bot/survey/count-status.js';
import { statusOf } from '../../../bot/survey/item-status.js';
import { percentOf } from '../../../bot/survey/percent.js';
import { all, HEADER, line, QUESTIONNAIRE, read } from './survey-of-tests.js';

const SURVEY = '../shared/survey';

describe('the status of an item', () => {
  const status = async (answers: Record<string, string>, item = 'イ') => {
    const { rows } = await read(`${HEADER}\n${line('滋賀県', '大津市', answers)}`);
    const found = QUESTIONNAIRE.items.find(({ id }) => id === item);
    if (found === undefined || rows[0] === undefined) throw new Error('no row');
    return statusOf(rows[0].answers, found);
  };

  it.each([
    ['one that counts is done', { ...all('イ', '4'), 'イ-5': '1' }, 'done'],
    ['one that does not count is done', { ...all('イ', '4'), 'イ-1': '1', 'イ-2': '1' }, 'notStarted'],
    ['one is prepared', { ...all('イ', '4'), 'イ-3': '3' }, 'preparing'],
    ['one is prepared, another blank', { ...all('イ', '4'), 'イ-3': '2', 'イ-4': '' }, 'preparing'],
    ['all are not begun', all('イ', '4'), 'notStarted'],
    ['one is blank, the others not begun', { ...all('イ', '4'), 'イ-6': '' }, 'noResponse'],
    ['all are blank', all('イ', ''), 'noResponse'],
  ])('follows the published rule: %s', async (_, answers, expected) => {
    expect(await status(answers)).toBe(expected);
  });
});

describe('percentages', () => {
  it('are to one decimal, half up, without the errors of fractions', () => {
    expect([percentOf(1, 8), percentOf(1, 3), percentOf(2, 3), percentOf(0, 5), percentOf(5, 5)]).toEqual([
      12.5, 33.3, 66.7, 0, 100,
    ]);
    // 0.25 % and 2.25 %, which fractions would round down.
    expect([percentOf(1, 400), percentOf(9, 400), percentOf(201, 2000)]).toEqual([0.3, 2.3, 10.1]);
    expect(percentOf(0, 0)).toBeNull();
  });

  it('are of those that responded to the item', async () => {
    const lines = [
      line('滋賀県', '大津市'),
      line('滋賀県', '草津市', all('ア', '')),
      line('滋賀県', '守山市', all('ア', '4')),
    ];
    const { rows } = await read([HEADER, ...lines].join('\n'));
    const count = countStatus(rows, QUESTIONNAIRE).ア;
    if (count === undefined) throw new Error('no item');
    expect(count).toMatchObject({ done: 1, preparing: 0, notStarted: 1, noResponse: 1, n: 2 });
    expect(count.notStartedMunicipalities).toEqual(['守山市']);
    expect(percentages(count)).toEqual({ done: 50, preparing: 0, notStarted: 50 });
    expect(rows.every(hasResponded)).toBe(true);
  });
});

describe.skipIf(!existsSync(SURVEY))('the published figures', () => {
  it('of Kinki come out to the digit, and those of Shiga as they were counted by hand', async () => {
    const { rows, problems } = await read(await readFile(`${SURVEY}/kinki-h29.csv`, 'utf8'));
    const published = JSON.parse(await readFile(`${SURVEY}/published-figures.json`, 'utf8'));
    const expected = JSON.parse(await readFile(`${SURVEY}/expected-kinki-shiga.json`, 'utf8'));
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(215);
    const region = countStatus(rows, QUESTIONNAIRE);
    const shiga = countStatus(
      rows.filter(({ prefecture }) => prefecture === '滋賀県'),
      QUESTIONNAIRE,
    );
    for (const { id, subItems } of QUESTIONNAIRE.items) {
      const [ofRegion, ofShiga] = [region[id], shiga[id]];
      if (ofRegion === undefined || ofShiga === undefined) throw new Error(id);
      expect(percentages(ofRegion)).toEqual(published.percent[id]);
      expect(ofRegion).toMatchObject(expected.近畿[id]);
      expect(ofShiga).toMatchObject(expected.滋賀県[id]);
      const counted = subItems.flatMap(({ number, counted: counts }) => (counts ? [number] : []));
      expect(counted).toEqual(published.judged_sub_items[id]);
    }
  });
});
