import { describe, expect, it } from 'vitest';
import { Municipalities } from '../../../bot/directory/municipality-list.js';
import { planQaImport } from '../../../bot/qa/plan-qa-import.js';
import type { QaEntry } from '../../../bot/qa/qa-entry.js';

const KNOWN: QaEntry = {
  id: 'qa-1',
  number: 'Q-0001',
  state: 'published',
  revision: 3,
  question: '委託できますか',
  answer: 'できます。',
  audience: 'staff',
  scope: { level: 'nation' },
  reviewOn: '2027-03-31',
  sourceId: null,
  editedBy: 'a',
  approvedBy: 'b',
  confirmedOn: '2026-04-01',
  changedAt: '2026-04-01T00:00:00Z',
};

function plan(
  rows: string[][],
  head = ['番号', '質問', '回答', '公開範囲', '都道府県', '市町村', '見直し日'],
) {
  const grid = {
    name: 'Q&A',
    rows: [['Q&A集（案）'], head, ...rows].map((cells, i) => ({ number: i + 1, cells })),
  };
  return planQaImport([grid], {
    known: [KNOWN],
    municipalities: new Municipalities([]),
    reviewOn: '2027-11-22',
    today: '2026-11-22',
  });
}

describe('a workbook of Q&A', () => {
  it('brings new ones in as they are written, with a review day of their own or a year from now', () => {
    expect(
      plan([
        ['', '謝金は対象ですか', '対象です。', '公開', '滋賀県', '大津市', '令和9年3月31日'],
        ['', '旅費は対象ですか', "'=対象です", '', '', '', ''],
      ])?.added,
    ).toEqual([
      {
        question: '謝金は対象ですか',
        answer: '対象です。',
        audience: 'public',
        scope: { level: 'municipality', prefecture: '滋賀県', municipality: '大津市' },
        reviewOn: '2027-03-31',
      },
      {
        question: '旅費は対象ですか',
        answer: '=対象です',
        audience: 'staff',
        scope: { level: 'nation' },
        reviewOn: '2027-11-22',
      },
    ]);
  });

  it('changes what its number names, and leaves what already says the same', () => {
    const found = plan([
      ['Q-0001', '委託できますか', 'できません。', '', '', '', '2027-03-31'],
      ['', '委託 できますか', 'できます。', '', '', '', '2027-03-31'],
    ]);
    expect(found?.changed).toMatchObject([
      { entry: { number: 'Q-0001' }, words: { answer: 'できません。' } },
    ]);
    expect(plan([['', '委託できますか', 'できます。', '職員', '', '', '2027-03-31']])?.unchanged).toBe(1);
  });

  it.each([
    ['質問', ['', '', 'はい', '', '', '', '']],
    ['回答', ['', '何か', '', '', '', '', '']],
    ['質問', ['', 'あ'.repeat(501), 'はい', '', '', '', '']],
    ['回答', ['', '何か', 'あ'.repeat(4001), '', '', '', '']],
    ['公開範囲', ['', '何か', 'はい', '全部', '', '', '']],
    ['都道府県', ['', '何か', 'はい', '', '滋賀', '', '']],
    ['見直し日', ['', '何か', 'はい', '', '', '', 'いつか']],
    ['質問', ['', '委託できますか', '別の答え', '', '', '', '']],
  ])('names the column %s that is wrong, and the row as Excel counts it', (column, row) => {
    const found = plan([row]);
    expect(found?.added).toEqual([]);
    expect(found?.problems).toMatchObject([{ sheet: 'Q&A', row: 3, column }]);
  });

  it('takes the second of two equal questions for a mistake, and nothing without its columns', () => {
    const twice = plan([
      ['', '何か', 'はい', '', '', '', ''],
      ['', '何か。', 'いいえ', '', '', '', ''],
    ]);
    expect(twice?.problems).toMatchObject([{ row: 4, message: '3行目と同じ質問です。' }]);
    expect(plan([['a', 'b']], ['氏名', '住所'])).toBeNull();
  });
});
