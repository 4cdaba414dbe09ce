import { randomUUID } from 'node:crypto';
import { CircuitBreaker } from '../../bot/model/circuit-breaker.js';
import { ModelDesk } from '../../bot/model/model-desk.js';
import type { ModelLog } from '../../bot/ports/model-log.js';
import type { Researcher } from '../../bot/ports/researcher.js';
import type { Config } from '../config/config.js';
import { loadPrompts } from '../files/prompt-files.js';
import { spans } from '../telemetry/spans.js';

/** The model that writes, as it is configured. Its libraries are loaded only where there is one. @throws PromptInvalid */
export async function modelDeskOf(
  { model: settings }: Pick<Config, 'model'>,
  { log, now }: { log: ModelLog; now: () => Date },
): Promise<ModelDesk | null> {
  if (settings === null) return null;
  const { OpenAIChatModel } = await import('./openai-chat-model.js');
  return new ModelDesk({
    model: new OpenAIChatModel(settings),
    prompts: await loadPrompts(),
    breaker: new CircuitBreaker(now),
    log,
    ceilings: settings.ceilings,
    prices: settings.prices,
    observed: spans,
    now,
    newId: randomUUID,
  });
}

/** Who looks things up by tools; null without a model, or with one that takes none. */
export async function researcherOf({ model }: Pick<Config, 'model'>): Promise<Researcher | null> {
  if (model === null || !model.tools) return null;
  const { ResearchAgent } = await import('./research-agent.js');
  return new ResearchAgent(model);
}
