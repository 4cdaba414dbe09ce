import type { Indexer } from '../indexer.js';
import { CUTOFF } from '../metrics.js';
import { rivalModule } from './rival-module.js';

interface RetrieverModule {
  BM25Retriever: {
    fromDocuments(
      documents: readonly { pageContent: string; metadata: { id: string } }[],
      options: { k: number },
    ): { invoke(query: string): Promise<{ metadata: { id: string } }[]> };
  };
}

interface DocumentModule {
  Document: new (fields: {
    pageContent: string;
    metadata: { id: string };
  }) => {
    pageContent: string;
    metadata: { id: string };
  };
}

/**
 * The retriever of @langchain/community itself. It keeps no index: every query reads every text, and terms are what
 * stands between white space. When nothing matches it still returns k documents, the first ones; they are judged as
 * they come.
 */
export async function prepareLangChainBm25(): Promise<Indexer> {
  const { BM25Retriever } = await rivalModule<RetrieverModule>('@langchain/community/retrievers/bm25');
  const { Document } = await rivalModule<DocumentModule>('@langchain/core/documents');
  return (documents) => {
    const retriever = BM25Retriever.fromDocuments(
      documents.map(({ id, text }) => new Document({ pageContent: text, metadata: { id } })),
      { k: CUTOFF },
    );
    return async (query) => (await retriever.invoke(query)).map(({ metadata }) => ({ id: metadata.id }));
  };
}
