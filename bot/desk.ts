import { PassageIndex } from '../knowledge/search/passage-index.js';
import { SynonymTable } from '../knowledge/search/synonyms.js';
import type { Answer } from './answering/answer.js';
import { Answerer, type Ask } from './answering/answer-question.js';
import { buildGeneration, loadPassages } from './indexing/build-generation.js';
import type { DocumentStore } from './ports/document-store.js';
import { type IndexFiles, IndexUnusable } from './ports/index-files.js';

/**
 * The desk that answers: always from one whole generation of the index, the newest that it knows of.
 * A generation made by another process is taken up at the next `refresh`, without a restart.
 */
export class Desk {
  #answerer: Answerer | null = null;
  #generation: string | null = null;
  #refreshing: Promise<void> | null = null;

  constructor(
    private readonly store: DocumentStore,
    private readonly files: IndexFiles,
    private readonly synonyms: SynonymTable,
  ) {}

  /** Number of passages that can be searched; 0 before the first index. */
  get passageCount(): number {
    return this.#answerer?.passageCount ?? 0;
  }

  get generation(): string | null {
    return this.#generation;
  }

  /** Takes up a newer generation if there is one. Cheap when there is none. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async ask(ask: Ask): Promise<Answer> {
    if (this.#answerer === null) await this.refresh();
    return (this.#answerer ?? new Answerer(EMPTY_INDEX)).ask(ask);
  }

  async #refresh(): Promise<void> {
    const current = await this.files.current();
    if (current === null || current === this.#generation) return;
    const { versions, passageCount, data, vectors } = await this.files.load(current);
    const documents = (await this.store.list({ withdrawn: true })).filter((document) =>
      versions.includes(document.current.id),
    );
    const ordered = versions.flatMap((version) =>
      documents.filter((document) => document.current.id === version),
    );
    const passages = await loadPassages(this.store, ordered);
    if (passages.length !== passageCount)
      throw new IndexUnusable(
        `index generation ${current} has ${passageCount} passages, the store gives ${passages.length}`,
      );
    this.#answerer = new Answerer(new PassageIndex(passages, data, vectors, this.synonyms));
    this.#generation = current;
  }
}

/** Rebuilds the index when it is missing, damaged or older than the documents. Returns whether it did. */
export async function ensureIndex(store: DocumentStore, files: IndexFiles): Promise<boolean> {
  const current = await files.current();
  if (current !== null) {
    try {
      if ((await files.load(current)).revision === (await store.revision())) return false;
    } catch (error) {
      if (!(error instanceof IndexUnusable)) throw error;
    }
  }
  await buildGeneration(store, files);
  return true;
}

const EMPTY_INDEX = new PassageIndex(
  [],
  {
    body: {
      terms: [],
      offsets: new Uint32Array(1),
      documents: new Uint32Array(0),
      frequencies: new Uint16Array(0),
      lengths: new Uint32Array(0),
    },
    heading: {
      terms: [],
      offsets: new Uint32Array(1),
      documents: new Uint32Array(0),
      frequencies: new Uint16Array(0),
      lengths: new Uint32Array(0),
    },
    lsa: null,
  },
  null,
  new SynonymTable([]),
);
