import { createRequire } from 'node:module';
import { z } from 'zod';
import { type SynonymGroups, SynonymTable } from '../../knowledge/search/synonyms.js';

let table: Promise<SynonymTable> | null = null;

/** Expansion by the dictionary; it never changes, so the desks of a process share one. */
export function sudachiTable(): Promise<SynonymTable> {
  table ??= sudachiSynonyms().then((groups) => new SynonymTable(groups));
  // What failed is tried again by who asks next.
  table.catch(() => {
    table = null;
  });
  return table;
}

/**
 * Groups of the Sudachi synonym dictionary (Works Applications, Apache-2.0). Only nouns that may be expanded, of two
 * characters and more; spelling variants in Latin letters only would never stand in a Japanese question.
 *
 * Loaded with `require` on purpose: the package's ES module fetches the dictionary from a CDN, its CommonJS one
 * reads the file it ships.
 */
async function sudachiSynonyms(): Promise<SynonymGroups> {
  const { fetchDictionary } = createRequire(import.meta.url)('sudachi-synonyms-dictionary') as {
    fetchDictionary: () => Promise<unknown>;
  };
  return Groups.parse(await fetchDictionary())
    .map(({ items }) =>
      items
        .filter((item) => item.taigenYogen === '体言' && item.expandControl === 0)
        .map((item) => item.midashi),
    )
    .map((group) =>
      group.filter((word) => word.length >= 2 && /[\p{Script=Han}\p{Script=Katakana}]/u.test(word)),
    )
    .filter((group) => group.length >= 2);
}

const Groups = z.array(
  z.object({
    items: z.array(z.object({ taigenYogen: z.string(), expandControl: z.number(), midashi: z.string() })),
  }),
);
