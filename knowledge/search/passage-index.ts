import type { Edition } from '../document/edition.js';
import { type Passage, passageText } from '../passages/passage.js';
import { fiscalYearName } from '../text/japanese-date.js';
import { BestOf } from './best-of.js';
import { appendToBm25, Bm25, Bm25Builder, type Bm25Data } from './bm25.js';
import { type DenseVectors, fused, type Meant } from './dense-vectors.js';
import { dampedCounts, fitLsa, type LsaModel, LsaProjector } from './lsa.js';
import { seededRandom } from './random.js';
import type { SynonymTable } from './synonyms.js';
import { tokenize } from './tokenize.js';
import { AppendedVectorIndex, type VectorIndex } from './vector-index.js';

/** A passage with what its document adds to it. */
export interface IndexedPassage {
  passage: Passage;
  documentId: string;
  /** File name. */
  document: string;
  edition: Edition;
  sample: boolean;
}

/** Everything of an index that is derived from passages and can be saved. */
export interface IndexData {
  body: Bm25Data;
  heading: Bm25Data;
  lsa: LsaModel | null;
}

/** Scores of one passage before re-ranking. */
export interface Candidate {
  /** Position in the index. */
  at: number;
  /** Weighted sum of the max-normalised scores. */
  score: number;
  body: number;
  heading: number;
  vector: number;
  /** Cosine of the vectors, not normalised; 0 where there is none. */
  cosine: number;
  /** The same of a model of meaning; null without one. */
  meaning: number | null;
}

/** Weights of the fused score: measured, see the README's table. A weighted sum beats reciprocal rank fusion. */
const HEADING_WEIGHT = 0.2;
const VECTOR_WEIGHT = 0.2;
const SEED = 20_150_801;

/** Words and vectors over the cores of passages. */
export function buildIndex(passages: readonly IndexedPassage[]): IndexData {
  const body = new Bm25Builder();
  const heading = new Bm25Builder();
  for (const passage of passages) {
    body.add(tokenize(passageText(passage.passage)));
    heading.add(tokenize(contextOf(passage)));
  }
  const data = { body: body.finish(), heading: heading.finish() };
  return { ...data, lsa: fitLsa(new Bm25(data.body), seededRandom(SEED)) };
}

/** What an index is searched with. */
export interface SearchableIndex {
  passages: readonly IndexedPassage[];
  data: IndexData;
  vectors: VectorIndex | null;
}

/**
 * Folds a few passages into an index that was built without them. Their vectors come from the old model; the next
 * building fits a new one.
 */
export function foldIn(
  { passages, data, vectors }: SearchableIndex,
  added: readonly IndexedPassage[],
): SearchableIndex {
  if (added.length === 0) return { passages, data, vectors };
  return {
    passages: [...passages, ...added],
    data: {
      body: appendToBm25(
        data.body,
        added.map(({ passage }) => tokenize(passageText(passage))),
      ),
      heading: appendToBm25(
        data.heading,
        added.map((one) => tokenize(contextOf(one))),
      ),
      lsa: data.lsa,
    },
    vectors:
      vectors === null || data.lsa === null
        ? vectors
        : new AppendedVectorIndex(vectors, passageVectors(added, data.lsa)),
  };
}

/** Vectors of all passages, for a vector index; null for a passage without a known term. */
export function passageVectors(passages: readonly IndexedPassage[], lsa: LsaModel): (number[] | null)[] {
  const projector = new LsaProjector(lsa);
  return passages.map((passage) => projector.project(dampedCounts(tokenize(passageText(passage.passage)))));
}

/** What a passage inherits: its document's title and year, and the headings above it. */
export function contextOf({ passage, edition }: IndexedPassage): string {
  const question = passage.parts.filter((part) => part.kind === 'question').map((part) => part.text);
  return [
    edition.title,
    edition.fiscalYear === null ? '' : fiscalYearName(edition.fiscalYear),
    ...passage.path,
    ...question,
  ].join('\n');
}

export class PassageIndex {
  readonly #body: Bm25;
  readonly #heading: Bm25;
  readonly #projector: LsaProjector | null;
  readonly #titleFrequency = new Map<string, number>();
  readonly #titleCount: number;

  constructor(
    readonly passages: readonly IndexedPassage[],
    data: IndexData,
    private readonly vectors: VectorIndex | null,
    private readonly synonyms: SynonymTable,
    /** Of a model of meaning, where one is configured. */
    readonly dense: DenseVectors | null = null,
  ) {
    this.ownPassages = passages.map(({ passage }) => passage);
    this.#body = new Bm25(data.body);
    this.#heading = new Bm25(data.heading);
    this.#projector = data.lsa === null ? null : new LsaProjector(data.lsa);
    const titles = new Set(passages.map((passage) => passage.edition.title));
    this.#titleCount = titles.size;
    for (const title of titles) {
      for (const token of new Set(tokenize(title)))
        this.#titleFrequency.set(token, (this.#titleFrequency.get(token) ?? 0) + 1);
    }
  }

  /** The bare passages, for widening. */
  readonly ownPassages: readonly Passage[];

  /** Rarity of a token among the passages' bodies. */
  idf(token: string): number {
    return this.#body.idf(token);
  }

  documentFrequency(token: string): number {
    return Math.max(this.#body.documentFrequency(token), this.#heading.documentFrequency(token));
  }

  /** For each token, the tokens that its synonyms would bring in. */
  alike(tokens: readonly string[]): Map<string, string[]> {
    return new Map(
      tokens.map((token) => [
        token,
        [...this.synonyms.expand([token]).keys()].filter((other) => other !== token),
      ]),
    );
  }

  /** Words that mean the same as a word. */
  wordsLike(word: string): readonly string[] {
    return this.synonyms.wordsLike(word);
  }

  /** How much a token tells one document's title from another's: 0 when it stands in none or in all of them. */
  titleRarity(token: string): number {
    const titles = this.#titleFrequency.get(token) ?? 0;
    return titles === 0 ? 0 : Math.log(this.#titleCount / titles);
  }

  /** The best `count` passages among those allowed. */
  search({
    query,
    allowed,
    count,
    meant = null,
  }: {
    query: string;
    allowed: (at: number) => boolean;
    count: number;
    meant?: Meant | null;
  }): Candidate[] {
    const tokens = tokenize(query);
    const weighted = this.synonyms.expand(tokens);
    const body = this.#body.scores(weighted);
    const heading = this.#heading.scores(weighted);
    const vector = this.#vectorScores(tokens, allowed);
    const highest = { body: 0, heading: 0, vector: 0 };
    for (let at = 0; at < body.length; at++) {
      if (!allowed(at)) continue;
      highest.body = Math.max(highest.body, body[at]!);
      highest.heading = Math.max(highest.heading, heading[at]!);
    }
    for (const score of vector.values()) highest.vector = Math.max(highest.vector, score);
    const best = new BestOf(count);
    const words = new Map<number, number>();
    for (let at = 0; at < body.length; at++) {
      const close = vector.get(at) ?? 0;
      if ((body[at] === 0 && heading[at] === 0 && close <= 0) || !allowed(at)) continue;
      const score =
        share(body[at]!, highest.body) +
        HEADING_WEIGHT * share(heading[at]!, highest.heading) +
        VECTOR_WEIGHT * share(close, highest.vector);
      words.set(at, score);
    }
    const meaning = meant === null ? null : (this.dense?.cosines(meant.vector, allowed) ?? null);
    const scores =
      meant === null || meaning === null || meaning.size === 0 ? words : fused(words, meaning, meant.weight);
    for (const [at, score] of scores) best.offer(at, score);
    return best.sorted().map(({ at, score }) => ({
      at,
      score,
      body: share(body[at]!, highest.body),
      heading: share(heading[at]!, highest.heading),
      vector: share(vector.get(at) ?? 0, highest.vector),
      cosine: vector.get(at) ?? 0,
      meaning: meaning?.get(at) ?? null,
    }));
  }

  #vectorScores(tokens: readonly string[], allowed: (at: number) => boolean): ReadonlyMap<number, number> {
    const query = this.#projector?.project(dampedCounts(tokens));
    if (query == null || this.vectors === null) return new Map();
    return new Map(
      this.vectors
        .search({ vector: query, count: VECTOR_NEIGHBOURS, allowed })
        .map(({ at, similarity }) => [at, similarity]),
    );
  }
}

const VECTOR_NEIGHBOURS = 200;

function share(score: number, highest: number): number {
  return highest <= 0 ? 0 : Math.max(0, score) / highest;
}
