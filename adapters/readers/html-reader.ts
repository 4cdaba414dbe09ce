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
    if (isNestedTooDeeply(html)) throw new Error('nested too deeply');
    return readHtml(html, { numbered: true });
  } catch (cause) {
    throw new UnreadableFile('corrupt', `「${name}」はHTMLとして読み取れませんでした。`, { cause });
  }
}

const DECLARED =
  /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]+)/i;

/**
 * UTF-8 is tried before what the page says of itself: pages were converted and their declaration forgotten, and
 * other encodings are hardly ever valid UTF-8. ISO-2022-JP is (it is all ASCII), so its escapes come first.
 */
function decodeHtml(bytes: Uint8Array, name: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  if (/^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/.test(head)) return decodeText(bytes, name);
  const match = DECLARED.exec(head);
  const declared = match?.[1] ?? match?.[2] ?? 'utf-8';
  const escaped = /\x1B\$[@B]/.test(head) ? ['iso-2022-jp'] : [];
  for (const encoding of [...escaped, 'utf-8', declared, 'euc-jp']) {
    const text = decodeStrictly(bytes, encoding);
    // The decoders pass bytes that mean nothing as control characters.
    if (text !== null && !/[\u0000\u0080-\u0084\u0086-\u009F]/.test(text)) return text;
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

const DEEPEST = 3000;
/** Elements without an end, or that end by themselves where the next of their kind begins. */
const NOT_NESTING = new Set(
  (
    'area base br col embed hr img input link meta source track wbr p li dt dd tr td th tbody thead tfoot ' +
    'option optgroup colgroup html head body'
  ).split(' '),
);

/** The parser looks through all open elements at every tag; pages made to hurt would keep it busy for minutes. */
function isNestedTooDeeply(html: string): boolean {
  let depth = 0;
  for (const [, slash, tag] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (NOT_NESTING.has(tag!.toLowerCase())) continue;
    depth = slash === '/' ? Math.max(0, depth - 1) : depth + 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}
