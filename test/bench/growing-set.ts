import type { BenchmarkSet } from './benchmark-set.js';

const QUERIES = 200;

/**
 * A set of so many passages, made by repeating and numbering the texts of a public one. Copies bring no new words, so
 * vocabulary grows more slowly than with real documents; times, not quality, are what it is for.
 */
export function grownSet(base: BenchmarkSet, passages: number): BenchmarkSet {
  const every = Math.max(1, Math.floor(base.queries.length / QUERIES));
  return {
    name: `growth-${passages}`,
    documents: Array.from({ length: passages }, (_, i) => {
      const { text } = base.documents[i % base.documents.length]!;
      return { id: `${i}`, text: `第${i + 1}号\n${text}`, indexed: null };
    }),
    queries: base.queries.filter((_, i) => i % every === 0).slice(0, QUERIES),
  };
}
