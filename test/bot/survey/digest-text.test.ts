import { describe, expect, it } from 'vitest';
import { digestText, mostInNeed } from '../../../bot/survey/digest-text.js';
import { summarise } from '../../../bot/survey/summarise.js';
import { all, figuresOf, HEADER, line, QUESTIONNAIRE, read } from './survey-of-tests.js';

/** Of Shiga; towns by what they answered other than 1. */
async function summaryOf(towns: Record<string, Record<string, string>>, more: string[] = []) {
  const lines = Object.entries(towns).map(([name, answers]) => line('滋賀県', name, answers));
  const { rows } = await read([HEADER, ...lines, ...more].join('\n'));
  const summary = summarise(figuresOf(rows), '滋賀県');
  if (summary === null) throw new Error('no summary');
  return summary;
}

const year = '平成29年度';

describe('the summary of a prefecture', () => {
  it('takes region and nation from what was published where the rows are not all there', async () => {
    const { items, region } = await summaryOf({ 大津市: {} });
    expect(region).toBe('近畿');
    expect(items[0]).toMatchObject({
      region: { percent: { done: 91.2, preparing: 7.4, notStarted: 1.4 }, published: true },
      nation: { percent: { done: 89.1, preparing: 9.8, notStarted: null }, published: true },
    });
  });

  it('takes the region from the rows where every prefecture of it is there', async () => {
    const others = ['福井県', '京都府', '大阪府', '兵庫県', '奈良県', '和歌山県'];
    const lines = others.map((prefecture) => line(prefecture, '市', all('ア', '4')));
    const { items } = await summaryOf({ 大津市: {} }, lines);
    expect(items[0]?.region?.percent).toEqual({ done: 14.3, preparing: 0, notStarted: 85.7 });
  });

  it('sets figures of another version of the questionnaire beside nothing', async () => {
    const { rows } = await read([HEADER, line('滋賀県', '大津市')].join('\n'));
    const figures = figuresOf(rows, { ...QUESTIONNAIRE, id: 'r1' });
    const summary = summarise(figures, '滋賀県');
    expect(summary?.items[0]).toMatchObject({ region: null, nation: null });
    expect(summarise(figures, '青森県')).toBeNull();
  });
});

describe('the text of a digest', () => {
  it('says where the prefecture stands, and where most have not begun, with figures of the data alone', async () => {
    const summary = await summaryOf({
      大津市: all('オ', '4'),
      草津市: { ...all('オ', '4'), ...all('ク', '4') },
      守山市: {},
      栗東市: Object.fromEntries(QUESTIONNAIRE.items.flatMap(({ id }) => Object.entries(all(id, '')))),
    });
    const text = digestText(summary, { year, next: null });
    expect(text).toContain('4市町村のうち3市町村が回答');
    expect(text).toContain('（オ）在宅医療・介護連携に関する相談支援が33.3%で近畿60.9%・全国56.4%より低く');
    expect(text).toContain('2市町村（66.7%、全国12.2%）');
    expect(text).toContain(
      '前提となる「在宅医療・介護連携を支援する相談窓口のニーズの確認」は2市町村が未着手です',
    );
    expect(text.length).toBeLessThan(400);
    // Municipalities are not named and not ranked where everybody in the channel reads.
    expect(text).not.toMatch(/大津市|草津市/);
  });

  it('says so when all have begun everything, and names what to read when it is known', async () => {
    const begun = await summaryOf({ 大津市: {} });
    expect(mostInNeed(begun)).toBeNull();
    expect(digestText(begun, { year, next: null })).toContain('未着手の項目がある市町村はありません');
    const next = {
      title: '手引き',
      edition: '令和7年度',
      page: 12,
      heading: '',
      passage: '',
      versionId: '',
      passageId: '',
    };
    const needed = await summaryOf({ 大津市: all('カ', '4') });
    expect(digestText(needed, { year, next })).toContain(
      '支援の参考に「手引き」（令和7年度・12頁）をご覧ください。',
    );
  });
});
