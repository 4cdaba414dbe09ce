import { ProxyAgent, fetch as proxied } from 'undici';
import type { ModelEndpoint } from '../config/model-settings.js';
import { managedIdentity } from '../entra/managed-identity.js';

const RESOURCE = 'https://cognitiveservices.azure.com';

/** What both of LangChain's classes for OpenAI are made with. Nothing is taken from OPENAI_… of the environment. */
export interface ClientOptions {
  apiKey: string;
  /** The desk tries again itself, within its time. */
  maxRetries: 0;
  configuration: { baseURL?: string; organization: null; project: null; fetch?: typeof fetch };
}

export function clientOptions({ url, key, proxy, provider }: ModelEndpoint): ClientOptions {
  return {
    // A server on this machine asks for no key, and the client will not start without one.
    apiKey: key ?? 'none',
    maxRetries: 0,
    configuration: {
      ...(provider === 'azure' ? {} : { baseURL: url }),
      organization: null,
      project: null,
      ...(proxy === null ? {} : { fetch: throughProxy(proxy) }),
    },
  };
}

/** The parts of an endpoint in Azure, by key or by the managed identity of the machine. */
export function azureOptions({ url, key, identity, apiVersion }: ModelEndpoint): {
  azureOpenAIEndpoint: string;
  azureOpenAIApiVersion: string;
  azureOpenAIApiKey?: string;
  azureADTokenProvider?: () => Promise<string>;
} {
  const where = { azureOpenAIEndpoint: url, azureOpenAIApiVersion: apiVersion };
  if (key !== null) return { ...where, azureOpenAIApiKey: key };
  // The library keeps a token until shortly before its end.
  const own = managedIdentity(identity === 'system' ? null : identity);
  return { ...where, azureADTokenProvider: async () => (await own(RESOURCE)).token };
}

/** The client's own way to the network, through a proxy. */
function throughProxy(proxy: string): typeof fetch {
  const dispatcher = new ProxyAgent(proxy);
  return ((input: string, init?: object) =>
    proxied(input, { ...init, dispatcher })) as unknown as typeof fetch;
}
