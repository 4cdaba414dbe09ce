import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { UsageError } from './command.js';

/**
 * The lines of a JSONL file, empty ones left out.
 * @param needs what a line must hold, for the error: `"id" and "text"`
 * @throws UsageError naming the line that is wrong
 */
export async function readJsonLines<T>(file: string, line: z.ZodType<T>, needs: string): Promise<T[]> {
  const content = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`cannot read ${file}`);
  });
  return content.split('\n').flatMap((text, i) => {
    if (text.trim() === '') return [];
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      throw new UsageError(`${file} line ${i + 1} is not JSON`);
    }
    const { success, data } = line.safeParse(parsed);
    if (!success) throw new UsageError(`${file} line ${i + 1} needs ${needs}`);
    return [data];
  });
}
