import { z } from 'zod';
import type { Ceilings, Prices } from '../../bot/model/ceilings.js';
import { usualWeight } from '../models/meaning-weights.js';
import { isLoopback } from './teams-settings.js';

/** Which model writes answers, and what it may spend. */
export interface ModelSettings {
  endpoint: ModelEndpoint;
  model: string;
  /** How the shape of a reply is asked for: by schema, as some JSON, or in words alone. */
  json: 'schema' | 'object' | 'text';
  /** Whether the model takes tools; without, questions are answered in one step. */
  tools: boolean;
  /** Milliseconds within which an answer is given, with the model or without. */
  timeLimit: number;
  ceilings: Ceilings;
  prices: Prices | null;
}

/** Which model turns text into vectors. */
export interface EmbeddingSettings {
  endpoint: ModelEndpoint;
  model: string;
  /** Null: what the model gives of itself. */
  dimensions: number | null;
  /** Of the vectors' score beside that of the words, between 0 and 1. */
  weight: number;
  /** Texts in one call. */
  batch: number;
  /** How vectors travel: base64 is shorter, numbers are understood by all. */
  encoding: 'base64' | 'float';
}

/** Where a model runs, and by what agreement. */
export interface ModelEndpoint {
  provider: 'openai' | 'azure' | 'compatible';
  url: string;
  /** Null: managed identity, or an endpoint on this machine that asks for none. */
  key: string | null;
  /** Client id of a managed identity in Azure, `system` for the machine's own; null: none. */
  identity: string | null;
  apiVersion: string;
  proxy: string | null;
  /** Where what is sent is processed, and by which contract: words of the operator, for whoever asks. */
  region: string;
  contract: string;
}

const PROVIDERS = ['none', 'openai', 'azure', 'compatible'] as const;
const address = z.url({ protocol: /^https?$/ });
const count = z.coerce.number().int().min(1).optional();
const amount = z.coerce.number().min(0).optional();

export const MODEL_ENVIRONMENT = {
  MODEL_PROVIDER: z.enum(PROVIDERS).default('none'),
  MODEL_ENDPOINT: address.optional(),
  MODEL_NAME: z.string().min(1).optional(),
  MODEL_KEY: z.string().min(1).optional(),
  MODEL_MANAGED_IDENTITY: z.string().min(1).optional(),
  MODEL_API_VERSION: z.string().min(1).default('2024-10-21'),
  MODEL_REGION: z.string().min(1).optional(),
  MODEL_CONTRACT: z.string().min(1).optional(),
  MODEL_PROXY: address.optional(),
  MODEL_JSON: z.enum(['schema', 'object', 'text']).default('schema'),
  MODEL_TOOLS: z.enum(['true', 'false']).default('true'),
  MODEL_TIME_LIMIT: z.coerce.number().min(1).max(120).default(20),
  MODEL_TOKENS_PER_DAY: count.default(2_000_000),
  MODEL_TOKENS_PER_PERSON: count.default(200_000),
  MODEL_COST_PER_DAY: amount,
  MODEL_COST_PER_PERSON: amount,
  MODEL_PRICE_INPUT: amount,
  MODEL_PRICE_OUTPUT: amount,
  EMBEDDING_PROVIDER: z.enum(PROVIDERS).default('none'),
  EMBEDDING_ENDPOINT: address.optional(),
  EMBEDDING_MODEL: z.string().min(1).optional(),
  EMBEDDING_KEY: z.string().min(1).optional(),
  EMBEDDING_MANAGED_IDENTITY: z.string().min(1).optional(),
  EMBEDDING_API_VERSION: z.string().min(1).default('2024-10-21'),
  EMBEDDING_REGION: z.string().min(1).optional(),
  EMBEDDING_CONTRACT: z.string().min(1).optional(),
  EMBEDDING_PROXY: address.optional(),
  EMBEDDING_DIMENSIONS: z.coerce.number().int().min(8).max(4096).optional(),
  EMBEDDING_WEIGHT: z.coerce.number().min(0).max(1).optional(),
  EMBEDDING_ENCODING: z.enum(['base64', 'float']).default('base64'),
  EMBEDDING_BATCH: z.coerce.number().int().min(1).max(2048).default(64),
};

type Environment = z.infer<z.ZodObject<typeof MODEL_ENVIRONMENT>>;

/** Variables by which LangChain sends what passes through it to somebody else. */
const TRACING = ['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2'];

/** Null without a provider: answers are extracts, and nothing leaves the house. */
export function modelSettings(
  given: Environment,
  environment: NodeJS.ProcessEnv,
): { model: ModelSettings | null; embedding: EmbeddingSettings | null; faults: string[] } {
  const faults: string[] = [];
  const model = chat(given, faults);
  const embedding = embeddings(given, faults);
  if (model !== null || embedding !== null)
    for (const name of TRACING)
      if (environment[name]?.toLowerCase() === 'true')
        faults.push(`${name}: it would send questions and documents to a third party; unset it`);
  return { model, embedding, faults };
}

function chat(given: Environment, faults: string[]): ModelSettings | null {
  const endpoint = endpointOf('MODEL', given, faults);
  if (endpoint === null) return null;
  const { MODEL_PRICE_INPUT: input, MODEL_PRICE_OUTPUT: output } = given;
  const prices = input === undefined || output === undefined ? null : { input, output };
  if ((input === undefined) !== (output === undefined))
    faults.push('MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT: give both (yen for a million tokens) or neither');
  for (const name of ['MODEL_COST_PER_DAY', 'MODEL_COST_PER_PERSON'] as const)
    if (given[name] !== undefined && prices === null)
      faults.push(`${name}: needs MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT`);
  if (given.MODEL_NAME === undefined) faults.push('MODEL_NAME: name the model, or the deployment in Azure');
  return {
    endpoint,
    model: given.MODEL_NAME ?? '',
    json: given.MODEL_JSON,
    tools: given.MODEL_TOOLS === 'true',
    timeLimit: given.MODEL_TIME_LIMIT * 1000,
    ceilings: {
      tokensPerDay: given.MODEL_TOKENS_PER_DAY,
      tokensPerPerson: given.MODEL_TOKENS_PER_PERSON,
      costPerDay: given.MODEL_COST_PER_DAY ?? null,
      costPerPerson: given.MODEL_COST_PER_PERSON ?? null,
    },
    prices,
  };
}

function embeddings(given: Environment, faults: string[]): EmbeddingSettings | null {
  const endpoint = endpointOf('EMBEDDING', given, faults);
  if (endpoint === null) return null;
  if (given.EMBEDDING_MODEL === undefined)
    faults.push('EMBEDDING_MODEL: name the model, or the deployment in Azure');
  return {
    endpoint,
    model: given.EMBEDDING_MODEL ?? '',
    dimensions: given.EMBEDDING_DIMENSIONS ?? null,
    weight: given.EMBEDDING_WEIGHT ?? usualWeight(given.EMBEDDING_MODEL ?? ''),
    batch: given.EMBEDDING_BATCH,
    encoding: given.EMBEDDING_ENCODING,
  };
}

/** Null without a provider. */
function endpointOf(of: 'MODEL' | 'EMBEDDING', given: Environment, faults: string[]): ModelEndpoint | null {
  const provider = given[`${of}_PROVIDER` as const];
  const url = given[`${of}_ENDPOINT` as const];
  const key = given[`${of}_KEY` as const];
  const identity = given[`${of}_MANAGED_IDENTITY` as const];
  if (provider === 'none') {
    const others = [url, key, identity, given[of === 'MODEL' ? 'MODEL_NAME' : 'EMBEDDING_MODEL']];
    if (others.some((one) => one !== undefined))
      faults.push(`${of}_PROVIDER: missing (openai, azure or compatible), while other settings are given`);
    return null;
  }
  const own = url ?? (provider === 'openai' ? 'https://api.openai.com/v1' : undefined);
  if (own === undefined) faults.push(`${of}_ENDPOINT: missing for ${provider}`);
  const local = own !== undefined && isLoopback(new URL(own).hostname.replace(/^\[|\]$/g, ''));
  if (own?.startsWith('http:') === true && !local)
    faults.push(`${of}_ENDPOINT: questions and documents would travel unencrypted; use https`);
  if (identity !== undefined && provider !== 'azure')
    faults.push(`${of}_MANAGED_IDENTITY: only Azure knows managed identities`);
  if (identity !== undefined && key !== undefined)
    faults.push(`${of}_KEY and ${of}_MANAGED_IDENTITY: give one of them`);
  if (identity === undefined && key === undefined && !(provider === 'compatible' && local))
    faults.push(`${of}_KEY: missing${provider === 'azure' ? `; or give ${of}_MANAGED_IDENTITY` : ''}`);
  const region = given[`${of}_REGION` as const];
  const contract = given[`${of}_CONTRACT` as const];
  if (!local && (region === undefined || contract === undefined))
    faults.push(
      `${of}_REGION and ${of}_CONTRACT: name where what is sent is processed and by which contract, e.g. 日本（東日本）, 令和8年度 生成AI利用契約`,
    );
  return {
    provider,
    url: (own ?? '').replace(/\/+$/, ''),
    key: key ?? null,
    identity: identity ?? null,
    apiVersion: given[`${of}_API_VERSION` as const],
    proxy: given[`${of}_PROXY` as const] ?? null,
    region: region ?? 'この機器の中',
    contract: contract ?? '外部の契約なし',
  };
}
