import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { DeclaredEdition } from '../../knowledge/document/declared-edition.js';
import { decodeText } from '../readers/decode-text.js';
import { firstSheetRows } from '../readers/xlsx-reader.js';

/** What people declared of the files of one folder, by file name. */
export type Register = ReadonlyMap<string, DeclaredEdition>;

const FILES = ['documents.csv', 'documents.xlsx'] as const;
const NAME_COLUMNS = ['file', 'filename', 'name', 'ファイル', 'ファイル名'];

export function isRegister(path: string): boolean {
  return FILES.some((name) => name === basename(path).toLowerCase());
}

/** documents.csv or documents.xlsx of a folder: a row a file, columns as in knowledge/document/declared-edition.ts. */
export async function readRegister(folder: string): Promise<Register> {
  const rows = (await rowsOfCsv(folder)) ?? (await rowsOfWorkbook(folder)) ?? [];
  return new Map(
    rows.flatMap((row) => {
      const file = Object.entries(row).find(([column]) => NAME_COLUMNS.includes(column.toLowerCase()))?.[1];
      return file === undefined || file === '' ? [] : [[file, row] as const];
    }),
  );
}

async function rowsOfCsv(folder: string): Promise<Record<string, string>[] | null> {
  const bytes = await readFile(join(folder, FILES[0])).catch(() => null);
  if (bytes === null) return null;
  return parse<Record<string, string>>(decodeText(bytes, FILES[0]), {
    columns: true,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
}

async function rowsOfWorkbook(folder: string): Promise<Record<string, string>[] | null> {
  const bytes = await readFile(join(folder, FILES[1])).catch(() => null);
  if (bytes === null) return null;
  const [columns = [], ...rows] = await firstSheetRows(FILES[1], bytes);
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? ''])));
}
