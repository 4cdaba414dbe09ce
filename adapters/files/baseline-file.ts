import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';

const measure = z.number().nullable();

/** What a run of a question file gave, to compare later ones with. */
export const Baseline = z.object({
  at: z.string(),
  /** Of the question file: another file's figures are not compared. */
  questionsHash: z.string(),
  model: z.string(),
  promptHashes: z.record(z.string(), z.string()),
  measures: z.record(z.string(), measure),
});
export type Baseline = z.infer<typeof Baseline>;

/** Where the baseline of a question file is kept. */
export function baselinePath(home: string, questions: string): string {
  return join(home, 'baselines', `${basename(questions)}.json`);
}

export async function hashOfFile(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

/** Null where there is none, or none that can be read. */
export async function readBaseline(path: string): Promise<Baseline | null> {
  try {
    return Baseline.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

export async function writeBaseline(path: string, baseline: Baseline): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(baseline, null, 2)}\n`);
}
