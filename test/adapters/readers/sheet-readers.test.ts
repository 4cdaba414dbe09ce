import { utils, type WorkSheet, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { readAs, shortened } from './read-blocks.js';

type Cell = string | number | null;
interface Extra {
  name?: string;
  merges?: string[];
  hidden?: 0 | 1 | 2;
}

function bookOf(
  sheets: readonly [Cell[][], Extra?][],
  change?: (sheet: WorkSheet) => void,
  date1904 = false,
): Uint8Array {
  const book = utils.book_new();
  sheets.forEach(([rows, { name, merges = [] } = {}], i) => {
    const sheet = utils.aoa_to_sheet(rows);
    sheet['!merges'] = merges.map((range) => utils.decode_range(range));
    change?.(sheet);
    utils.book_append_sheet(book, sheet, name ?? `Sheet${i + 1}`);
  });
  book.Workbook = {
    Sheets: sheets.map(([, extra]) => ({ Hidden: extra?.hidden ?? 0 })),
    WBProps: { date1904 },
  };
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

const read = async (rows: Cell[][], extra?: Extra): Promise<unknown[]> =>
  shortened((await readAs('a.xlsx', bookOf([[rows, extra]]))).blocks);

describe('a workbook', () => {
  it('gives a table its header', async () => {
    expect(
      await read([
        ['圏域', '担当', '所属'],
        ['東', '見本', '市'],
        ['西', '例示', '町'],
      ]),
    ).toEqual([
      [
        ['圏域', '担当', '所属'],
        ['東', '見本', '市'],
        ['西', '例示', '町'],
      ],
    ]);
  });

  it('names sections after sheets, and tables after the line above them', async () => {
    expect(await read([['表一'], ['市', '件数'], ['甲', 1], ['乙', 2], ['※速報']], { name: '集計' })).toEqual(
      [
        'h1 集計',
        'h2 表一',
        [
          ['市', '件数'],
          ['甲', '1'],
          ['乙', '2'],
        ],
        '・※速報',
      ],
    );
  });

  it('leaves out hidden sheets', async () => {
    const book = bookOf([[[['見える']]], [[['隠れる']], { hidden: 1 }], [[['もっと隠れる']], { hidden: 2 }]]);
    expect(JSON.stringify((await readAs('a.xlsx', book)).blocks)).not.toContain('隠れる');
  });

  it('repeats what is merged downwards, not what is merged sideways', async () => {
    expect(
      await read(
        [
          ['圏域', '市', '件数', '備考'],
          ['東', '甲', 1, '速報'],
          [null, '乙', 2, null],
        ],
        { merges: ['A2:A3', 'D2:D3'] },
      ),
    ).toEqual([
      [
        ['圏域', '市', '件数', '備考'],
        ['東', '甲', '1', '速報'],
        ['東', '乙', '2', '速報'],
      ],
    ]);
  });

  it('joins a header of two rows', async () => {
    expect(
      await read(
        [
          ['市', '七年', null],
          [null, '件数', '割合'],
          ['甲', 1, '5%'],
          ['乙', 2, '9%'],
        ],
        { merges: ['A1:A2', 'B1:C1'] },
      ),
    ).toEqual([
      [
        ['市', '七年 件数', '七年 割合'],
        ['甲', '1', '5%'],
        ['乙', '2', '9%'],
      ],
    ]);
  });

  it('tells tables apart that a blank row or column separates', async () => {
    const blocks = await read([
      ['市', '件数', null, '町', '件数'],
      ['甲', 1, null, '丙', 3],
      ['乙', 2, null, '丁', 4],
      [],
      ['県', '人口'],
      ['戊', 5],
      ['己', 6],
    ]);
    expect(blocks).toEqual([
      [
        ['市', '件数'],
        ['甲', '1'],
        ['乙', '2'],
      ],
      [
        ['町', '件数'],
        ['丙', '3'],
        ['丁', '4'],
      ],
      [
        ['県', '人口'],
        ['戊', '5'],
        ['己', '6'],
      ],
    ]);
  });

  it('takes labels with values for a form, also when they span columns', async () => {
    expect(
      await read([
        ['発見者', '見本'],
        ['事象', '画面が出ません。'],
        ['日付', '四月一日'],
      ]),
    ).toEqual([[null, ['発見者', '見本'], ['事象', '画面が出ません。'], ['日付', '四月一日']]]);
    expect(
      await read(
        [
          ['氏名', '見本', '所属', '市'],
          ['住所', '本町一丁目', null, null],
          ['備考', 'なし', null, null],
        ],
        { merges: ['B2:D2', 'B3:D3'] },
      ),
    ).toEqual([[null, ['氏名', '見本'], ['所属', '市'], ['住所', '本町一丁目'], ['備考', 'なし']]]);
  });

  it('pairs questions and answers, with the other columns as a note', async () => {
    expect(
      await read([
        ['No', '分野', '照会内容', '回答内容', '根拠'],
        [1, '窓口', 'いつですか', '四月です', '要綱'],
        [2, '窓口', 'どこですか', '本庁舎です', null],
      ]),
    ).toEqual([
      'qa いつですか / 四月です / 分野：窓口\n根拠：要綱',
      'qa どこですか / 本庁舎です / 分野：窓口',
    ]);
  });

  it('does not take the people who ask and answer for questions and answers', async () => {
    const blocks = await read([
      ['質問者', '回答者', '件数'],
      ['甲', '乙', 3],
    ]);
    expect(blocks).toEqual([
      [
        ['質問者', '回答者', '件数'],
        ['甲', '乙', '3'],
      ],
    ]);
  });

  it.each([
    ['[$-411]ggge"年"m"月"d"日"', 46348, '令和8年11月22日'],
    ['[$-411]ge.m.d', 46348, 'R8.11.22'],
    ['[$-411]ggge"年"m"月"d"日"', 43586, '令和元年5月1日'],
    ['[$-411]ggge"年"m"月"d"日"', 43585, '平成31年4月30日'],
    ['m"月"d"日"(aaa)', 46348, '11月22日(日)'],
    ['m/d/yy', 46348, '2026/11/22'],
    ['#,##0', 1233, '1,233'],
    ['0.0%', 0.385, '38.5%'],
  ])('shows %s of %d as %s', async (format, value, shown) => {
    const book = bookOf(
      [
        [
          [
            ['日', '値', '値'],
            ['a', 'b', value],
          ],
        ],
      ],
      (sheet) => {
        Object.assign(sheet.C2 ?? {}, { z: format });
      },
    );
    expect(JSON.stringify((await readAs('a.xlsx', book)).blocks)).toContain(`"${shown}"`);
  });

  it('counts days from 1904 where the file says so', async () => {
    const format = (sheet: WorkSheet): void => {
      Object.assign(sheet.A1 ?? {}, { z: '[$-411]ggge"年"m"月"d"日"' });
    };
    const blocks = (await readAs('a.xlsx', bookOf([[[[1111]]]], format, true))).blocks;
    expect(shortened(blocks)[0]).toContain('明治40年1月16日');
  });

  it('says so when a sheet is cut off', async () => {
    const { problems, blocks } = await readAs(
      'a.xlsx',
      bookOf([[Array.from({ length: 26_000 }, (_, i) => [`市${i}`, i])]]),
    );
    expect(problems.map((problem) => problem.code)).toEqual(['sheet-cut']);
    expect(JSON.stringify(blocks)).toContain('市24999');
    expect(JSON.stringify(blocks)).not.toContain('市25001');
  });

  it('is refused when nothing can be seen in it', async () => {
    await expect(readAs('a.xlsx', bookOf([[[[]]]]))).rejects.toMatchObject({ code: 'empty' });
    await expect(readAs('a.xlsx', 'これは違います')).rejects.toMatchObject({ code: 'corrupt' });
    const whole = bookOf([[[['文']]]]);
    await expect(readAs('a.xlsx', whole.subarray(0, whole.length / 2))).rejects.toMatchObject({
      code: 'corrupt',
    });
  });

  it('ends in time when one merge covers the whole sheet', async () => {
    await readAs('a.xlsx', bookOf([[[['文', '字']], { merges: ['A1:XFD1048576'] }]]));
  }, 10_000);
});

describe('a list with separators', () => {
  it('is a table with a header', async () => {
    expect(
      shortened(
        (await readAs('a.csv', '\uFEFF日付,名称\r\n2026/1/1,"元日, ""休"""\r\n2026/1/12,"成人\nの日"\r\n'))
          .blocks,
      ),
    ).toEqual([
      [
        ['日付', '名称'],
        ['2026/1/1', '元日, "休"'],
        ['2026/1/12', '成人\nの日'],
      ],
    ]);
    expect(shortened((await readAs('a.tsv', '市\t担当\t所属\n甲\t見本\t課\n')).blocks)).toEqual([
      [
        ['市', '担当', '所属'],
        ['甲', '見本', '課'],
      ],
    ]);
  });

  it('is read although rows differ in length and quotes do not close', async () => {
    const { blocks, problems } = await readAs('a.csv', '市,件数\n甲,1,余り\n"乙,2\n');
    expect(JSON.stringify(blocks)).toContain('乙');
    expect(problems.map((problem) => problem.code)).toEqual(['csv-quotes']);
  });

  it('is refused when it is empty', async () => {
    await expect(readAs('a.csv', '')).rejects.toMatchObject({ code: 'empty' });
    await expect(readAs('a.csv', ',,\n,,\n')).rejects.toMatchObject({ code: 'empty' });
  });
});
