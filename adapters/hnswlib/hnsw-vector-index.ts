import hnswlib from 'hnswlib-node';
import {
  ExactVectorIndex,
  type Neighbour,
  type VectorIndex,
  type VectorRequest,
} from '../../knowledge/search/vector-index.js';

const { HierarchicalNSW } = hnswlib;
type Hnsw = InstanceType<typeof HierarchicalNSW>;

/** Recall@10 is 1.0 at ef 100 on 10,000–100,000 vectors (measured); M and efConstruction are the library's advice. */
const M = 16;
const EF_CONSTRUCTION = 200;
const EF_SEARCH = 100;
/** Below this share of allowed vectors hnswlib visits so many in vain that looking at the allowed ones is faster. */
const LEAST_SHARE = 0.05;
const SMALL = 1000;

/**
 * hnswlib-node behind the port, with its traps guarded: a filter that throws ends the process, k above the number of
 * elements throws, zero and NaN vectors are accepted and poison results, only plain arrays are taken.
 */
export class HnswVectorIndex implements VectorIndex {
  readonly #exact: ExactVectorIndex;

  private constructor(
    private readonly graph: Hnsw,
    private readonly vectors: readonly (readonly number[] | null)[],
    private readonly stored: number,
  ) {
    this.#exact = new ExactVectorIndex(vectors);
    graph.setEf(EF_SEARCH);
  }

  static build(vectors: readonly (readonly number[] | null)[], dimensions: number): HnswVectorIndex {
    const usable = vectors.filter((vector) => vector !== null).length;
    const graph = new HierarchicalNSW('ip', dimensions);
    graph.initIndex(Math.max(1, usable), M, EF_CONSTRUCTION, 100);
    vectors.forEach((vector, at) => {
      if (vector === null) return;
      if (vector.length !== dimensions || !vector.every(Number.isFinite))
        throw new RangeError(`vector ${at} is not ${dimensions} finite numbers`);
      graph.addPoint([...vector], at);
    });
    return new HnswVectorIndex(graph, vectors, usable);
  }

  /** @throws when the file is missing, damaged or does not hold what the vectors say. */
  static async load(
    file: string,
    vectors: readonly (readonly number[] | null)[],
    dimensions: number,
  ): Promise<HnswVectorIndex> {
    const usable = vectors.filter((vector) => vector !== null).length;
    const graph = new HierarchicalNSW('ip', dimensions);
    await graph.readIndex(file);
    if (graph.getNumDimensions() !== dimensions || graph.getCurrentCount() !== usable) {
      throw new Error(
        `vector file holds ${graph.getCurrentCount()} × ${graph.getNumDimensions()}, expected ${usable} × ${dimensions}`,
      );
    }
    // A file of other dimensions loads without complaint and only its points give it away.
    const at = vectors.findIndex((vector) => vector !== null);
    if (
      at >= 0 &&
      (vectors[at]!.length !== dimensions ||
        !vectors[at]!.every((value, d) => Math.abs((graph.getPoint(at)[d] ?? Number.NaN) - value) < 1e-4))
    ) {
      throw new Error('vector file does not hold the vectors of this index');
    }
    return new HnswVectorIndex(graph, vectors, usable);
  }

  async save(file: string): Promise<void> {
    await this.graph.writeIndex(file);
  }

  get size(): number {
    return this.vectors.length;
  }

  search(request: VectorRequest): Neighbour[] {
    const { vector, count, allowed } = request;
    if (this.stored === 0 || !vector.every(Number.isFinite)) return [];
    const permitted = this.vectors.map((candidate, at) => candidate !== null && allowed(at));
    const share = permitted.filter(Boolean).length;
    if (share === 0) return [];
    if (share <= SMALL || share / this.stored < LEAST_SHARE) return this.#exact.search(request);
    const filter = share === this.stored ? undefined : (at: number): boolean => permitted[at] === true;
    const found = this.graph.searchKnn([...vector], Math.min(count, share), filter);
    return found.neighbors
      .map((at, i) => ({ at, similarity: 1 - (found.distances[i] ?? 1) }))
      .sort((a, b) => b.similarity - a.similarity || a.at - b.at);
  }
}
