import type { Indexer } from '../indexer.js';
import { CUTOFF } from '../metrics.js';
import { rivalModule } from './rival-module.js';

interface MiniSearchModule {
  default: new (options: {
    fields: string[];
    tokenize?: (text: string) => string[];
  }) => {
    addAll(documents: readonly { id: string; text: string }[]): void;
    search(query: string): { id: string }[];
  };
}

/** As its README shows it. Japanese has no spaces, so whole clauses become terms. */
export function prepareMiniSearch(): Promise<Indexer> {
  return prepare();
}

/** What people who know do about that. */
export function prepareMiniSearchBigrams(): Promise<Indexer> {
  return prepare(bigrams);
}

async function prepare(tokenize?: (text: string) => string[]): Promise<Indexer> {
  const { default: MiniSearch } = await rivalModule<MiniSearchModule>('minisearch');
  return (documents) => {
    const index = new MiniSearch({ fields: ['text'], ...(tokenize === undefined ? {} : { tokenize }) });
    index.addAll(documents.map(({ id, text }) => ({ id, text })));
    return (query) => index.search(query).slice(0, CUTOFF);
  };
}

function bigrams(text: string): string[] {
  return [...text.normalize('NFKC').matchAll(/[\p{L}\p{N}ー]+/gu)].flatMap(([run]) => {
    const characters = [...run];
    return characters.length < 2
      ? characters
      : characters.slice(1).map((character, i) => characters[i]! + character);
  });
}
