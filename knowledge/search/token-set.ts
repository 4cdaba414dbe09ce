import { tokenize } from './tokenize.js';

/**
 * Token sets of parts and labels, kept while they are in demand: segmenting is nine tenths of the work of weighing a
 * sentence, and the same sentences are weighed for question after question.
 */
const kept = new Map<string, ReadonlySet<string>>();
const MOST = 20_000;

export function tokenSet(text: string): ReadonlySet<string> {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const fresh = new Set(tokenize(text));
  if (kept.size >= MOST) kept.delete(kept.keys().next().value ?? '');
  kept.set(text, fresh);
  return fresh;
}
