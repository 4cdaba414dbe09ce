import { createInflate } from 'node:zlib';

/**
 * What a PDF's own checksums say is broken. The library reads over such places without a word: half a page may be
 * missing then, and nobody would know.
 */
export interface PdfDamage {
  /** Numbers of objects whose compressed content is broken. Pictures, typefaces and the like are not counted. */
  objects: ReadonlySet<number>;
  /** Those that the page object draws; pages are looked up by their object's number. */
  onPage(pageObject: number): number[];
}

const NONE: PdfDamage = { objects: new Set(), onPage: () => [] };

interface PdfObject {
  /** What stands before the stream, or the whole object. */
  head: string;
  /** Where the stream begins and ends, if the object has one. */
  stream: readonly [from: number, to: number] | null;
}

/** Reads all objects that are streams; the content of an encrypted file cannot be checked. */
export async function damageOf(bytes: Uint8Array): Promise<PdfDamage> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(text)) return NONE;
  const objects = objectsOf(text);
  const damaged = new Set<number>();
  const heads = new Map([...objects].map(([number, { head }]) => [number, head]));
  for (const [number, { head, stream }] of objects) {
    if (stream === null || BESIDES_TEXT.test(head)) continue;
    const filter = /\/Filter\s*\[?\s*\/([^\s/\]>]+)/.exec(head)?.[1];
    if (filter === undefined) continue;
    if (!FILTERS.has(filter)) damaged.add(number);
    else if (filter === 'FlateDecode' || filter === 'Fl') {
      const content = await inflated(bytes.subarray(...stream), /\/Type\s*\/ObjStm/.test(head));
      if (content === null) damaged.add(number);
      else for (const [inner, body] of packedObjects(head, content)) heads.set(inner, body);
    }
  }
  return {
    objects: damaged,
    onPage: (pageObject) => contentsOf(heads, pageObject).filter((one) => damaged.has(one)),
  };
}

/** Pictures, typefaces, colour profiles, descriptions: their damage does not touch what is read. */
const BESIDES_TEXT =
  /\/Subtype\s*\/(?:Image|Type1C|CIDFontType0C|OpenType|XML)\b|\/Length[123]\s|\/Type\s*\/(?:Metadata|EmbeddedFile)\b|\/FunctionType\s|\/ShadingType\s|\/N\s+[134]\s*(?:\/(?!First)|>>)/;
const FILTERS = new Set([
  ...['FlateDecode', 'LZWDecode', 'ASCII85Decode', 'ASCIIHexDecode', 'RunLengthDecode', 'Crypt'],
  ...[
    'DCTDecode',
    'JPXDecode',
    'CCITTFaxDecode',
    'JBIG2Decode',
    'Fl',
    'LZW',
    'A85',
    'AHx',
    'RL',
    'DCT',
    'CCF',
  ],
]);

/** The objects as they stand in the file. Of a number that occurs twice the later one is in force (ISO 32000-1, 7.5.6). */
function objectsOf(text: string): Map<number, PdfObject> {
  const objects = new Map<number, PdfObject>();
  const opening = /(?<![\d.])(\d{1,8})\s+\d{1,5}\s+obj\b/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = opening.lastIndex;
    const closing = /\bendobj\b|\bstream(?:\r\n|\n|\r)/g;
    closing.lastIndex = start;
    const end = closing.exec(text);
    if (end === null) break;
    const head = text.slice(start, Math.min(end.index, start + LONGEST_HEAD));
    if (end[0].startsWith('endobj')) {
      objects.set(Number(match[1]), { head, stream: null });
      opening.lastIndex = closing.lastIndex;
      continue;
    }
    const to = text.indexOf('endstream', closing.lastIndex);
    objects.set(Number(match[1]), { head, stream: [closing.lastIndex, to < 0 ? text.length : to] });
    opening.lastIndex = to < 0 ? text.length : to;
  }
  return objects;
}

const LONGEST_HEAD = 100_000;
/** Longer contents are checked, not kept: a small file may unpack to gigabytes. */
const LARGEST_PACK = 50 * 1024 * 1024;
const LARGEST_CONTENT = 1024 * 1024 * 1024;

/** The content (empty when not `kept`), or null when its bits or its checksum are wrong. */
function inflated(stream: Uint8Array, kept: boolean): Promise<string | null> {
  return new Promise((resolve) => {
    const inflate = createInflate();
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (intact: boolean): void => {
      inflate.destroy();
      resolve(intact ? Buffer.concat(chunks).toString('latin1') : null);
    };
    inflate.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (kept && size <= LARGEST_PACK) chunks.push(chunk);
      if (size > LARGEST_CONTENT) done(true);
    });
    inflate.on('end', () => done(true));
    // Some writers never close a stream: its end is missing then (Z_BUF_ERROR), nothing of what stands in it.
    inflate.on('error', (error: NodeJS.ErrnoException) => done(error.code === 'Z_BUF_ERROR'));
    inflate.end(stream);
  });
}

/** Objects inside an object stream: pairs of number and offset, then the objects (ISO 32000-1, 7.5.7). */
function packedObjects(head: string, content: string): [number, string][] {
  const first = Number(/\/First\s+(\d+)/.exec(head)?.[1] ?? Number.NaN);
  if (Number.isNaN(first) || content === '') return [];
  const numbers = content.slice(0, first).trim().split(/\s+/).map(Number);
  const found: [number, string][] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const from = first + (numbers[i + 1] ?? 0);
    const to = i + 3 < numbers.length ? first + (numbers[i + 3] ?? 0) : content.length;
    found.push([numbers[i] ?? 0, content.slice(from, Math.min(to, from + LONGEST_HEAD))]);
  }
  return found;
}

/** `/Contents 12 0 R`, `/Contents [12 0 R 13 0 R]`, or a reference to such a list. */
function contentsOf(heads: ReadonlyMap<number, string>, pageObject: number): number[] {
  const named = /\/Contents\s*(\[[^\]]*\]|\d+\s+\d+\s+R)/.exec(heads.get(pageObject) ?? '')?.[1] ?? '';
  const direct = references(named);
  const only = direct.length === 1 ? heads.get(direct[0] ?? 0)?.trim() : undefined;
  return only?.startsWith('[') ? references(only) : direct;
}

function references(text: string): number[] {
  return [...text.matchAll(/(\d+)\s+\d+\s+R/g)].map((match) => Number(match[1]));
}
