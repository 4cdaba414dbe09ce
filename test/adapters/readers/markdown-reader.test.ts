import { describe, expect, it } from 'vitest';
import { readAs, shortened } from './read-blocks.js';

const read = async (text: string): Promise<unknown[]> => shortened((await readAs('a.md', text)).blocks);

describe('a Markdown file', () => {
  it('declares its edition in front matter', async () => {
    const { declared, blocks } = await readAs('a.md', '---\ntitle: "手引き"\n年度: 令和8年度\n---\n本文');
    expect(declared).toEqual({ title: '手引き', 年度: '令和8年度' });
    expect(shortened(blocks)).toEqual(['本文']);
  });

  it('may begin with a rule instead', async () => {
    expect(await read('---\n本文です。\n\n---\n続き')).toEqual(['本文です。', '続き']);
  });

  it('is read in order without its marks', async () => {
    expect(
      await read(
        '# **手引き** #\n\n窓口は\n[本庁舎](https://example.jp)の`二階`です。\n\n- 電話\n  - 昼だけ\n\n1. 申請\n\n> 引用文\n\n章の名\n---\na_b_c と \\*星\\*',
      ),
    ).toEqual([
      'h1 手引き',
      '窓口は本庁舎の二階です。',
      '・電話',
      '・昼だけ',
      '・1. 申請',
      '引用文',
      'h2 章の名',
      'a_b_c と *星*',
    ]);
  });

  it('keeps tables and pairs questions with answers', async () => {
    expect(await read('| 市 | 件数 |\n|:--|--:|\n| 甲 | 1 |\n\n質問|回答\n--|--\nいつ|四月')).toEqual([
      [
        ['市', '件数'],
        ['甲', '1'],
      ],
      'qa いつ / 四月 / -',
    ]);
  });

  it('ends in time with text that is made to hurt', async () => {
    const hurtful = ['<!--', '`', '**a', '[', '# ', '> ', '| ']
      .map((piece) => piece.repeat(100_000))
      .join('\n');
    expect((await read(`${hurtful}\n文`)).length).toBeGreaterThan(0);
  }, 20_000);

  it('is refused when it is empty', async () => {
    await expect(readAs('a.md', '---\ntitle: x\n---\n')).rejects.toMatchObject({ code: 'empty' });
  });
});
