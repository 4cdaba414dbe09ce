import { DenseVectors } from '../../knowledge/search/dense-vectors.js';
import type { IndexedPassage } from '../../knowledge/search/passage-index.js';
import type { CircuitBreaker } from '../model/circuit-breaker.js';
import { ModelFault } from '../ports/chat-model.js';
import type { Embedder } from '../ports/embedder.js';
import type { EmbeddingStore } from '../ports/embedding-store.js';
import { embeddedText, hashOfText } from './embedded-text.js';

interface MeaningParts {
  embedder: Embedder;
  /** One that gives the vectors of an earlier model, where its service is still the same; null: nobody can. */
  earlier: (name: string) => Embedder | null;
  store: EmbeddingStore;
  breaker: CircuitBreaker;
  /** Personal details are taken out of a question before it leaves. */
  mask: (text: string) => string;
  /** Texts in one call. */
  batch: number;
  log: (error: unknown, what: string) => void;
}

interface EmbedOptions {
  /** Whether the model takes the place of another that answers: the running desk alone decides so. */
  replaces?: boolean;
  signal?: AbortSignal;
  progress?: (done: number, of: number) => void;
}

/** A question waits so long for its vector, in milliseconds; then words decide alone. */
const PATIENCE = 2000;
/** A batch of passages may take so long. */
const BATCH_PATIENCE = 60_000;
/** Whether one text may be to blame: it was refused by the service, rather than answered badly. */
function isOfAText({ code, message }: ModelFault): boolean {
  return (
    code === 'model-too-long' ||
    code === 'model-refused' ||
    (code === 'model-malformed' && /^HTTP 4/.test(message))
  );
}

/** Texts that a service may refuse before it is the service that is to blame. */
const MOST_REFUSED = 5;

/** Questions whose vectors are kept. */
const QUESTIONS_KEPT = 500;

/**
 * What passages and questions mean, by a model of meaning: passages are embedded in the background and once, questions when
 * they are asked. While a new model's vectors are incomplete, the old model's answer; whenever there is no vector, words do.
 */
export class Meaning {
  readonly #questions = new Map<string, Float32Array>();

  constructor(private readonly parts: MeaningParts) {}

  /** Grows when passages have to be compared with other vectors. */
  revision(): Promise<number> {
    return this.parts.store.revision();
  }

  /** The vectors that answer, by position; null before any are complete. */
  async vectorsOf(passages: readonly IndexedPassage[]): Promise<DenseVectors | null> {
    const { store } = this.parts;
    const model = await store.serving();
    if (model === null) return null;
    const hashes = passages.map((one) => hashOfText(embeddedText(one)));
    const known = await store.vectors(model, hashes);
    return new DenseVectors(hashes.map((hash) => known.get(hash) ?? null));
  }

  /** A question's vector, of the model that answers; null where none comes in time. */
  async of(question: string): Promise<Float32Array | null> {
    const { store, embedder, earlier, breaker, mask, log } = this.parts;
    const serving = await store.serving();
    if (serving === null) return null;
    const by = serving === embedder.name ? embedder : earlier(serving);
    if (by === null) return null;
    const asked = mask(question);
    const key = `${serving}\n${asked}`;
    const kept = this.#questions.get(key);
    if (kept !== undefined) return kept;
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const [vector] = await breaker.run(() => by.embed([asked], signal));
      if (vector === undefined) return null;
      this.#keep(key, vector);
      return vector;
    } catch (error) {
      if (!(error instanceof ModelFault)) throw error;
      if (error.code !== 'model-resting') log(error, 'embedding');
      return null;
    }
  }

  /**
   * Embeds what has no vector yet of the configured model. Nothing left to embed, questions are compared with its vectors, and
   * those of other models and of texts that are gone are deleted: unless another model answers and is not to be replaced.
   * @returns how many were embedded
   * @throws ModelFault; what was embedded until then stays
   */
  async embedAll(
    passages: readonly IndexedPassage[],
    { replaces = false, signal, progress = () => {} }: EmbedOptions = {},
  ): Promise<number> {
    const { embedder, store, batch } = this.parts;
    const texts = new Map(passages.map((one) => embeddedText(one)).map((text) => [hashOfText(text), text]));
    const known = await store.known(embedder.name, [...texts.keys()]);
    const missing = [...texts].filter(([hash]) => !known.has(hash));
    const refused: ModelFault[] = [];
    for (let at = 0; at < missing.length; at += batch) {
      if (signal?.aborted === true) return at - refused.length;
      refused.push(...(await this.#embed(missing.slice(at, at + batch), signal, refused.length)));
      progress(Math.min(at + batch, missing.length), missing.length);
    }
    const [fault] = refused;
    if (fault !== undefined && refused.length === texts.size) throw fault;
    const serving = await store.serving();
    if (texts.size > 0 && (replaces || serving === null || serving === embedder.name)) {
      if (missing.length > 0 || serving !== embedder.name) await store.serve(embedder.name);
      await store.purge(embedder.name, new Set(texts.keys()));
    }
    return missing.length - refused.length;
  }

  /**
   * Embeds some texts; those that the service refuses are looked for by halves and left to words, so that they keep nothing
   * else from being embedded.
   * @param before how many were refused before
   * @returns a fault for each that was refused
   * @throws ModelFault of the service, or when it refuses too many
   */
  async #embed(
    some: readonly (readonly [hash: string, text: string])[],
    signal: AbortSignal | undefined,
    before: number,
  ): Promise<ModelFault[]> {
    const { embedder, store, log } = this.parts;
    const patience = AbortSignal.timeout(BATCH_PATIENCE);
    try {
      const vectors = await embedder.embed(
        some.map(([, text]) => text),
        signal === undefined ? patience : AbortSignal.any([patience, signal]),
      );
      await store.add(embedder.name, new Map(some.map(([hash], i) => [hash, vectors[i]!])));
      return [];
    } catch (error) {
      if (!(error instanceof ModelFault) || !isOfAText(error) || before >= MOST_REFUSED) throw error;
      if (some.length === 1) {
        log(error, 'embedding of a passage');
        return [error];
      }
      const half = Math.ceil(some.length / 2);
      const first = await this.#embed(some.slice(0, half), signal, before);
      return [...first, ...(await this.#embed(some.slice(half), signal, before + first.length))];
    }
  }

  #keep(key: string, vector: Float32Array): void {
    if (this.#questions.size >= QUESTIONS_KEPT) {
      const [oldest] = this.#questions.keys();
      if (oldest !== undefined) this.#questions.delete(oldest);
    }
    this.#questions.set(key, vector);
  }
}
