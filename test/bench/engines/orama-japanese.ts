import type { Indexer } from '../indexer.js';
import { CUTOFF } from '../metrics.js';
import { rivalModule } from './rival-module.js';

interface OramaModule {
  create(options: { schema: { text: 'string' }; components: { tokenizer: unknown } }): unknown;
  insertMultiple(database: unknown, documents: readonly { id: string; text: string }[]): Promise<unknown>;
  search(
    database: unknown,
    query: { term: string; properties: string[]; limit: number },
  ): Promise<{ hits: { id: string }[] }>;
}

interface TokenizerModule {
  createTokenizer(options: { language: 'japanese' }): unknown;
}

/** Orama with the tokenizer it offers for Japanese (`Intl.Segmenter` words), everything else at its default. */
export async function prepareOramaJapanese(): Promise<Indexer> {
  const orama = await rivalModule<OramaModule>('@orama/orama');
  const { createTokenizer } = await rivalModule<TokenizerModule>('@orama/tokenizers/japanese');
  return async (documents) => {
    const database = orama.create({
      schema: { text: 'string' },
      components: { tokenizer: createTokenizer({ language: 'japanese' }) },
    });
    await orama.insertMultiple(
      database,
      documents.map(({ id, text }) => ({ id, text })),
    );
    return async (query) =>
      (await orama.search(database, { term: query, properties: ['text'], limit: CUTOFF })).hits.map(
        ({ id }) => ({ id }),
      );
  };
}
