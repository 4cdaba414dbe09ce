import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';
import { UnreadableFile } from '../../bot/ports/document-reader.js';
import { type ZipEntry, zipEntries } from './zip-entries.js';

const MAX_UNZIPPED = 200 * 1024 * 1024;
const MAX_RATIO = 200;
const SMALL = 20 * 1024 * 1024;

/**
 * Looks at an Office file before a parser does: what it is, whether it is whole, and how large it becomes. The
 * parsers inflate everything they find and read half a file without a word.
 */
export async function guardOfficeFile(bytes: Uint8Array, name: string, mainPart: RegExp): Promise<void> {
  if (bytes.length === 0) throw new UnreadableFile('empty', `「${name}」は空のファイルです。`);
  if (isOle(bytes)) throw oleFile(bytes, name);
  const entries = entriesOf(bytes, name);
  const total = entries.reduce((sum, entry) => sum + entry.originalSize, 0);
  if (total > MAX_UNZIPPED || (total > SMALL && total / bytes.length > MAX_RATIO)) {
    throw new UnreadableFile(
      'too-large',
      `「${name}」は展開すると大きくなりすぎるため、読み取りませんでした。`,
    );
  }
  if (!entries.some((entry) => mainPart.test(entry.name))) {
    throw new UnreadableFile(
      'corrupt',
      `「${name}」には本文の部分がなく、Officeファイルとして読み取れませんでした。`,
    );
  }
  for (const entry of entries) if (/\.(?:xml|rels)$/.test(entry.name)) await verify(bytes, entry, name);
}

/** Parts of a package by path. */
export type OfficeParts = Record<string, Uint8Array>;

/** Inflates the parts that are wanted. Call after {@link guardOfficeFile}. */
export function officeParts(bytes: Uint8Array, wanted: (path: string) => boolean): OfficeParts {
  return unzipSync(bytes, { filter: (file) => wanted(file.name) });
}

export function packOfficeFile(parts: OfficeParts): Uint8Array {
  return zipSync(parts, { level: 0 });
}

function entriesOf(bytes: Uint8Array, name: string): ZipEntry[] {
  try {
    return zipEntries(bytes);
  } catch (cause) {
    throw damaged(name, cause);
  }
}

const inflate = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflateRaw);

/** Sizes in the directory can lie and streams can be damaged: each text part must inflate to what it promises. */
async function verify(bytes: Uint8Array, entry: ZipEntry, name: string): Promise<void> {
  const data = bytes.subarray(entry.dataStart, entry.dataStart + entry.size);
  if (data.length < entry.size)
    throw damaged(name, new Error(`${entry.name}: ${data.length} of ${entry.size} bytes`));
  let content: Uint8Array = data;
  if (entry.compression === 8) {
    try {
      content = await inflate(data, { maxOutputLength: entry.originalSize + 1 });
    } catch (cause) {
      throw damaged(name, cause);
    }
  }
  if (content.length !== entry.originalSize || crc32(content) !== entry.crc) {
    throw damaged(name, new Error(`${entry.name}: size or checksum differs`));
  }
}

function damaged(name: string, cause: unknown): UnreadableFile {
  return new UnreadableFile('corrupt', `「${name}」は壊れているか途中で切れていて、読み取れませんでした。`, {
    cause,
  });
}

/** The container of old Office files and of every password-protected one. */
function isOle(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, i) => bytes[i] === byte);
}

function oleFile(bytes: Uint8Array, name: string): UnreadableFile {
  if (
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
      Buffer.from('EncryptedPackage', 'utf16le'),
    )
  ) {
    return new UnreadableFile(
      'encrypted',
      `「${name}」はパスワードで保護されています。保護を外して置き直してください。`,
    );
  }
  return new UnreadableFile(
    'unsupported',
    `「${name}」は古い形式（.doc・.xls）のファイルです。Wordは.docx、Excelは.xlsxで保存し直してください。`,
  );
}
