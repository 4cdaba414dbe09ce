import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { Municipalities } from '../../../../bot/directory/municipality-list.js';
import { all, HEADER, KEYS, line, QUESTIONNAIRE, read } from '../survey-of-tests.js';

const ALL_FOUR = Object.fromEntries(KEYS.map((key) => [key, '4']));

describe('a survey file as offices keep it', () => {
  it('names the item above the numbers of its sub-items', async () => {
    const items = KEYS.map((key) => key.split('-'));
    const over = items.map(([item, number]) =>
      number === '1' ? `（${item}）${QUESTIONNAIRE.items.find(({ id }) => id === item)?.name}` : '',
    );
    const { rows, missing } = await read(
      [
        ['', '', '', ...over].join(','),
        ['都道府県', '市町村名', '人口', ...items.map(([, number]) => `${number}．取組例`)].join(','),
        line('滋賀県', '大津市', { 'ア-2': '3', 'ク-5': '4' }),
      ].join('\n'),
    );
    expect(missing).toEqual([]);
    expect([rows[0]?.answers['ア-1'], rows[0]?.answers['ア-2'], rows[0]?.answers['ク-5']]).toEqual([1, 3, 4]);
  });

  it('has the words of the sub-item in its heading, and beside “other” what was written there', async () => {
    const heads = KEYS.map((key) => `（${key.split('-')[0]}）${key.split('-')[1]} 取組の名前`);
    const { rows, unknown, problems } = await read(
      [
        ['都道府県', '市町村名', ...heads, 'ア6 その他（具体的に）'].join(','),
        `滋賀県,大津市,${KEYS.map((key) => (key === 'ア-6' ? '' : '1')).join(',')},地図を作った`,
      ].join('\n'),
    );
    expect(rows[0]?.answers['ア-6']).toBeNull();
    expect([unknown, problems]).toEqual([['ア6 その他（具体的に）'], []]);
  });

  it('has a sheet for each prefecture and one with their sums', async () => {
    const book = utils.book_new();
    const sheet = (rows: string[]) => utils.aoa_to_sheet(rows.map((row) => row.split(',')));
    utils.book_append_sheet(book, sheet([HEADER, line('滋賀県', '大津市'), line('滋賀県', '計')]), '滋賀');
    utils.book_append_sheet(
      book,
      sheet([HEADER, line('京都府', '京都市'), line('滋賀県', '大津市')]),
      '京都',
    );
    utils.book_append_sheet(
      book,
      sheet([['区分', ...KEYS].join(','), `実施,${KEYS.map(() => '18').join(',')}`]),
      '集計',
    );
    const { rows, problems } = await read(
      new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer),
    );
    expect(rows.map(({ name }) => name)).toEqual(['京都市']);
    expect(problems.map(({ sheet: at, row, message }) => [at, row, message])).toEqual([
      ['滋賀', 3, '合計などの行として、取り込みません。'],
      ['京都', 3, '滋賀県大津市がシート「滋賀」の2行目と3行目にあります。どちらも取り込みません。'],
    ]);
  });

  it('names municipalities by their codes alone, or with the prefecture before their name', async () => {
    const municipalities = new Municipalities([{ code: '252018', prefecture: '滋賀県', name: '大津市' }]);
    const ones = KEYS.map(() => '1').join(',');
    const byCode = await read(
      [`団体コード,${KEYS.join(',')}`, `252018,${ones}`, `252069,${ones}`].join('\n'),
      {
        municipalities,
      },
    );
    expect(byCode.rows.map(({ prefecture, name }) => prefecture + name)).toEqual(['滋賀県大津市']);
    expect(byCode.problems.map(({ row, column }) => [row, column])).toEqual([[3, '市町村名']]);
    const byName = await read(
      [`市町村名,${KEYS.join(',')}`, `京都府宇治市,${ones}`, `大津市,${ones}`].join('\n'),
    );
    expect(byName.rows.map(({ prefecture, name }) => [prefecture, name])).toEqual([['京都府', '宇治市']]);
    expect(byName.problems.map(({ row, column }) => [row, column])).toEqual([[3, '都道府県']]);
  });

  it('contradicts itself between code and prefecture, or has one code twice: such rows are set aside', async () => {
    const ones = KEYS.map(() => '1').join(',');
    const { rows, problems } = await read(
      [
        `団体コード,都道府県,市町村名,${KEYS.join(',')}`,
        `252018,京都府,大津市,${ones}`,
        `252069,滋賀県,草津市,${ones}`,
        `252069,滋賀県,くさつ市,${ones}`,
        `252998,滋賀県,栗東市,${ones}`,
      ].join('\n'),
    );
    expect(rows.map(({ name, code }) => [name, code])).toEqual([['栗東市', null]]);
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      [2, '団体コード'],
      [4, '市町村名'],
      [5, '団体コード'],
    ]);
  });

  it('uses headings that somebody has said the meaning of', async () => {
    const header = HEADER.replace('ア-1', '設問の壱').replace('市町村名', 'まち');
    const lines = [header, line('滋賀県', '大津市', { 'ア-1': '2' })].join('\n');
    const before = await read(lines);
    expect([before.missing, before.unknown]).toEqual([
      ['市町村名', 'ア-1'],
      ['まち', '設問の壱'],
    ]);
    const { rows, missing } = await read(lines, {
      own: { 設問の壱: 'ア-1', まち: '市町村名', 何か: '呪文' },
    });
    expect([missing, rows[0]?.name, rows[0]?.answers['ア-1']]).toEqual([[], '大津市', 2]);
  });
});

describe('reasons for not having begun', () => {
  const questionnaire = {
    ...QUESTIONNAIRE,
    reasons: [
      { number: 1, label: '担当者の不足' },
      { number: 2, label: '予算の不足' },
    ],
  };

  it('are several in a cell, by number or words, or marked in a column each', async () => {
    const rows = [
      `${HEADER},ア未実施理由,質問2②,ウ-未実施理由1,ウ-未実施理由2`,
      `${line('滋賀県', '大津市', ALL_FOUR)},"１、2",担当者の不足,○,`,
      `${line('滋賀県', '草津市', ALL_FOUR)},,,1,2`,
    ];
    const found = await read(rows.join('\n'), { questionnaire });
    expect(found.problems).toEqual([]);
    expect(found.rows.map(({ reasons }) => reasons)).toEqual([
      { ア: [1, 2], イ: [1], ウ: [1] },
      { ウ: [1, 2] },
    ]);
  });

  it('count only where all sub-items are 4, and only those that there are', async () => {
    const rows = [
      `${HEADER},ア未実施理由,イ未実施理由,ウ-未実施理由1`,
      `${line('滋賀県', '大津市', { ...ALL_FOUR, 'ア-6': '3' })},1,"2,9",？`,
      `${line('滋賀県', '草津市', all('ア', '1'))},,無回答,`,
    ];
    const { rows: found, problems } = await read(rows.join('\n'), { questionnaire });
    expect(found.map(({ reasons }) => reasons)).toEqual([{ イ: [2] }, {}]);
    expect(problems.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, 'ア-未実施理由', '1'],
      [2, 'イ-未実施理由', '9'],
      [2, 'ウ-未実施理由1', '？'],
    ]);
  });

  it('are kept by number where the questionnaire’s source does not print them', async () => {
    const rows = [`${HEADER},ア未実施理由`, `${line('滋賀県', '大津市', ALL_FOUR)},3`];
    expect((await read(rows.join('\n'))).rows[0]?.reasons).toEqual({ ア: [3] });
  });
});
