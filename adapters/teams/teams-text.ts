import { cut } from '../../knowledge/text/cut.js';
import { withoutUnseen } from '../../knowledge/text/without-unseen.js';

/** Text of documents and people as it may stand in a card: never empty, which Teams refuses. */
export function shown(text: string, most: number): string {
  const clean = withoutUnseen(text).trim();
  return cut(clean === '' ? '（記載なし）' : clean, most);
}

/**
 * The same in a message's text, which Teams reads as Markdown: nobody is mentioned by it, and nothing in it is markup, a
 * link, or the number of a source.
 */
export function escaped(text: string, most: number): string {
  return shown(text, most)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('[', '［')
    .replaceAll(']', '］')
    .replace(/[*_~`\\|]/g, (mark) => `\u200b${mark}\u200b`)
    .replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/gm, '$1\u200b$2')
    .replaceAll('://', ':\u200b//')
    .replace(/\n+/g, '\n\n');
}
