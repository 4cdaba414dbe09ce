import { describe, expect, it } from 'vitest';
import { Municipalities } from '../../../bot/directory/municipality-list.js';
import { planPeople } from '../../../bot/directory/plan-people.js';
import { person } from '../consultations/desk-of-tests.js';

const HEAD = ['氏名', 'メール', 'SlackID', '役割', '都道府県', '市町村', '団体コード', '状態'];
const LIST = new Municipalities([
  { code: '250007', prefecture: '滋賀県', name: null },
  { code: '252018', prefecture: '滋賀県', name: '大津市' },
]);

function plan(
  rows: string[][],
  {
    known = [person('田中', 'staff', { mail: 'tanaka@example.jp' })],
    by = null as string | null,
    missing = false,
  } = {},
) {
  let count = 0;
  const grid = { name: '名簿', rows: [HEAD, ...rows].map((cells, i) => ({ number: i + 1, cells })) };
  const found = planPeople([grid], {
    known,
    municipalities: LIST,
    newId: () => `new-${++count}`,
    by,
    deactivateMissing: missing,
  });
  if (found === null) throw new Error('no list of people was recognised');
  return found;
}

describe('a list of people', () => {
  it('adds who is new, in the role and place that the row names', () => {
    const { added, problems } = plan([
      ['山田花子', 'Yamada@Example.jp', '', '事務局', '滋賀県', '大津市', '', '有効'],
      ['鈴木一郎', 'suzuki@example.jp', '', '', '', '', '２５２０１８', ''],
    ]);
    expect(problems).toEqual([]);
    expect(added).toMatchObject([
      {
        name: '山田花子',
        mail: 'yamada@example.jp',
        role: 'secretariat',
        municipality: '大津市',
        active: true,
      },
      { name: '鈴木一郎', role: 'staff', prefecture: '滋賀県', municipality: '大津市' },
    ]);
  });

  it('changes what a row says of somebody known, and leaves what its empty cells do not', () => {
    const { changed, unchanged } = plan([['田中次郎', 'TANAKA@example.jp', 'U01', '', '', '', '', '']]);
    expect(unchanged).toBe(0);
    expect(changed[0]?.after).toMatchObject({
      id: '田中',
      name: '田中次郎',
      slackId: 'U01',
      role: 'staff',
      prefecture: '見本県',
      municipality: '見本市',
    });
  });

  it('counts a row that says nothing new as unchanged', () => {
    expect(plan([['田中さん', 'tanaka@example.jp', '', '市町村職員', '', '', '', '有効']]).unchanged).toBe(1);
  });

  it.each([
    ['氏名', ['', 'a@example.jp', '', '', '', '', '', '']],
    ['メール', ['名無し', '', '', '', '', '', '', '']],
    ['メール', ['名無し', 'ではない', '', '', '', '', '', '']],
    ['役割', ['名無し', 'a@example.jp', '', '部長', '', '', '', '']],
    ['状態', ['名無し', 'a@example.jp', '', '', '', '', '', 'たぶん']],
    ['都道府県', ['名無し', 'a@example.jp', '', '', '滋賀', '大津市', '', '']],
    ['都道府県', ['名無し', 'a@example.jp', '', '', '', '大津市', '', '']],
    ['市町村', ['名無し', 'a@example.jp', '', '', '滋賀県', '大津町', '', '']],
    ['団体コード', ['名無し', 'a@example.jp', '', '', '', '', '252019', '']],
    ['団体コード', ['名無し', 'a@example.jp', '', '', '滋賀県', '草津市', '252018', '']],
  ])('names the column %s that is wrong, by row, and writes nothing of it', (column, row) => {
    const { added, problems } = plan([row, ['良子', 'ryoko@example.jp', '', '', '', '', '', '']]);
    expect(added.map(({ name }) => name)).toEqual(['良子']);
    expect(problems).toMatchObject([{ sheet: '名簿', row: 2, column }]);
  });

  it('takes the second row of one person for a mistake, and a row that fits two people too', () => {
    const known = [
      person('a', 'staff', { mail: 'a@example.jp' }),
      person('b', 'staff', { mail: 'b@example.jp', slackId: 'UB' }),
    ];
    const { problems } = plan(
      [
        ['新人', 'new@example.jp', '', '', '', '', '', ''],
        ['新人', 'NEW@example.jp', '', '', '', '', '', ''],
        ['どちら', 'a@example.jp', 'UB', '', '', '', '', ''],
      ],
      { known },
    );
    expect(problems.map(({ row }) => row)).toEqual([3, 4]);
  });

  it('never takes the role from whoever imports it', () => {
    const known = [person('me', 'approver', { mail: 'me@example.jp' })];
    const { changed, problems } = plan([['私', 'me@example.jp', '', '市町村職員', '', '', '', '']], {
      known,
      by: 'me',
    });
    expect(changed).toEqual([]);
    expect(problems).toMatchObject([{ column: '役割' }]);
  });

  it('switches off only staff whom it does not name, and only when asked to', () => {
    const known = [
      person('left', 'staff', { mail: 'left@example.jp' }),
      person('stays', 'staff', { mail: 'stays@example.jp' }),
      person('wrong', 'staff', { mail: 'wrong@example.jp' }),
      person('boss', 'approver', { mail: 'boss@example.jp' }),
    ];
    const rows = [
      ['残る', 'stays@example.jp', '', '', '', '', '', ''],
      ['誤記', 'wrong@example.jp', '', '部長', '', '', '', ''],
    ];
    expect(plan(rows, { known }).missing).toEqual([]);
    expect(plan(rows, { known, missing: true }).missing.map(({ id }) => id)).toEqual(['left']);
  });

  it('finds its header below a title, and says when there is none', () => {
    const rows = [['職員一覧（令和8年4月）'], [], HEAD, ['山田', 'y@example.jp']].map((cells, i) => ({
      number: i + 1,
      cells,
    }));
    const planning = {
      known: [],
      municipalities: LIST,
      newId: () => 'x',
      by: null,
      deactivateMissing: false,
    };
    expect(planPeople([{ name: 's', rows }], planning)?.added).toHaveLength(1);
    expect(planPeople([{ name: 's', rows: [{ number: 1, cells: ['質問', '回答'] }] }], planning)).toBeNull();
  });
});
