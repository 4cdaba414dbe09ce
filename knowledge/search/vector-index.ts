/** Port: nearest neighbours among unit vectors, by cosine. Positions are those of the passages in the index. */
export interface VectorIndex {
  readonly size: number;
  search(request: VectorRequest): Neighbour[];
}

export interface VectorRequest {
  vector: readonly number[];
  /** At most so many neighbours; fewer when fewer are allowed. */
  count: number;
  allowed: (at: number) => boolean;
}

export interface Neighbour {
  at: number;
  /** Cosine, −1 to 1. */
  similarity: number;
}

/** Exact search: the reference, right for small sets and for small allowed shares of large ones. */
export class ExactVectorIndex implements VectorIndex {
  constructor(private readonly vectors: readonly (readonly number[] | null)[]) {}

  get size(): number {
    return this.vectors.length;
  }

  search({ vector, count, allowed }: VectorRequest): Neighbour[] {
    const neighbours: Neighbour[] = [];
    this.vectors.forEach((candidate, at) => {
      if (candidate === null || !allowed(at)) return;
      let similarity = 0;
      for (let d = 0; d < candidate.length; d++) similarity += candidate[d]! * vector[d]!;
      neighbours.push({ at, similarity });
    });
    return neighbours.sort((a, b) => b.similarity - a.similarity || a.at - b.at).slice(0, count);
  }
}

/** An index with a few vectors behind those it has, which are searched exactly. */
export class AppendedVectorIndex implements VectorIndex {
  readonly #added: ExactVectorIndex;

  constructor(
    private readonly base: VectorIndex,
    added: readonly (readonly number[] | null)[],
  ) {
    this.#added = new ExactVectorIndex(added);
  }

  get size(): number {
    return this.base.size + this.#added.size;
  }

  search({ vector, count, allowed }: VectorRequest): Neighbour[] {
    const first = this.base.size;
    const added = this.#added.search({ vector, count, allowed: (at) => allowed(first + at) });
    return [
      ...this.base.search({ vector, count, allowed }),
      ...added.map(({ at, similarity }) => ({ at: first + at, similarity })),
    ]
      .sort((a, b) => b.similarity - a.similarity || a.at - b.at)
      .slice(0, count);
  }
}
