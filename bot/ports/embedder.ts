/** A model that turns text into vectors, in which what means the same lies close together. */
export interface Embedder {
  /** Provider, model and dimensions: vectors of another name cannot be compared with its own. */
  readonly name: string;
  /**
   * One vector of unit length for each text, in their order.
   * @throws ModelFault
   */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>;
}
