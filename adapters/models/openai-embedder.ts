import { setTimeout as wait } from 'node:timers/promises';
import { AzureOpenAIEmbeddings, OpenAIEmbeddings } from '@langchain/openai';
import { inTime } from '../../bot/model/in-time.js';
import { ModelFault } from '../../bot/ports/chat-model.js';
import type { Embedder } from '../../bot/ports/embedder.js';
import type { EmbeddingSettings } from '../config/model-settings.js';
import { azureOptions, clientOptions } from './client-options.js';
import { modelFault } from './model-faults.js';

/** Tries of one batch, the first included. */
const TRIES = 3;
const USUAL_PAUSE = 500;
const LONGEST_PAUSE = 20_000;
/** Of one call, in milliseconds. */
const CALL_TIMEOUT = 60_000;
/** Bytes of one, written in numbers. */
const LONGEST_VECTOR = 200_000;

/** A model of meaning behind the interface of OpenAI: their own service, Azure's, or any server that speaks it. */
export class OpenAIEmbedder implements Embedder {
  readonly name: string;
  readonly #azure: ReturnType<typeof azureOptions> | null;

  constructor(private readonly settings: EmbeddingSettings) {
    this.name = embedderName(settings);
    const { endpoint } = settings;
    // Kept from call to call, with the token of a managed identity.
    this.#azure = endpoint.provider === 'azure' ? azureOptions(endpoint) : null;
  }

  async embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]> {
    for (let tries = 1; ; tries++) {
      try {
        const vectors = await inTime(this.#client(signal).embedDocuments([...texts]), signal);
        return checked(vectors, texts.length, this.settings.dimensions);
      } catch (error) {
        const fault = modelFault(error, {
          signal,
          unspeakable: [this.settings.endpoint.key, ...texts],
        });
        const pause = fault.retryAfter ?? USUAL_PAUSE * tries;
        const again = fault.code === 'model-rate-limited' || fault.code === 'model-unavailable';
        if (!again || tries === TRIES || pause > LONGEST_PAUSE || signal.aborted) throw fault;
        await wait(pause, undefined, { signal }).catch(() => {});
        if (signal.aborted) throw fault;
      }
    }
  }

  /**
   * LangChain takes no signal for a call, and no third call of a client before one of two has ended: each gets its own, or
   * two that nobody waits for any more would hold up everybody.
   */
  #client(signal: AbortSignal): OpenAIEmbeddings {
    const { endpoint, model, dimensions, batch, encoding } = this.settings;
    const limits = { bytes: (batch + 1) * LONGEST_VECTOR, patience: CALL_TIMEOUT, until: signal };
    const options = {
      ...clientOptions(endpoint, limits),
      model,
      timeout: CALL_TIMEOUT,
      batchSize: batch,
      // Line feeds part what a passage says.
      stripNewLines: false,
      // Left out, the client asks for base64 and reads it: a third of the bytes. Some servers know numbers alone.
      ...(encoding === 'float' ? { encodingFormat: 'float' as const } : {}),
      ...(dimensions === null ? {} : { dimensions }),
    };
    return this.#azure !== null
      ? new AzureOpenAIEmbeddings({
          ...options,
          ...this.#azure,
          azureOpenAIApiEmbeddingsDeploymentName: model,
        })
      : new OpenAIEmbeddings(options);
  }
}

/** Vectors of one name can be compared. */
export function embedderName({ endpoint, model, dimensions }: EmbeddingSettings): string {
  return [endpoint.provider, new URL(endpoint.url).host, model, dimensions ?? 'full'].join(' ');
}

/** @throws ModelFault for what would spoil every comparison */
function checked(vectors: readonly number[][], count: number, dimensions: number | null): Float32Array[] {
  const length = dimensions ?? vectors[0]?.length ?? 0;
  const wrong = (what: string): ModelFault => new ModelFault('model-malformed', `embeddings: ${what}`);
  if (vectors.length !== count) throw wrong(`${vectors.length} vectors for ${count} texts`);
  return vectors.map((vector, i) => {
    if (vector?.length !== length || length === 0)
      throw wrong(`vector ${i + 1} has ${vector?.length ?? 0} numbers, not ${length}`);
    let sum = 0;
    for (const value of vector) sum += value * value;
    const norm = Math.sqrt(sum);
    if (!Number.isFinite(norm) || norm === 0) throw wrong(`vector ${i + 1} has no direction`);
    return Float32Array.from(vector, (value) => value / norm);
  });
}
