import type { BenchmarkDocument } from './benchmark-set.js';

export interface SearchHit {
  id: string;
  /** Documents that a person sees together with this one, because it is shown with its surroundings. */
  shownWith?: readonly string[];
}

/** At most ten hits, best first. */
export type Search = (query: string) => SearchHit[] | Promise<SearchHit[]>;

/** Indexes documents. Preparing and indexing are timed apart: a dictionary is loaded once, documents come and go. */
export type Indexer = (documents: readonly BenchmarkDocument[]) => Search | Promise<Search>;
