import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { Viewer } from '../../bot/answering/answer.js';
import type { Desk } from '../../bot/desk.js';

interface DeskRetrieverInput extends BaseRetrieverInput {
  desk: Desk;
  viewer: Viewer;
  /** ISO date that the answer must hold on. */
  asOf: () => string;
}

/** The desk's own retrieval (words, vectors, re-ranking, editions, audience) as a LangChain retriever. */
export class DeskRetriever extends BaseRetriever {
  readonly lc_namespace = ['renkei-desk', 'retrievers'];

  constructor(private readonly input: DeskRetrieverInput) {
    super(input);
  }

  override async _getRelevantDocuments(question: string): Promise<Document[]> {
    const { desk, viewer, asOf } = this.input;
    const { retrieved } = await desk.ask({ question, viewer, asOf: asOf() });
    return retrieved.map(
      ({ document, passage, score }) => new Document({ pageContent: passage, metadata: { document, score } }),
    );
  }
}
