import { describe, expect, it } from 'vitest';
import { unboundNumbers } from '../../../bot/survey/check-numbers.js';
import { digestText } from '../../../bot/survey/digest-text.js';
import { summarise } from '../../../bot/survey/summarise.js';
import { all, figuresOf, HEADER, line, read } from './survey-of-tests.js';

const { rows } = await read(
  [
    HEADER,
    line('滋賀県', '大津市', all('オ', '4')),
    line('滋賀県', '草津市', { ...all('オ', '4'), ...all('ク', '4'), 'イ-3': '4' }),
    line('滋賀県', '守山市', { 'イ-3': '3' }),
  ].join('\n'),
);
const summary = summarise(figuresOf(rows), '滋賀県');
if (summary === null) throw new Error('no summary');
const NAMES = ['平成29年度', '手引き（令和7年度版）', '12頁'];
const text = digestText(summary, {
  year: '平成29年度',
  next: { title: '手引き（令和7年度版）', edition: '令和7年度', page: 12 },
});
const unbound = (words: string) => unboundNumbers(words, summary, NAMES).map(({ number }) => number);

describe('the numbers of a digest', () => {
  it('are all of the data', () => {
    expect(text).toContain('（オ）在宅医療・介護連携に関する相談支援が33.3%で近畿60.9%・全国56.4%より低く');
    expect(unbound(text)).toEqual([]);
    expect(unbound('（ク）は２市町村が実施し、近畿は72.1%、全国は70.9%です。')).toEqual([]);
  });

  it.each([
    ['a digit is changed', text.replace('33.3%', '33.4%'), ['33.4']],
    ['an area is changed for another', text.replace('近畿60.9%', '近畿56.4%'), ['56.4']],
    ['it is of another item', '（オ）を実施しているのは66.7%です。', []],
    ['it is of another item alone', '（ア）を実施しているのは66.7%です。', ['66.7']],
    ['it belongs to no item', '全体では66.7%です。', ['66.7']],
    ['the year is of nothing', '平成30年度は1市町村です。', ['30', '1']],
    ['it is in full-width digits', '（ア）は９９．９％です。', ['99.9']],
    ['it is a share in words', '（オ）は約七割が未着手で、過半数です。', ['七割', '過半数']],
    ['a new sentence says nothing of the item', '（オ）は1市町村です。未着手は1市町村です。', ['1']],
    ['it stands beside a name', '「手引き（令和7年度版）」の99頁', ['99']],
  ])('are refused when %s', (_, words, expected) => {
    expect(unbound(words)).toEqual(expected);
  });
});
