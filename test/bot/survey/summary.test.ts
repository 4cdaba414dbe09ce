import { describe, expect, it } from 'vitest';
import { digestText } from '../../../bot/survey/digest-text.js';
import { summarise, summariseArea } from '../../../bot/survey/summarise.js';
import { all, figuresOf, HEADER, line, QUESTIONNAIRE, read } from './survey-of-tests.js';

async function rowsOf(...lines: string[]) {
  return (await read([HEADER, ...lines].join('\n'))).rows;
}

const ALL_BLANK = Object.fromEntries(QUESTIONNAIRE.items.flatMap(({ id }) => Object.entries(all(id, ''))));

describe('the summary of an area', () => {
  it('counts sub-items with their stages, and puts what should come first beside its item', async () => {
    const rows = await rowsOf(
      line('滋賀県', '大津市', { 'イ-3': '2', 'オ-1': '4' }),
      line('滋賀県', '草津市', { 'イ-3': '' }),
      line('滋賀県', '守山市', ALL_BLANK),
    );
    const summary = summariseArea(figuresOf(rows), { kind: 'prefecture', name: '滋賀県' });
    expect([summary.municipalities, summary.respondents, summary.nonRespondents]).toEqual([3, 2, ['守山市']]);
    const stages = summary.items[1]?.subItems.filter(({ stage }) => stage !== null);
    expect(stages?.map(({ stage, donePercent, n, blank }) => [stage, donePercent, n, blank])).toEqual([
      ['市町村内部での検討', 100, 2, 1],
      ['一次連携', 0, 1, 2],
      ['二次連携', 100, 2, 1],
      ['三次連携', 100, 2, 1],
    ]);
    expect(summary.items[4]?.need).toMatchObject({ number: 1, counted: false, codes: { 1: 1, 4: 1 } });
  });

  it('counts by size, and those of unknown size apart', async () => {
    const rows = await rowsOf(
      line('滋賀県', '大津市').replace(',10000,', ',340000,'),
      line('滋賀県', '多賀町', all('カ', '4')).replace(',10000,', ',9999,'),
      line('滋賀県', '豊郷町').replace(',10000,', ',10000,'),
      line('滋賀県', '甲良町').replace(',10000,', ',,'),
    );
    const { populationClasses } = summariseArea(figuresOf(rows), { kind: 'nation' });
    expect(
      populationClasses.map(({ label, municipalities, counts }) => [label, municipalities, counts.カ?.done]),
    ).toEqual([
      ['1万人未満', 1, 0],
      ['1万人以上5万人未満', 1, 1],
      ['30万人以上', 1, 1],
      ['人口の記載なし', 1, 1],
    ]);
  });
});

describe('the change since the survey before', () => {
  const answered = () =>
    rowsOf(line('滋賀県', '大津市'), line('滋賀県', '草津市', all('カ', '4')), line('滋賀県', '守山市'));
  const summaryWith = async (lines: string[], questionnaire = QUESTIONNAIRE) => {
    const before = { title: '前回', questionnaire, rows: await rowsOf(...lines) };
    const summary = summarise(figuresOf(await answered(), QUESTIONNAIRE, before), '滋賀県');
    if (summary === null) throw new Error('no summary');
    return summary;
  };

  it('is of municipalities that answered both times', async () => {
    const summary = await summaryWith([
      line('滋賀県', '大津市', all('カ', '3')),
      line('滋賀県', '草津市', all('カ', '')),
      line('滋賀県', '栗東市'),
      line('京都府', '守山市', all('カ', '4')),
    ]);
    if ('why' in summary.change) throw new Error(summary.change.why);
    expect(summary.change.items.カ).toEqual({
      n: 1,
      before: { done: 0, preparing: 1, notStarted: 0 },
      after: { done: 1, preparing: 0, notStarted: 0 },
      newlyDone: ['大津市'],
      noLongerDone: [],
    });
    expect(digestText(summary, { year: '平成30年度', next: null })).toContain(
      '（カ）医療・介護関係者の研修を実施している市町村が0から1に増えました（両方に回答した1市町村）',
    );
  });

  it('is not told of another questionnaire, of nobody, or of nothing before: it says why', async () => {
    const other = await summaryWith([line('滋賀県', '大津市')], { ...QUESTIONNAIRE, id: 'h28' });
    expect(other.change).toEqual({ why: 'other-questionnaire' });
    expect(digestText(other, { year: '平成29年度', next: null })).toContain('調査票が異なる');
    expect((await summaryWith([line('滋賀県', '栗東市')])).change).toEqual({ why: 'nobody-in-both' });
    expect(summarise(figuresOf(await answered()), '滋賀県')?.change).toEqual({ why: 'no-earlier' });
  });
});
