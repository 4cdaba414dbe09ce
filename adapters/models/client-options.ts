import { ProxyAgent, fetch as proxied } from 'undici';
import type { ModelEndpoint } from '../config/model-settings.js';
import { managedIdentity } from '../entra/managed-identity.js';
import { carefulFetch, type ExchangeLimits, type Fetch } from './careful-fetch.js';

const RESOURCE = 'https://cognitiveservices.azure.com';

/** What both of LangChain's classes for OpenAI are made with. Nothing is taken from OPENAI_… of the environment. */
export interface ClientOptions {
  apiKey?: string;
  /** The desk tries again itself, within its time. */
  maxRetries: 0;
  configuration: { baseURL?: string; organization: null; project: null; logLevel: 'off'; fetch: Fetch };
}

export function clientOptions(
  { url, key, proxy, provider }: ModelEndpoint,
  limits: ExchangeLimits,
): ClientOptions {
  return {
    // A server on this machine asks for no key, and the client will not start without one. In Azure it would be sent beside
    // the token of an identity.
    ...(provider === 'azure' ? {} : { apiKey: key ?? 'none' }),
    maxRetries: 0,
    configuration: {
      ...(provider === 'azure' ? {} : { baseURL: url }),
      organization: null,
      project: null,
      // It would write down what it cannot read, with whatever the service repeats of question and key.
      logLevel: 'off',
      fetch: carefulFetch(limits, proxy === null ? undefined : throughProxy(proxy)),
    },
  };
}

/** The parts of an endpoint in Azure, by key or by the managed identity of the machine. */
export function azureOptions({ url, key, identity, apiVersion }: ModelEndpoint): {
  azureOpenAIBasePath: string;
  azureOpenAIApiVersion: string;
  azureOpenAIApiKey: string;
  azureADTokenProvider?: () => Promise<string>;
} {
  // For embeddings LangChain knows no endpoint, only this. An empty key keeps it from looking into the environment.
  const where = {
    azureOpenAIBasePath: `${url}/openai/deployments`,
    azureOpenAIApiVersion: apiVersion,
    azureOpenAIApiKey: key ?? '',
  };
  if (key !== null) return where;
  // The library keeps a token until shortly before its end.
  const own = managedIdentity(identity === 'system' ? null : identity);
  return { ...where, azureADTokenProvider: async () => (await own(RESOURCE)).token };
}

/** One for each proxy, whose connections all calls share. */
const agents = new Map<string, ProxyAgent>();

/** The client's own way to the network, through a proxy. */
function throughProxy(proxy: string): Fetch {
  const dispatcher = agents.get(proxy) ?? new ProxyAgent(proxy);
  agents.set(proxy, dispatcher);
  return ((input: string, init?: object) => proxied(input, { ...init, dispatcher })) as unknown as Fetch;
}
