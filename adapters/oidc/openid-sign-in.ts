import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import {
  type Identity,
  type KeptSignIn,
  ProofRefused,
  ProviderUnavailable,
  type SignInProvider,
} from '../../bot/ports/sign-in-provider.js';
import type { OidcSettings } from '../config/sign-in-settings.js';
import { discoverIssuer, PATIENCE } from './discover-issuer.js';
import { detailOf, isServersFault } from './error-detail.js';

/** Milliseconds after which the server's addresses are asked for again: they may move. */
const DISCOVERY_LASTS = 60 * 60_000;

interface Options {
  now: () => Date;
  /** Seconds for a request to the server. */
  patience?: number;
}

/**
 * Signs in with an OpenID Connect server such as Entra ID, Google Workspace or Keycloak.
 *
 * Entra ID: the issuer must be the tenant's own, `https://login.microsoftonline.com/{tenant}/v2.0` with the tenant's id;
 * `common`, `organizations` and `consumers` would let people of any tenant in and are refused with the settings.
 *
 * The server may be down when the desk starts, so it is asked first when somebody signs in, and again after a failure.
 * Tokens are read once for issuer and subject and kept nowhere.
 */
export class OpenIdSignIn implements SignInProvider {
  readonly name: string;
  #discovered: { at: number; configuration: Promise<Configuration> } | null = null;

  constructor(
    private readonly settings: OidcSettings,
    private readonly options: Options,
  ) {
    this.name = settings.name;
  }

  async begin(): Promise<{ url: string; kept: KeptSignIn }> {
    const configuration = await this.#configuration();
    const kept = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.settings.redirectUrl,
      scope: 'openid profile email',
      state: kept.state,
      nonce: kept.nonce,
      code_challenge: await calculatePKCECodeChallenge(kept.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, kept };
  }

  async finish(callback: URL, { state, nonce, codeVerifier }: KeptSignIn): Promise<Identity> {
    const configuration = await this.#configuration();
    // Behind a proxy the browser's address of this page is not the one that we see, but its parameters are.
    const answered = new URL(this.settings.redirectUrl);
    answered.search = callback.search;
    try {
      // Checks state, and of the ID token issuer, audience, expiry, nonce and (see discover-issuer.ts) the signature.
      const tokens = await authorizationCodeGrant(configuration, answered, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      // The library takes an empty subject, which would be one account for everybody.
      if (claims === undefined || claims.sub === '')
        throw new ProofRefused('the identity server gave no subject');
      return { issuer: claims.iss, subject: claims.sub };
    } catch (error) {
      if (error instanceof ProofRefused) throw error;
      const detail = detailOf(error);
      throw isServersFault(error) ? new ProviderUnavailable(detail) : new ProofRefused(detail);
    }
  }

  /** One question to the server however many people wait for its answer; a failure is forgotten at once. */
  #configuration(): Promise<Configuration> {
    const now = this.options.now().getTime();
    if (this.#discovered !== null && now - this.#discovered.at < DISCOVERY_LASTS)
      return this.#discovered.configuration;
    const configuration = discoverIssuer(this.settings, this.options.patience ?? PATIENCE);
    const mine = { at: now, configuration };
    this.#discovered = mine;
    configuration.catch(() => {
      if (this.#discovered === mine) this.#discovered = null;
    });
    return configuration;
  }
}
