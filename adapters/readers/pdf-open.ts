import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { UnreadableFile } from '../../bot/ports/document-reader.js';
import { drawingOf } from './pdf-rules.js';

export interface OpenPdf {
  pageCount: number;
  page(number: number): Promise<PDFPageProxy>;
  /** Whether a page shows a picture; opens the file a second time, as pictures are skipped otherwise. */
  hasImage(number: number): Promise<boolean>;
  close(): Promise<void>;
}

const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
/** Pictures larger than this many pixels are not decoded: nobody looks at them. */
const LARGEST_PICTURE = 1024;

/** @throws UnreadableFile encrypted or corrupt */
export async function openPdf(bytes: Uint8Array, name: string): Promise<OpenPdf> {
  const task = load(bytes, LARGEST_PICTURE);
  let pictures: ReturnType<typeof load> | null = null;
  try {
    const document = await task.promise;
    return {
      pageCount: document.numPages,
      page: (number) => document.getPage(number),
      async hasImage(number) {
        pictures ??= load(bytes, -1);
        const page = await (await pictures.promise).getPage(number);
        const { fnArray, argsArray } = await page.getOperatorList();
        return drawingOf(fnArray, argsArray as unknown[], [1, 0, 0, 1, 0, 0]).painted;
      },
      async close() {
        await Promise.all([task.destroy(), pictures?.destroy()]);
      },
    };
  } catch (cause) {
    await task.destroy();
    if (cause instanceof Error && cause.name === 'PasswordException') {
      throw new UnreadableFile(
        'encrypted',
        `「${name}」はパスワードで保護されています。保護を外して置き直してください。`,
        { cause },
      );
    }
    throw new UnreadableFile('corrupt', `「${name}」は壊れていて、PDFとして読み取れませんでした。`, {
      cause,
    });
  }
}

function load(bytes: Uint8Array, maxImageSize: number) {
  return getDocument({
    // A copy, as the library takes the buffer away from its owner; and it refuses Node's own Buffer.
    data: new Uint8Array(bytes),
    // Without its character maps, Japanese text whose fonts are not embedded comes out empty and without a word.
    cMapUrl: join(home, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(home, 'standard_fonts/'),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    maxImageSize,
    verbosity: 0,
  });
}
