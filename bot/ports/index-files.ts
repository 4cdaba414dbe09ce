import type { IndexData } from '../../knowledge/search/passage-index.js';
import type { VectorIndex } from '../../knowledge/search/vector-index.js';

/** Saved generations of the search index. Swapped atomically, always rebuildable from the document store. */
export interface IndexFiles {
  /** Name of the generation in force; null before the first. Cheap enough to poll. */
  current(): Promise<string | null>;
  /** Saves a generation beside the one in force, then swaps. A kill before the swap leaves the old one serving. */
  save(generation: SavedIndex, vectors: (number[] | null)[]): Promise<string>;
  /** @throws IndexUnusable when the files are damaged or of another format. */
  load(generation: string): Promise<LoadedGeneration>;
}

export interface SavedIndex {
  /** Revision of the document store that it was built from. */
  revision: number;
  /** Versions in the order of the index's passages. */
  versions: string[];
  passageCount: number;
  data: IndexData;
}

export interface LoadedGeneration extends SavedIndex {
  vectors: VectorIndex | null;
}

export class IndexUnusable extends Error {
  override readonly name = 'IndexUnusable';
  readonly code = 'index-unusable';
}
