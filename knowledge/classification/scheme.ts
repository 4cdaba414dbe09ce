import { z } from 'zod';
import { foldKey } from '../text/fold.js';

/**
 * 分類: what consultations are about, as one version of a scheme names it. Versions are files; a tag means nothing
 * without its scheme, as the programme's own items change from call to call.
 */
export interface ClassificationScheme {
  id: string;
  name: string;
  tags: readonly { id: string; name: string /** Words that speak for the tag. */; cues: readonly string[] }[];
}

const Scheme = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  tags: z
    .array(z.object({ id: z.string().min(1), name: z.string().min(1), cues: z.array(z.string().min(1)) }))
    .min(1)
    .refine((tags) => new Set(tags.map(({ id }) => id)).size === tags.length, 'two tags have the same id')
    .refine((tags) => tags.at(-1)?.cues.length === 0, 'the last tag takes what is left, and has no cues'),
});

/** @throws Error naming what is wrong with the file */
export function readScheme(json: string, file: string): ClassificationScheme {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw new Error(`classification ${file} is not JSON`, { cause });
  }
  const read = Scheme.safeParse(parsed);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`classification ${file}: ${faults.join('; ')}`);
}

/** A question weighs more than what was found for it: a found heading speaks of its document's matters too. */
const QUESTION_WEIGHT = 3;

/** The tag that most speaks for, longer words more than shorter ones; the last tag when nothing does. */
export function proposeTag(
  scheme: ClassificationScheme,
  question: string,
  headings: readonly string[],
): string {
  const asked = foldKey(question);
  const found = foldKey(headings.join('\n'));
  let best = { id: scheme.tags.at(-1)?.id ?? '', score: 0 };
  for (const { id, cues } of scheme.tags) {
    const score = cues.reduce((sum, cue) => {
      const key = foldKey(cue);
      const weight = (asked.includes(key) ? QUESTION_WEIGHT : 0) + (found.includes(key) ? 1 : 0);
      return sum + weight * key.length;
    }, 0);
    if (score > best.score) best = { id, score };
  }
  return best.id;
}

export function tagName(scheme: ClassificationScheme, tag: string): string {
  return scheme.tags.find(({ id }) => id === tag)?.name ?? tag;
}
