import { Document } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { VectorStore } from '@langchain/core/vectorstores';
import { HnswVectorIndex } from '../hnswlib/hnsw-vector-index.js';

/** Which documents may be returned. */
type DocumentFilter = (document: Document) => boolean;

/**
 * LangChain's vector store over the desk's own hnswlib index, for other people's chains. Vectors are normalised, so
 * scores are cosines. Deleting takes ids; the graph is rebuilt lazily, which hnswlib's own delete does not do safely.
 */
export class HnswVectorStore extends VectorStore {
  declare FilterType: DocumentFilter;
  readonly #documents: (Document | null)[] = [];
  readonly #vectors: (number[] | null)[] = [];
  readonly #positions = new Map<string, number>();
  #graph: HnswVectorIndex | null = null;

  constructor(embeddings: EmbeddingsInterface) {
    super(embeddings, {});
  }

  _vectorstoreType(): string {
    return 'renkei-hnsw';
  }

  async addDocuments(documents: Document[], options: { ids?: string[] } = {}): Promise<string[]> {
    const vectors = await this.embeddings.embedDocuments(documents.map(({ pageContent }) => pageContent));
    return this.addVectors(vectors, documents, options);
  }

  /** Adds or, where the id is known, replaces. @throws RangeError when nothing would be stored of a vector. */
  async addVectors(
    vectors: number[][],
    documents: Document[],
    options: { ids?: string[] } = {},
  ): Promise<string[]> {
    if (vectors.length !== documents.length) {
      throw new RangeError(`${vectors.length} vectors for ${documents.length} documents`);
    }
    const dimensions = this.#dimensions() ?? vectors[0]?.length;
    const unit = vectors.map((vector, i) => normalised(vector, dimensions, i));
    const ids = documents.map(
      (document, i) => options.ids?.[i] ?? document.id ?? `${this.#documents.length + i}`,
    );
    ids.forEach((id, i) => {
      const at = this.#positions.get(id) ?? this.#documents.length;
      this.#positions.set(id, at);
      this.#documents[at] = new Document({ ...documents[i]!, id });
      this.#vectors[at] = unit[i]!;
    });
    this.#graph = null;
    return ids;
  }

  /** Removes the documents with these ids, and nothing else. Unknown ids are passed over. */
  override async delete({ ids }: { ids: string[] }): Promise<void> {
    for (const id of ids) {
      const at = this.#positions.get(id);
      if (at === undefined) continue;
      this.#positions.delete(id);
      this.#documents[at] = null;
      this.#vectors[at] = null;
    }
    this.#graph = null;
  }

  async similaritySearchVectorWithScore(
    query: number[],
    k: number,
    filter?: DocumentFilter,
  ): Promise<[Document, number][]> {
    const dimensions = this.#dimensions();
    if (dimensions === undefined || k < 1) return [];
    this.#graph ??= HnswVectorIndex.build(this.#vectors, dimensions);
    const allowed = (at: number): boolean => {
      const document = this.#documents[at];
      return document != null && (filter === undefined || filter(document));
    };
    return this.#graph
      .search({ vector: normalised(query, dimensions, 0), count: k, allowed })
      .map(({ at, similarity }) => [this.#documents[at]!, similarity]);
  }

  static override async fromDocuments(
    documents: Document[],
    embeddings: EmbeddingsInterface,
  ): Promise<HnswVectorStore> {
    const store = new HnswVectorStore(embeddings);
    await store.addDocuments(documents);
    return store;
  }

  static override async fromTexts(
    texts: string[],
    metadatas: object[] | object,
    embeddings: EmbeddingsInterface,
  ): Promise<HnswVectorStore> {
    const documents = texts.map(
      (pageContent, i) =>
        new Document({ pageContent, metadata: Array.isArray(metadatas) ? metadatas[i] : metadatas }),
    );
    return HnswVectorStore.fromDocuments(documents, embeddings);
  }

  #dimensions(): number | undefined {
    return this.#vectors.find((vector) => vector !== null)?.length;
  }
}

function normalised(vector: readonly number[], dimensions: number | undefined, at: number): number[] {
  const norm = Math.hypot(...vector);
  if (vector.length !== dimensions || !Number.isFinite(norm) || norm === 0) {
    throw new RangeError(`vector ${at} must be ${dimensions} finite numbers, not all zero`);
  }
  return vector.map((value) => value / norm);
}
