import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import { ProviderUnavailable } from '../../bot/ports/sign-in-provider.js';
import type { OidcSettings } from '../config/sign-in-settings.js';
import { detailOf } from './error-detail.js';

/** Seconds for a request to the identity server: somebody waits for it. */
export const PATIENCE = 10;

/** Why an identity server cannot be used. `found` is the issuer that it says it is, for `mismatch`. */
export class DiscoveryFault extends ProviderUnavailable {
  constructor(
    readonly reason: 'unreachable' | 'mismatch' | 'incomplete',
    detail: string,
    readonly found: string | null = null,
  ) {
    super(`identity server ${reason}: ${detail}`);
  }
}

/**
 * Asks the server for its addresses and keys, with all checks of its answers switched on.
 * @param patience seconds for each request, also the later ones
 * @throws DiscoveryFault
 */
export async function discoverIssuer(
  { issuer, clientId, clientSecret }: OidcSettings,
  patience: number,
): Promise<Configuration> {
  const server = new URL(issuer);
  const configuration = await discovery(
    server,
    clientId,
    undefined,
    clientSecret === null ? None() : secretAuth(clientSecret),
    {
      timeout: patience,
      execute: [
        // Off by default, as TLS vouches for the token endpoint; a proxy that breaks TLS open is common in public offices.
        enableNonRepudiationChecks,
        ...(server.protocol === 'http:' ? [allowInsecureRequests] : []),
      ],
    },
  ).catch((error: unknown) => {
    throw faultOf(error, issuer);
  });
  const metadata = configuration.serverMetadata();
  // The library lets Microsoft's servers name another issuer than was asked for; here the two must be one, or an issuer
  // for people of any tenant would pass.
  if (new URL(metadata.issuer).href !== server.href) throw mismatch(issuer, metadata.issuer);
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const)
    if (metadata[name] === undefined) throw new DiscoveryFault('incomplete', `${issuer} names no ${name}`);
  return configuration;
}

function faultOf(error: unknown, issuer: string): DiscoveryFault {
  const { code, cause } = error as { code?: string; cause?: { body?: { issuer?: string } } };
  return code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'
    ? mismatch(issuer, cause?.body?.issuer ?? '')
    : new DiscoveryFault('unreachable', `${issuer}: ${detailOf(error)}`);
}

function mismatch(issuer: string, found: string): DiscoveryFault {
  return new DiscoveryFault(
    'mismatch',
    `OIDC_ISSUER is ${issuer}, but the server calls itself ${found}`,
    found,
  );
}

/** In the body, as all of the three large servers take it; in the header where a server names only that. */
function secretAuth(secret: string): ClientAuth {
  const [inBody, inHeader] = [ClientSecretPost(secret), ClientSecretBasic(secret)];
  return (server, ...rest) => {
    // Basic is what a server takes that names nothing (OpenID Connect Discovery 1.0, section 3).
    const named = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (named.includes('client_secret_post') ? inBody : inHeader)(server, ...rest);
  };
}
