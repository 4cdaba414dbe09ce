import { Document } from '@langchain/core/documents';
import { Embeddings } from '@langchain/core/embeddings';
import { describe, expect, it } from 'vitest';
import { HnswVectorStore } from '../../../adapters/langchain/hnsw-vector-store.js';

/** Counts of a few characters: near enough to an embedding to tell these texts apart. */
class CharacterCounts extends Embeddings {
  constructor() {
    super({});
  }
  async embedQuery(text: string): Promise<number[]> {
    return [...'相談研修委託'].map((char) => text.split(char).length - 0.5);
  }
  embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.all(texts.map((text) => this.embedQuery(text)));
  }
}

const documents = ['相談窓口の相談', '研修の案内、研修の日程', '委託の契約'].map(
  (pageContent, i) => new Document({ pageContent, id: `d${i}`, metadata: { year: 2024 + i } }),
);

describe('the vector store for LangChain', () => {
  it('finds by likeness, also through a retriever', async () => {
    const store = await HnswVectorStore.fromDocuments(documents, new CharacterCounts());
    expect((await store.similaritySearch('研修', 1))[0]?.id).toBe('d1');
    expect((await store.asRetriever(1).invoke('委託'))[0]?.pageContent).toBe('委託の契約');
    const [[, score] = []] = await store.similaritySearchWithScore('相談窓口の相談', 1);
    expect(score).toBeCloseTo(1, 4);
  });

  it('filters, replaces and deletes single documents', async () => {
    const store = await HnswVectorStore.fromDocuments(documents, new CharacterCounts());
    expect(
      (await store.similaritySearch('研修', 3, (document) => document.metadata.year < 2025)).map(
        ({ id }) => id,
      ),
    ).toEqual(['d0']);
    await store.addDocuments([new Document({ pageContent: '相談と委託', id: 'd1' })]);
    expect((await store.similaritySearch('研修', 5)).map(({ pageContent }) => pageContent)).not.toContain(
      documents[1]!.pageContent,
    );
    await store.delete({ ids: ['d1', 'unknown'] });
    expect((await store.similaritySearch('研修', 5)).map(({ id }) => id).sort()).toEqual(['d0', 'd2']);
  });

  it('refuses what hnswlib would take and return nonsense for', async () => {
    const store = new HnswVectorStore(new CharacterCounts());
    expect(await store.similaritySearch('何か', 3)).toEqual([]);
    await expect(store.addVectors([[0, 0]], [new Document({ pageContent: 'x' })])).rejects.toThrow(
      RangeError,
    );
    await expect(store.addVectors([[1, Number.NaN]], [new Document({ pageContent: 'x' })])).rejects.toThrow(
      RangeError,
    );
    await store.addVectors([[1, 0]], [new Document({ pageContent: 'x' })]);
    await expect(store.addVectors([[1, 0, 0]], [new Document({ pageContent: 'y' })])).rejects.toThrow(
      RangeError,
    );
    expect(await store.similaritySearchVectorWithScore([1, 0], 50)).toHaveLength(1);
  });
});
