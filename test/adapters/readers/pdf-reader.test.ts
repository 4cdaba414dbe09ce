import { describe, expect, it } from 'vitest';
import { pdfReader } from '../../../adapters/readers/pdf-reader.js';
import type { PhysicalLine, ReadBlock, ReadDocument } from '../../../knowledge/document/read-document.js';
import { gridRules, makePdf, type PdfPage, type PdfText } from './make-pdf.js';

const read = (pages: PdfPage[], options = {}): Promise<ReadDocument> =>
  pdfReader.read({ name: '試験.pdf', bytes: makePdf(pages, options) });

const linesOf = (blocks: readonly ReadBlock[]): PhysicalLine[] =>
  blocks.flatMap((block) => (block.kind === 'lines' ? block.lines : []));

const textsOf = ({ blocks }: ReadDocument): string[] => linesOf(blocks).map((line) => line.text);

const tablesOf = ({ blocks }: ReadDocument) => blocks.filter((block) => block.kind === 'table');

/** Lines of a paragraph, 20 letters of 10 points wide. */
const paragraph = (count: number, x: number, y: number, first = 'あ'): PdfText[] =>
  Array.from({ length: count }, (_, i) => ({ text: `${first}${i}`.padEnd(20, 'の'), x, y: y + i * 17 }));

describe('a PDF whose Japanese fonts are not embedded', () => {
  it('is read with 90ms-RKSJ-H', async () => {
    expect(
      textsOf(await read([{ texts: [{ text: '募集要領のご案内', x: 60, y: 100, font: 'sjis' }] }])),
    ).toEqual(['募集要領のご案内']);
  });

  it('is read with UniJIS-UTF16-H', async () => {
    expect(textsOf(await read([{ texts: [{ text: '在宅医療・介護連携', x: 60, y: 100 }] }]))).toEqual([
      '在宅医療・介護連携',
    ]);
  });

  it('is read from right to left with UniJIS-UTF16-V', async () => {
    const texts = ['右の行である', '中の行である', '左の行である', '端の行である'].map(
      (text, i): PdfText => ({ text, x: 400 - i * 20, y: 100, size: 12, font: 'vertical' }),
    );
    expect(textsOf(await read([{ texts }]))).toEqual([
      '右の行である',
      '中の行である',
      '左の行である',
      '端の行である',
    ]);
  });
});

describe('the lines of a page', () => {
  it('keep their page and know where a paragraph begins', async () => {
    const { blocks, pageCount } = await read([
      { texts: [...paragraph(4, 60, 200), ...paragraph(3, 60, 300, 'い')] },
      { texts: paragraph(3, 60, 200, 'う') },
    ]);
    const lines = linesOf(blocks);
    expect(pageCount).toBe(2);
    expect(lines.map((line) => line.page)).toEqual([1, 1, 1, 1, 1, 1, 1, 2, 2, 2]);
    expect(lines.map((line) => line.breakBefore)).toEqual([
      true,
      false,
      false,
      false,
      true,
      false,
      false,
      true,
      false,
      false,
    ]);
    expect(lines.map((line) => line.pageBreakBefore)).toEqual([
      true,
      ...Array(6).fill(false),
      true,
      false,
      false,
    ]);
  });

  it('tell how far they reach', async () => {
    const lines = linesOf(
      (await read([{ texts: [...paragraph(5, 60, 200), { text: '短い行', x: 60, y: 285 }] }])).blocks,
    );
    expect(lines[0]?.fill).toBeGreaterThan(0.95);
    expect(lines.at(-1)?.fill).toBeLessThan(0.3);
  });

  it('hold a superscript and parts set apart as one', async () => {
    const texts: PdfText[] = [
      { text: '訪問', x: 60, y: 200 },
      { text: '※', x: 80, y: 196, size: 5 },
      { text: 'による支援', x: 85, y: 200 },
    ];
    expect(textsOf(await read([{ texts }]))).toEqual(['訪問※による支援']);
  });

  it('leave out the readings printed above them', async () => {
    const texts: PdfText[] = [
      { text: 'きよたく', x: 60, y: 190, size: 5 },
      { text: '居宅の支援', x: 60, y: 200 },
    ];
    expect(textsOf(await read([{ texts }]))).toEqual(['居宅の支援']);
  });

  it('make a heading where the letters are clearly larger', async () => {
    const { blocks } = await read([
      { texts: [{ text: '実施要領', x: 200, y: 150, size: 16 }, ...paragraph(5, 60, 200)] },
    ]);
    expect(blocks[0]).toEqual({ kind: 'heading', level: 1, text: '実施要領', page: 1 });
  });
});

describe('the parts of a page', () => {
  it('are read column by column', async () => {
    const { blocks } = await read([
      {
        texts: [
          { text: '二段の上にある見出し'.padEnd(42, '長'), x: 60, y: 150 },
          ...paragraph(6, 60, 200, '左'),
          ...paragraph(6, 290, 204, '右'),
        ],
      },
    ]);
    const lines = linesOf(blocks);
    expect(lines.map((line) => line.text.slice(0, 2))).toEqual([
      '二段',
      ...[0, 1, 2, 3, 4, 5].map((i) => `左${i}`),
      ...[0, 1, 2, 3, 4, 5].map((i) => `右${i}`),
    ]);
    expect(lines[7]?.pageBreakBefore).toBe(true);
  });

  it('join a vertical label that is set letter by letter', async () => {
    const label = [...'事業項目と例'].map((text, i): PdfText => ({ text, x: 60, y: 200 + i * 10.5 }));
    const texts = textsOf(await read([{ texts: [...label, ...paragraph(6, 120, 200)] }]));
    expect(texts[0]).toBe('事業項目と例');
    expect(texts).toHaveLength(7);
  });

  it('keep marks in a column of a list apart', async () => {
    const marks = ['○', '×', '○', '○'].map((text, i): PdfText => ({ text, x: 60, y: 200 + i * 12 }));
    expect(textsOf(await read([{ texts: marks }]))).toEqual(['○', '×', '○', '○']);
  });

  it('lose running headers, footers and page numbers', async () => {
    const pages = [1, 2, 3].map((n) => ({
      texts: [
        { text: '令和八年度の手引き', x: 60, y: 40 },
        ...paragraph(3, 60, 200, `${n}`),
        { text: `- ${n} -`, x: 290, y: 810 },
      ],
    }));
    const texts = textsOf(await read(pages));
    expect(texts).toHaveLength(9);
    expect(texts.join()).not.toContain('手引き');
  });
});

describe('a ruled table', () => {
  const xs = [60, 160, 260, 360];
  const ys = [200, 220, 240, 280];
  const cells: PdfText[] = [
    { text: '圏域', x: 64, y: 214 },
    { text: '実施数', x: 164, y: 214 },
    { text: '割合', x: 264, y: 214 },
    { text: '東部', x: 64, y: 234 },
    { text: '12', x: 164, y: 234 },
    { text: '30%', x: 264, y: 234 },
    { text: '西部と北部の圏域の', x: 64, y: 254 },
    { text: '合計', x: 64, y: 270 },
    { text: '28', x: 164, y: 254 },
    { text: '70%', x: 264, y: 254 },
  ];

  it('comes out with its header, lines within a cell joined', async () => {
    expect(tablesOf(await read([{ texts: cells, rules: gridRules(xs, ys) }]))).toEqual([
      {
        kind: 'table',
        caption: null,
        header: ['圏域', '実施数', '割合'],
        rows: [
          ['東部', '12', '30%'],
          ['西部と北部の圏域の合計', '28', '70%'],
        ],
        page: 1,
      },
    ]);
  });

  it('goes on over the page with the same header', async () => {
    const next: PdfText[] = [
      { text: '南部', x: 64, y: 114 },
      { text: '3', x: 164, y: 114 },
      { text: '5%', x: 264, y: 114 },
    ];
    const tables = tablesOf(
      await read([
        { texts: cells, rules: gridRules(xs, ys) },
        { texts: next, rules: gridRules(xs, [100, 120]) },
      ]),
    );
    expect(tables[1]).toEqual({
      kind: 'table',
      caption: null,
      header: ['圏域', '実施数', '割合'],
      rows: [['南部', '3', '5%']],
      page: 2,
    });
  });

  it('repeats a label that spans rows', async () => {
    const rules = gridRules(xs, ys).filter(([x0, y0, , y1]) => !(x0 === 60 && y0 === 240 && y1 === 240));
    const merged: PdfText[] = [
      { text: '圏域', x: 64, y: 214 },
      { text: '実施数', x: 164, y: 214 },
      { text: '割合', x: 264, y: 214 },
      { text: '東部', x: 64, y: 250 },
      { text: '12', x: 164, y: 234 },
      { text: '30%', x: 264, y: 234 },
      { text: '28', x: 164, y: 264 },
      { text: '70%', x: 264, y: 264 },
    ];
    const [table] = tablesOf(await read([{ texts: merged, rules: [...rules, [160, 240, 360, 240]] }]));
    expect(table?.rows).toEqual([
      ['東部', '12', '30%'],
      ['東部', '28', '70%'],
    ]);
  });

  it('is none when a single box frames text', async () => {
    const framed = await read([{ texts: paragraph(4, 70, 220), rules: gridRules([60, 300], [200, 300]) }]);
    expect(tablesOf(framed)).toEqual([]);
    expect(textsOf(framed)).toHaveLength(4);
  });
});

describe('a table with horizontal lines only', () => {
  it('has its columns where white runs through all its lines', async () => {
    const texts: PdfText[] = [
      { text: '圏域', x: 64, y: 214 },
      { text: '実施数', x: 204, y: 214 },
      { text: '割合', x: 304, y: 214 },
      { text: '東部', x: 64, y: 234 },
      { text: '12', x: 204, y: 234 },
      { text: '30%', x: 304, y: 234 },
      { text: '西部', x: 64, y: 251 },
      { text: '28', x: 204, y: 251 },
      { text: '70%', x: 304, y: 251 },
    ];
    const [table] = tablesOf(
      await read([
        {
          texts,
          rules: [
            [60, 200, 400, 200],
            [60, 220, 400, 220],
            [60, 260, 400, 260],
          ],
        },
      ]),
    );
    expect(table).toMatchObject({
      header: ['圏域', '実施数', '割合'],
      rows: [
        ['東部', '12', '30%'],
        ['西部', '28', '70%'],
      ],
    });
  });

  it('is none when the lines only part paragraphs', async () => {
    const rules: [number, number, number, number][] = [
      [60, 190, 400, 190],
      [60, 250, 400, 250],
      [60, 310, 400, 310],
    ];
    expect(
      tablesOf(await read([{ texts: [...paragraph(3, 62, 210), ...paragraph(3, 62, 270)], rules }])),
    ).toEqual([]);
  });
});

describe('a PDF that cannot be read', () => {
  it.each([
    ['encrypted', makePdf([{ texts: [{ text: '秘密', x: 60, y: 100 }] }], { encrypt: true })],
    ['empty', new Uint8Array()],
    ['corrupt', Uint8Array.from(Buffer.from('%PDF-1.5\nこれは違う'))],
    ['corrupt', Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251)],
    ['no-text-layer', makePdf([{ picture: true }, { picture: true }])],
    ['empty', makePdf([{}, {}])],
  ])('is refused as %s', async (code, bytes) => {
    await expect(pdfReader.read({ name: '試験.pdf', bytes })).rejects.toMatchObject({
      name: 'UnreadableFile',
      code,
    });
  });

  it('is refused beyond 2,000 pages', { timeout: 30_000 }, async () => {
    await expect(read(Array.from({ length: 2001 }, () => ({})))).rejects.toMatchObject({ code: 'too-large' });
  });

  it('names the pages that are pictures, not the blank ones', async () => {
    const { problems } = await read([{ texts: paragraph(3, 60, 200) }, { picture: true }, {}]);
    expect(problems).toEqual([
      { code: 'page-without-text', message: expect.stringContaining('2ページ'), page: 2 },
    ]);
  });

  it('says that its end is missing, and gives what there is', async () => {
    const whole = makePdf([{ texts: paragraph(3, 60, 200) }, { texts: paragraph(3, 60, 200, 'い') }]);
    const cut = whole.slice(0, whole.length - 700);
    const result = await pdfReader.read({ name: '試験.pdf', bytes: cut }).catch((error: unknown) => error);
    if (result instanceof Error) expect(result).toMatchObject({ code: 'corrupt' });
    else expect((result as ReadDocument).problems.map((problem) => problem.code)).toContain('file-cut-off');
  });
});
