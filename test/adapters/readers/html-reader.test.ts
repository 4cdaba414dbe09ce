import { describe, expect, it } from 'vitest';
import { readAs, shortened } from './read-blocks.js';

const read = async (body: string): Promise<unknown[]> =>
  shortened((await readAs('a.html', `<!doctype html><meta charset="utf-8"><body>${body}`)).blocks);

describe('a web page', () => {
  it('is read in order: headings, paragraphs, items', async () => {
    expect(
      await read(
        '<h1>窓口</h1><p>市が<b>設けます</b>。<br>平日です。<ul><li>電話<ul><li>昼だけ</ul><li>来所</ul><ol><li>申請</ol>',
      ),
    ).toEqual(['h1 窓口', '市が設けます。\n平日です。', '・電話', '・昼だけ', '・来所', '・1. 申請']);
  });

  it('keeps text that stands directly in a div, and joins lines of the source without a blank', async () => {
    expect(await read('<div>窓口は\n  本庁舎<p>二階</p>です open\nnow</div>')).toEqual([
      '窓口は本庁舎',
      '二階',
      'です open now',
    ]);
  });

  it('loses navigation, scripts, hidden parts and furigana', async () => {
    expect(
      await read(
        '<header>県</header><nav>メニュー</nav><script>x</script><p hidden>隠</p><p style="display: none">隠</p><ul class="breadcrumb"><li>トップ</ul><main><header>章の頭</header><p><ruby>連携<rp>(</rp><rt>れんけい</rt><rp>)</rp></ruby>室</p></main><footer>所在地</footer>',
      ),
    ).toEqual(['章の頭', '連携室']);
  });

  it('keeps the title that stands in the header of the site', async () => {
    expect(await read('<header><h1>手引き</h1><a>トップ</a></header><p>本文</p>')).toEqual([
      'h1 手引き',
      '本文',
    ]);
  });

  it('gives tables their header and fills spanned cells downwards', async () => {
    expect(
      await read(
        '<table><tr><th rowspan=2>圏域<th colspan=2>件数</tr><tr><th>七年<th>八年</tr><tr><td rowspan=2>東<td>1<td>2</tr><tr><td>3<td>4</tr></table>',
      ),
    ).toEqual([
      [
        ['圏域', '件数 七年', '件数 八年'],
        ['東', '1', '2'],
        ['東', '3', '4'],
      ],
    ]);
  });

  it('takes rows of label and value for a form', async () => {
    expect(await read('<table><tr><th>場所<td>本庁舎</tr><tr><th>日時<td>四月</tr></table>')).toEqual([
      [null, ['場所', '本庁舎'], ['日時', '四月']],
    ]);
    expect(await read('<dl><dt>場所<dd>本庁舎<dt>日時<dd>四月</dl>')).toEqual([
      [null, ['場所', '本庁舎'], ['日時', '四月']],
    ]);
  });

  it('pairs questions and answers', async () => {
    expect(
      await read('<table><tr><th>番号<th>質問<th>回答</tr><tr><td>1<td>いつですか<td>四月です</tr></table>'),
    ).toEqual(['qa いつですか / 四月です / -']);
    expect(await read('<dl><dt>Q. いつですか？<dd>A. 四月です</dl>')).toEqual([
      'qa いつですか？ / 四月です / -',
    ]);
  });

  it('reads through tables that only lay out the page', async () => {
    expect(await read('<table><tr><td><h2>窓口</h2><p>本文</p></td></tr></table>')).toEqual([
      'h2 窓口',
      '本文',
    ]);
  });

  it('gives its title', async () => {
    expect((await readAs('a.html', '<title>案内</title><p>文</p>')).declared).toEqual({ title: '案内' });
  });

  it.each([
    ['Shift_JIS, declared', '<meta charset="Shift_JIS"><p>', [0x98, 0x41, 0x8c, 0x67]],
    ['Shift_JIS, undeclared', '<p>', [0x98, 0x41, 0x8c, 0x67]],
    ['EUC-JP, declared', '<meta charset="euc-jp"><p>', [0xcf, 0xa2, 0xb7, 0xc8]],
    ['EUC-JP, undeclared', '<p>', [0xcf, 0xa2, 0xb7, 0xc8]],
    ['declared wrongly', '<meta charset="Shift_JIS"><p>', [...new TextEncoder().encode('連携')]],
  ])('is decoded: %s', async (_, head, bytes) => {
    const page = Uint8Array.from([...new TextEncoder().encode(head), ...bytes]);
    expect(shortened((await readAs('a.htm', page)).blocks)).toEqual(['連携']);
  });

  it('is refused when it is empty', async () => {
    await expect(readAs('a.html', '')).rejects.toMatchObject({ code: 'empty' });
    await expect(readAs('a.html', '<nav>メニュー</nav>')).rejects.toMatchObject({ code: 'empty' });
  });

  it('ends in time however deeply it nests', async () => {
    await readAs('a.html', `${'<div>'.repeat(60_000)}${'<p>文'.repeat(2000)}`).catch((error: unknown) => {
      expect(error).toMatchObject({ name: 'UnreadableFile' });
    });
  }, 20_000);
});
