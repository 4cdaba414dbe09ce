import type { DocumentReader } from '../../bot/ports/document-reader.js';
import { csvReader } from './csv-reader.js';
import { docxReader } from './docx-reader.js';
import { htmlReader } from './html-reader.js';
import { markdownReader } from './markdown-reader.js';
import { pdfReader } from './pdf-reader.js';
import { textReader } from './text-reader.js';
import { xlsxReader } from './xlsx-reader.js';

const READERS: readonly DocumentReader[] = [
  pdfReader,
  docxReader,
  xlsxReader,
  csvReader,
  htmlReader,
  markdownReader,
  textReader,
];

export const SUPPORTED_EXTENSIONS: readonly string[] = READERS.flatMap((reader) => reader.extensions);

/** The reader for a file, by its extension; null when there is none. */
export function readerFor(fileName: string): DocumentReader | null {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return READERS.find((reader) => reader.extensions.includes(extension)) ?? null;
}
