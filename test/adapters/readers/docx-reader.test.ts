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

  it('says the numbers that Word counts itself', async () => {
    const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const level = (at: number, format: string, text: string): string =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering =
      `<w:numbering ${W}><w:abstractNum w:abstractNumId="0">${level(0, 'decimalFullWidth', '第%1条')}` +
      `${level(1, 'decimal', '(%2)')}${level(2, 'decimalEnclosedCircle', '%3')}</w:abstractNum>` +
      `<w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '・')}</w:abstractNum>` +
      `<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>` +
      `<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num></w:numbering>`;
    const styles = `<w:styles ${W}><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="1"/></w:style></w:styles>`;
    const place = (list: number, at = 0): string =>
      `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`;
    const body =
      wordParagraph('趣旨', '<w:pStyle w:val="1"/>') +
      wordParagraph('対象', '<w:pStyle w:val="x"/>') +
      wordParagraph('市町村', place(1, 1)) +
      wordParagraph('保健所 &amp; 県', place(1, 1)) +
      wordParagraph('東保健所', place(1, 2)) +
      wordParagraph('費用', '<w:pStyle w:val="1"/>') +
      wordParagraph('旅費', place(1, 1)) +
      wordParagraph('番号なし', `<w:pStyle w:val="1"/>${place(0)}`) +
      wordParagraph('点', place(2)) +
      wordParagraph('附則', place(3));
    const blocks = await readAs(
      'a.docx',
      docxOf(body, {
        'word/numbering.xml': numbering,
        'word/styles.xml': styles,
        'word/_rels/document.xml.rels':
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="n1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>',
      }),
    );
    expect(shortened(blocks.blocks).map((line) => String(line).replace(/^(?:h\d |・)/, ''))).toEqual([
      '第１条 趣旨',
      '第２条 対象',
      '(1) 市町村',
      '(2) 保健所 & 県',
      '① 東保健所',
      '第３条 費用',
      '(1) 旅費',
      '番号なし',
      '点',
      '第９条 附則',
    ]);
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
