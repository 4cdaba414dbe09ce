import { UnreadableFile } from '../../bot/ports/document-reader.js';

/**
 * Text files of public offices come as UTF-8, UTF-16 with a mark, or CP932 (Excel's CSV). UTF-8 is tried strictly
 * first: CP932 text is hardly ever valid UTF-8, the other way round it often decodes to garbage.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  if (bytes.length === 0) throw new UnreadableFile('empty', `「${name}」は空のファイルです。`);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  for (const encoding of ['utf-8', 'shift_jis']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (text.includes('\u0000')) break;
      return text;
    } catch {
      // The next encoding may fit.
    }
  }
  throw new UnreadableFile(
    'corrupt',
    `「${name}」の文字コードが分からず、読み取れませんでした。UTF-8またはShift_JISで保存し直してください。`,
  );
}
