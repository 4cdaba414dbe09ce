import { type DocumentReader, UnreadableFile } from '../../bot/ports/document-reader.js';
import { decodeText } from './decode-text.js';
import { readHtml } from './html-blocks.js';

export const htmlReader: DocumentReader = {
  name: 'html',
  extensions: ['html', 'htm'],
  async read({ name, bytes }) {
    const { blocks, title } = contentOf(decodeHtml(bytes, name), name);
    if (blocks.length === 0) throw new UnreadableFile('empty', `「${name}」には本文の文字がありません。`);
    const declared: Record<string, string> = title === null ? {} : { title };
    return { reader: 'html', blocks, pageCount: null, declared, problems: [] };
  },
};

function contentOf(html: string, name: string): ReturnType<typeof readHtml> {
  try {
    return readHtml(html, { numbered: true });
  } catch (cause) {
    throw new UnreadableFile('corrupt', `「${name}」はHTMLとして読み取れませんでした。`, { cause });
  }
}

const DECLARED =
  /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]+)/i;

/** The page's own word for its encoding, unless it does not fit the bytes. EUC-JP, strictly, is never CP932. */
function decodeHtml(bytes: Uint8Array, name: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  if (/^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/.test(head)) return decodeText(bytes, name);
  const match = DECLARED.exec(head);
  const declared = match?.[1] ?? match?.[2] ?? (/\x1B\$[@B]/.test(head) ? 'iso-2022-jp' : 'utf-8');
  for (const encoding of [declared, 'utf-8', 'euc-jp']) {
    const text = decodeStrictly(bytes, encoding);
    if (text !== null && !text.includes('\u0000')) return text;
  }
  return decodeText(bytes, name);
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
