import { strToU8, zipSync } from 'fflate';
import { readerFor } from '../../../adapters/readers/all-readers.js';
import type { ReadBlock, ReadDocument } from '../../../knowledge/document/read-document.js';

/** Reads bytes or text as a file of that name. */
export async function readAs(name: string, content: Uint8Array | string): Promise<ReadDocument> {
  const reader = readerFor(name);
  if (reader === null) throw new Error(`no reader for ${name}`);
  return reader.read({ name, bytes: typeof content === 'string' ? strToU8(content) : content });
}

/** Blocks without what is always null here. */
export function shortened(blocks: readonly ReadBlock[]): unknown[] {
  return blocks.map((block) =>
    block.kind === 'table'
      ? [block.header, ...block.rows]
      : block.kind === 'qa'
        ? `qa ${block.question} / ${block.answer} / ${block.note ?? '-'}`
        : block.kind === 'heading'
          ? `h${block.level} ${block.text}`
          : block.kind === 'lines'
            ? block.lines.map((line) => line.text)
            : `${block.kind === 'item' ? '・' : ''}${block.text}`,
  );
}

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';

/** A Word file with this body. */
export function docxOf(body: string, more: Record<string, string> = {}): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document ${WORD}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': `<w:styles ${WORD}><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="s1" Type="${OFFICE}/relationships/styles" Target="styles.xml"/></Relationships>`,
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)])));
}

export function wordParagraph(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
}

export function wordTable(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => `<w:tc><w:tcPr/>${wordParagraph(text)}</w:tc>`;
  return `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
}
