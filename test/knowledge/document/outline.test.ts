import { describe, expect, it } from 'vitest';
import { type Block, outline } from '../../../knowledge/document/outline.js';
import { physicalLinesOf } from '../../../knowledge/text/plain-lines.js';

const read = (text: string): Block[] => outline([{ kind: 'lines', lines: physicalLinesOf(text) }]);
const pathTo = (blocks: Block[], text: string): string[] | undefined =>
  blocks.find((block) => block.text.includes(text))?.path;

describe('headings', () => {
  it('nest in the order in which official documents number them', () => {
    const blocks = read(
      [
        '第1章 総論',
        '1. ねらい',
        '(1) 見本県',
        '① 方針',
        '毎年の方針を定めます。',
        '② 支援',
        '1) 情報提供',
        '統計を配ります。',
        '(2) 試作県',
        '① 方針',
        '検討しています。',
        '2. まとめ',
        '以上です。',
      ].join('\n'),
    );
    expect(pathTo(blocks, '毎年の方針')).toEqual(['第1章 総論', '1. ねらい', '(1) 見本県', '① 方針']);
    expect(pathTo(blocks, '統計を配り')).toEqual([
      '第1章 総論',
      '1. ねらい',
      '(1) 見本県',
      '② 支援',
      '1) 情報提供',
    ]);
    expect(pathTo(blocks, '検討して')).toEqual(['第1章 総論', '1. ねらい', '(2) 試作県', '① 方針']);
    expect(pathTo(blocks, '以上です')).toEqual(['第1章 総論', '2. まとめ']);
  });

  it('are not made of an enumeration', () => {
    const blocks = read('(1) 提出書類\n1. 申請書\n2. 計画書\n3. 収支予算書\n以上をそろえてください。');
    expect(blocks.filter((block) => block.kind === 'heading').map((block) => block.text)).toEqual([
      '(1) 提出書類',
    ]);
  });
});

describe('tables', () => {
  it('flattened to lines become rows under their header, labels taken back to their numbers', () => {
    const blocks = read(
      '設置済み 検討中 未設置\n相談窓口 12 (60.0%) 5 (25.0%) 3 (15.0%)\n多職種研修の開催に関する関係\n団体との調整\n8 (40.0%) 7 (35.0%) 5 (25.0%)',
    );
    const rows = blocks.filter((block) => block.kind === 'row');
    expect(rows[0]).toMatchObject({
      cells: ['相談窓口', '12 (60.0%)', '5 (25.0%)', '3 (15.0%)'],
      header: ['', '設置済み', '検討中', '未設置'],
    });
    expect(rows[1]?.cells[0]).toContain('団体との調整');
  });

  it('of two columns without header are forms: the label is the heading of its text', () => {
    const blocks = outline([
      {
        kind: 'table',
        caption: null,
        header: null,
        page: 2,
        rows: [
          ['応募方法', 'メールで申し込みます。'],
          ['募集数', '4地域'],
        ],
      },
    ]);
    expect(blocks.map((block) => [block.path.at(-1), block.text, block.page])).toEqual([
      ['応募方法', '応募方法　メールで申し込みます。', 2],
      ['募集数', '募集数　4地域', 2],
    ]);
  });

  it('of questions and answers keep each pair together', () => {
    const [pair] = outline([
      { kind: 'qa', question: '委託できますか', answer: 'できます。', note: '根拠：要綱', page: null },
    ]);
    expect(pair).toMatchObject({ kind: 'qa', text: '問：委託できますか\n答：できます。\n根拠：要綱' });
  });
});
