/** Vectors that were paid for, by model and by what was embedded. */
export interface EmbeddingStore {
  /** Those that are known. @param hashes of texts */
  vectors(model: string, hashes: readonly string[]): Promise<Map<string, Float32Array>>;
  /** Which of these have a vector. */
  known(model: string, hashes: readonly string[]): Promise<Set<string>>;
  add(model: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void>;
  /** The model whose vectors questions are compared with; null before any is complete. */
  serving(): Promise<string | null>;
  serve(model: string): Promise<void>;
  /** Deletes vectors of other models, and those of texts that are no longer there. Returns how many. */
  purge(model: string, hashes: ReadonlySet<string>): Promise<number>;
  /** Grows with every change of what a question is compared with. */
  revision(): Promise<number>;
}
