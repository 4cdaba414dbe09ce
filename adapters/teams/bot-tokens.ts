import {
  allowInsecureRequests,
  ClientSecretPost,
  Configuration,
  clientCredentialsGrant,
} from 'openid-client';
import type { TeamsIdentity } from '../config/teams-settings.js';
import { managedIdentity } from '../entra/managed-identity.js';

/** Gets the token by which Teams knows the desk. */
export type BotTokens = () => Promise<string>;

/** The desk could not show who it is. Nothing was posted. */
export class NoBotToken extends Error {
  override readonly name = 'NoBotToken';
  readonly code = 'teams-no-token';
}

const RESOURCE = 'https://api.botframework.com';
/** Asked for again so long before it ends, in milliseconds. */
const MARGIN = 5 * 60_000;
/** Seconds. */
const PATIENCE = 10;

/** By secret, or by the managed identity of the machine. Each token is used until shortly before its end. */
export function botTokens(identity: TeamsIdentity, now: () => Date): BotTokens {
  const ask = identity.secret === null ? byManagedIdentity(identity) : bySecret(identity, identity.secret);
  let kept: { token: string; until: number } | null = null;
  let asking: Promise<string> | null = null;
  const fresh = async (): Promise<string> => {
    const { token, seconds } = await ask().catch((error: unknown) => {
      throw new NoBotToken(reasonOf(error));
    });
    kept = { token, until: now().getTime() + seconds * 1000 - MARGIN };
    return token;
  };
  return async () => {
    if (kept !== null && now().getTime() < kept.until) return kept.token;
    asking ??= fresh().finally(() => {
      asking = null;
    });
    return asking;
  };
}

type Asked = () => Promise<{ token: string; seconds: number }>;

function bySecret({ appId, tokenUrl }: TeamsIdentity, secret: string): Asked {
  const server = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
  const configuration = new Configuration(server, appId, undefined, ClientSecretPost(secret));
  configuration.timeout = PATIENCE;
  if (tokenUrl.startsWith('http:')) allowInsecureRequests(configuration);
  return async () => {
    const { access_token: token, expires_in: seconds = 0 } = await clientCredentialsGrant(configuration, {
      scope: `${RESOURCE}/.default`,
    });
    return { token, seconds };
  };
}

function byManagedIdentity({ appId }: TeamsIdentity): Asked {
  const own = managedIdentity(appId);
  return async () => {
    const { token, expiresOn } = await own(RESOURCE);
    return { token, seconds: expiresOn === null ? 0 : (expiresOn.getTime() - Date.now()) / 1000 };
  };
}

/** Code and words of the server, never what was sent to it. */
function reasonOf(error: unknown): string {
  const { error: code, error_description: words, errorCode } = (error ?? {}) as Record<string, unknown>;
  const said = [code ?? errorCode, words].filter((part) => typeof part === 'string');
  if (said.length > 0) return said.join(': ');
  return error instanceof Error ? error.message : String(error);
}
