import { Meaning } from '../../bot/embedding/meaning.js';
import { onTrial } from '../../bot/embedding/trial-store.js';
import { CircuitBreaker } from '../../bot/model/circuit-breaker.js';
import type { EmbeddingStore } from '../../bot/ports/embedding-store.js';
import type { Config } from '../config/config.js';
import { embedderName } from './openai-embedder.js';

interface MeaningOf {
  store: EmbeddingStore;
  /** Whether the model answers here at once, and nowhere else. */
  trial: boolean;
  mask: (text: string) => string;
  now: () => Date;
  log: (error: unknown, what: string) => void;
}

/** The model of meaning, as it is configured; null without one. */
export async function meaningOf(
  { embedding: settings }: Pick<Config, 'embedding'>,
  { store, trial, mask, now, log }: MeaningOf,
): Promise<Meaning | null> {
  if (settings === null) return null;
  const { OpenAIEmbedder } = await import('./openai-embedder.js');
  const embedder = new OpenAIEmbedder(settings);
  return new Meaning({
    embedder,
    earlier(name) {
      const [, , model = '', size = ''] = name.split(' ');
      const dimensions = size === 'full' ? null : Number(size);
      const before = { ...settings, model, dimensions };
      // Elsewhere, or by another provider, the desk has no key any more.
      return embedderName(before) === name ? new OpenAIEmbedder(before) : null;
    },
    store: trial ? onTrial(store, embedder.name) : store,
    breaker: new CircuitBreaker(now),
    mask,
    batch: settings.batch,
    log,
  });
}
