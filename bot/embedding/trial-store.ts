import type { EmbeddingStore } from '../ports/embedding-store.js';

/**
 * The store as it would be if this model answered already: its vectors are added and kept, and the running desk, whatever
 * model answers there, notices nothing.
 */
export function onTrial(store: EmbeddingStore, model: string): EmbeddingStore {
  let added = 0;
  return {
    vectors: (of, hashes) => store.vectors(of, hashes),
    known: (of, hashes) => store.known(of, hashes),
    async add(of, vectors) {
      await store.add(of, vectors);
      added += 1;
    },
    serving: async () => model,
    serve: async () => {},
    purge: async () => 0,
    revision: async () => (await store.revision()) + added,
  };
}
