import { strFromU8, strToU8 } from 'fflate';
import mammoth from 'mammoth';
import { type DocumentReader, UnreadableFile } from '../../bot/ports/document-reader.js';
import type { ReadBlock } from '../../knowledge/document/read-document.js';
import { declaredTitle, titleProperty } from './declared-title.js';
import { withNumbers } from './docx-numbers.js';
import { readHtml } from './html-blocks.js';
import { guardOfficeFile, type OfficeParts, officeParts, packOfficeFile } from './zip-guard.js';

/** Word documents: mammoth turns them into HTML, the rest is the HTML reader's. */
export const docxReader: DocumentReader = {
  name: 'docx',
  extensions: ['docx'],
  async read({ name, bytes }) {
    await guardOfficeFile(bytes, name, /^word\/document\d*\.xml$/);
    // Pictures are never read, so they need not be inflated.
    const parts = officeParts(bytes, (path) => /\.(?:xml|rels)$/.test(path));
    const blocks = await blocksOf(parts).catch((cause: unknown) => {
      throw new UnreadableFile('corrupt', `「${name}」はWordファイルとして読み取れませんでした。`, { cause });
    });
    if (blocks.length === 0) throw new UnreadableFile('empty', `「${name}」には文字がありません。`);
    const declared = declaredTitle(titleProperty(parts), blocks);
    return { reader: 'docx', blocks, pageCount: null, declared, problems: [] };
  },
};

const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='表題'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
];

async function blocksOf(parts: OfficeParts): Promise<ReadBlock[]> {
  const xmlOf = (path: string): string | null => {
    const part = parts[path];
    return part === undefined ? null : strFromU8(part);
  };
  const numbered = (xml: string): string =>
    withNumbers(xml, xmlOf('word/numbering.xml'), xmlOf('word/styles.xml'));
  const mended = Object.fromEntries(
    Object.entries(parts).map(([path, part]) => [
      path,
      TEXT_PART.test(path) ? strToU8(numbered(mendXml(strFromU8(part)))) : part,
    ]),
  );
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(packOfficeFile(mended)) },
    { styleMap: STYLES, convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
  );
  return readHtml(withFootnoteNumbers(value), { numbered: false }).blocks;
}

const TEXT_PART = /^word\/(?:document\d*|footnotes|endnotes)\.xml$/;
const FURIGANA = /<w:rt>[\s\S]*?<\/w:rt>|<w:rubyPr>[\s\S]*?<\/w:rubyPr>|<\/?w:ruby(?:Base)?>/g;
const HIDDEN_RUN =
  /<w:r(?: [^>]*)?><w:rPr>(?:(?!<\/w:rPr>)[\s\S])*?<w:vanish ?\/>(?:(?!<\/w:r>)[\s\S])*<\/w:r>/g;

/** mammoth would drop words under furigana together with their reading, and print hidden text. */
function mendXml(xml: string): string {
  return xml.replace(FURIGANA, '').replace(HIDDEN_RUN, '');
}

/** Notes stand at the end: with the number that stands in the text, without the arrow back. */
function withFootnoteNumbers(html: string): string {
  let number = 0;
  return html
    .replace(/<a href="#[^"]*(?:footnote|endnote)-ref-\d+">↑<\/a>/g, '')
    .replace(/<li id="[^"]*(?:footnote|endnote)-\d+"><p>/g, (tag) => `${tag}[${++number}] `);
}
