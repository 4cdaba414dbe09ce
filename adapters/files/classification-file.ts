import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClassificationScheme, readScheme } from '../../knowledge/classification/scheme.js';
import { PACKAGE_ROOT } from './package-root.js';

const CURRENT = join(PACKAGE_ROOT, 'knowledge/classification/r8.json');

/** The scheme in force. @param own the operator's own file; null: the one that comes with the desk */
export async function classificationScheme(own: string | null): Promise<ClassificationScheme> {
  const file = own ?? CURRENT;
  const json = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`classification ${file} cannot be read; see CLASSIFICATION_FILE`, { cause });
  });
  return readScheme(json, file);
}
