import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { docxOf, readAs, shortened, wordParagraph, wordTable } from './read-blocks.js';

const read = async (body: string): Promise<unknown[]> =>
  shortened((await readAs('a.docx', docxOf(body))).blocks);

describe('a Word document', () => {
  it('keeps headings, paragraphs and tables', async () => {
    expect(
      await read(
        wordParagraph('窓口', '<w:pStyle w:val="1"/>') +
          wordParagraph('市が設けます。') +
          wordTable([
            ['圏域', '件数', '割合'],
            ['東', '12', '30%'],
            ['西', '28', '70%'],
          ]),
      ),
    ).toEqual([
      'h1 窓口',
      '市が設けます。',
      [
        ['圏域', '件数', '割合'],
        ['東', '12', '30%'],
        ['西', '28', '70%'],
      ],
    ]);
  });

  it('takes a table of labels and values for a form', async () => {
    expect(
      await read(
        wordTable([
          ['議題', '窓口の場所'],
          ['日時', '四月一日'],
          ['場所', '本庁舎二階'],
        ]),
      ),
    ).toEqual([[null, ['議題', '窓口の場所'], ['日時', '四月一日'], ['場所', '本庁舎二階']]]);
  });

  it('loses furigana and keeps the word below it', async () => {
    const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
    const ruby = `<w:p><w:r><w:ruby><w:rubyPr/><w:rt>${run('れんけい')}</w:rt><w:rubyBase>${run('連携')}</w:rubyBase></w:ruby></w:r>${run('室')}</w:p>`;
    expect(await read(ruby)).toEqual(['連携室']);
  });

  it('loses hidden text', async () => {
    expect(
      await read(
        '<w:p><w:r><w:t>見える</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隠れる</w:t></w:r></w:p>',
      ),
    ).toEqual(['見える']);
  });

  it('is refused, with the reason, when it is no whole Word document', async () => {
    const good = docxOf(wordParagraph('文'));
    await expect(readAs('a.docx', '')).rejects.toMatchObject({ code: 'empty' });
    await expect(readAs('a.docx', docxOf(''))).rejects.toMatchObject({ code: 'empty' });
    await expect(readAs('a.docx', 'これは違います')).rejects.toMatchObject({ code: 'corrupt' });
    await expect(readAs('a.docx', good.subarray(0, good.length - 40))).rejects.toMatchObject({
      code: 'corrupt',
    });
    await expect(readAs('a.docx', zipSync({ 'a.txt': strToU8('x') }))).rejects.toMatchObject({
      code: 'corrupt',
    });
    await expect(readAs('a.docx', docxOf('<w:p><w:r>'))).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('is refused when it has a password or is of an old format', async () => {
    const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    const locked = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]);
    await expect(readAs('a.docx', ole)).rejects.toMatchObject({ code: 'unsupported' });
    await expect(readAs('a.docx', locked)).rejects.toMatchObject({ code: 'encrypted' });
    await expect(readAs('a.xlsx', locked)).rejects.toMatchObject({ code: 'encrypted' });
  });

  it('is refused when it unzips to far more than it weighs', async () => {
    const bomb = docxOf('', { 'word/media/bomb.xml': ' '.repeat(30 * 1024 * 1024) });
    await expect(readAs('a.docx', bomb)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('may be small and highly compressible', async () => {
    expect(await read(wordParagraph('同じ文。'.repeat(20_000)))).toHaveLength(1);
  });
});
