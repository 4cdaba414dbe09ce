import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/**
 * Puts into a Word file what the library that wrote it does not take as an argument: the time, the language, and which
 * font stands in for one that is missing. The same content at the same time gives the same bytes.
 */
export function finishWordFile(
  bytes: Uint8Array,
  { at, fonts }: { at: Date; fonts: readonly { name: string; instead: string }[] },
): Uint8Array {
  const parts = unzipSync(bytes);
  change(parts, 'docProps/core.xml', (xml) =>
    xml
      .replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${at.toISOString()}`)
      .replace('<dcterms:created', '<dc:language>ja-JP</dc:language><dcterms:created'),
  );
  const named = fonts.map(
    ({ name, instead }) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:charset w:val="80"/></w:font>`,
  );
  change(parts, 'word/fontTable.xml', (xml) => xml.replace(/\/>\s*$/, `>${named.join('')}</w:fonts>`));
  return zipSync(parts, { mtime: at });
}

function change(parts: Record<string, Uint8Array>, path: string, how: (xml: string) => string): void {
  const part = parts[path];
  if (part === undefined)
    throw new Error(`the Word file has no ${path}; the library that writes it has changed`);
  parts[path] = strToU8(how(strFromU8(part)));
}
