/** An identity server with which people prove who they are: OpenID Connect, the authorization code flow with PKCE. */
export interface SignInProvider {
  /** What people call it. */
  readonly name: string;
  /**
   * Where to send the browser, and what must be known when it comes back.
   * @throws ProviderUnavailable
   */
  begin(): Promise<{ url: string; kept: KeptSignIn }>;
  /**
   * Who signed in, when everything that the server says has been checked: its signature, for whom and how long it is good,
   * and that it answers the sign-in begun with `kept`.
   * @throws ProofRefused
   * @throws ProviderUnavailable
   */
  finish(callback: URL, kept: KeptSignIn): Promise<Identity>;
}

/** Secrets of one sign-in; good once. */
export interface KeptSignIn {
  state: string;
  nonce: string;
  /** PKCE (RFC 7636). */
  codeVerifier: string;
}

/** An account at an identity server. The subject is the server's own and never given to anybody else; a mail address is. */
export interface Identity {
  issuer: string;
  subject: string;
}

/** The identity server cannot be used now; the message says for the log why, without anything secret. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
  readonly code = 'sign-in-provider-unavailable';
}

/** The browser came back without a good proof; the message says for the log why, without anything secret. */
export class ProofRefused extends Error {
  override readonly name = 'ProofRefused';
  readonly code = 'sign-in-proof-refused';
}
