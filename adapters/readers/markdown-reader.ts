import { type DocumentReader, UnreadableFile } from '../../bot/ports/document-reader.js';
import { decodeText } from './decode-text.js';
import { splitFrontMatter } from './front-matter.js';
import { markdownBlocks } from './markdown-blocks.js';

export const markdownReader: DocumentReader = {
  name: 'markdown',
  extensions: ['md', 'markdown'],
  async read({ name, bytes }) {
    const { declared, body } = splitFrontMatter(decodeText(bytes, name));
    const blocks = markdownBlocks(body);
    if (blocks.length === 0) throw new UnreadableFile('empty', `「${name}」には本文の文字がありません。`);
    return { reader: 'markdown', blocks, pageCount: null, declared, problems: [] };
  },
};
