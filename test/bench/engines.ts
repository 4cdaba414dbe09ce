import type { Indexer } from './indexer.js';

interface Engine {
  title: string;
  /** Needs the fields of a passage, which the public sets do not have. */
  samplesOnly: boolean;
  /** Loads the code and what it needs; done in a process of its own, so that memory is this method's alone. */
  prepare: () => Promise<Indexer>;
}

export const PRODUCT = 'renkei';

/** What is compared, in the order of the table. */
export const ENGINES: Readonly<Record<string, Engine>> = {
  [PRODUCT]: {
    title: 'this product: words + synonyms + LSA',
    samplesOnly: false,
    prepare: async () => (await import('./engines/renkei.js')).prepareRenkei(),
  },
  'renkei-reranked': {
    title: 'this product, re-ranked and widened',
    samplesOnly: true,
    prepare: async () => (await import('./engines/renkei.js')).prepareRenkeiReranked(),
  },
  minisearch: {
    title: 'MiniSearch, default',
    samplesOnly: false,
    prepare: async () => (await import('./engines/minisearch.js')).prepareMiniSearch(),
  },
  'minisearch-bigrams': {
    title: 'MiniSearch, character bigrams',
    samplesOnly: false,
    prepare: async () => (await import('./engines/minisearch.js')).prepareMiniSearchBigrams(),
  },
  'orama-japanese': {
    title: 'Orama, Japanese tokenizer',
    samplesOnly: false,
    prepare: async () => (await import('./engines/orama-japanese.js')).prepareOramaJapanese(),
  },
  'langchain-bm25': {
    title: 'LangChain BM25Retriever, default',
    samplesOnly: false,
    prepare: async () => (await import('./engines/langchain-bm25.js')).prepareLangChainBm25(),
  },
  'kuromoji-bm25': {
    title: 'BM25 over kuromoji base forms',
    samplesOnly: false,
    prepare: async () => (await import('./engines/kuromoji-bm25.js')).prepareKuromojiBm25(),
  },
};
