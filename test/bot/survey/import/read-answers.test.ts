import { describe, expect, it } from 'vitest';
import { HEADER, KEYS, line, read } from '../survey-of-tests.js';

describe('a survey file', () => {
  it('is read whatever way codes, columns and prefectures are written', async () => {
    const spellings = KEYS.map((key, i) => {
      const [item = '', number = ''] = key.split('-');
      const at = '①②③④⑤⑥⑦'[Number(number) - 1] ?? '';
      return [`（${item}）${number}`, `${item}${at}`, `${item}－${number}`, `${item} ${number}`][i % 4];
    });
    const codes = ['１', '1.0', '既に実施している', '1. 既に実施している', '準備・調整中（H29年度中）', '4'];
    const answers = KEYS.map((_, i) => `"${codes[i % codes.length]}"`);
    const { rows, problems } = await read(
      [
        '市町村実施状況調査（平成29年度）',
        ['団体コード', '県名', '自治体名', ...spellings].join(','),
        ['252018', '滋賀', '大津市', ...answers].join(','),
        ['25206-9', '', '滋賀県草津市', ...answers].join(','),
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(rows.map(({ prefecture, name, code }) => [prefecture, name, code])).toEqual([
      ['滋賀県', '大津市', '252018'],
      ['滋賀県', '草津市', '252069'],
    ]);
    expect(KEYS.slice(0, 6).map((key) => rows[0]?.answers[key])).toEqual([1, 1, 1, 1, 2, 4]);
  });

  it('lists what it cannot read by row and column, and takes it for blank', async () => {
    const { rows, problems } = await read(
      [
        HEADER,
        line('滋賀県', '大津市', { 'ア-1': '5', 'ア-2': 'はい', 'ア-3': '', 'ア-4': '無回答' }),
        '滋賀県,草津市,約13万,'.concat(KEYS.map(() => '4').join(',')),
      ].join('\n'),
    );
    expect(problems.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, 'ア-1', '5'],
      [2, 'ア-2', 'はい'],
      [3, '人口', '約13万'],
    ]);
    expect(['ア-1', 'ア-2', 'ア-3', 'ア-4'].map((key) => rows[0]?.answers[key])).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(rows[1]?.population).toBeNull();
  });

  it('sets a municipality aside that occurs twice, or of which nobody knows where it is', async () => {
    const { rows, problems } = await read(
      [
        HEADER,
        line('滋賀県', '大津市'),
        line('近江県', '草津市'),
        line('京都府', '大津市'),
        line('滋賀', '大津市', { 'ア-1': '4' }),
        line('滋賀県', ''),
      ].join('\n'),
    );
    expect(rows.map(({ prefecture, name }) => `${prefecture}${name}`)).toEqual(['京都府大津市']);
    expect(problems.map(({ row }) => row).sort()).toEqual([3, 5, 6]);
    expect(problems.find(({ row }) => row === 5)?.message).toContain('2行目と5行目');
  });

  it('is not imported at all when a column is missing', async () => {
    const without = (text: string) =>
      text
        .split(',')
        .filter((_, i) => i !== 3 && i !== 0)
        .join(',');
    const { rows, missing } = await read([HEADER, line('滋賀県', '大津市')].map(without).join('\n'));
    expect(rows).toEqual([]);
    expect(missing).toEqual(['都道府県', 'ア-1']);
  });
});
