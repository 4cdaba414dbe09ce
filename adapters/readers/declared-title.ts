import { load } from 'cheerio';
import type { ReadBlock } from '../../knowledge/document/read-document.js';
import { contains, visibleLength } from '../../knowledge/text/fold.js';

const HEAD = 30;

/**
 * The title in an Office file's properties, if it can be trusted. Offices copy last year's file, and the
 * properties are copied with it; a title that the document's beginning does not show is not its title.
 */
export function declaredTitle(
  title: string | undefined,
  blocks: readonly ReadBlock[],
): Record<string, string> {
  const wanted = title?.trim() ?? '';
  if (visibleLength(wanted) < 4 || !/[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]/u.test(wanted))
    return {};
  return contains(blocks.slice(0, HEAD).map(blockText).join('\n'), wanted) ? { title: wanted } : {};
}

/** The title of docProps/core.xml. */
export function titleProperty(parts: Record<string, Uint8Array>): string | undefined {
  const core = parts['docProps/core.xml'];
  if (core === undefined) return undefined;
  return load(new TextDecoder().decode(core), { xml: true })('dc\\:title').first().text();
}

function blockText(block: ReadBlock): string {
  switch (block.kind) {
    case 'lines':
      return block.lines
        .slice(0, HEAD)
        .map((line) => line.text)
        .join('\n');
    case 'table':
      return [block.caption ?? '', ...block.rows.slice(0, HEAD).map((row) => row.join(' '))].join('\n');
    case 'qa':
      return block.question;
    default:
      return block.text;
  }
}
