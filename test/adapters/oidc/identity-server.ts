import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Claims = Record<string, unknown>;

/** What a test may have the server say or do wrong; all of it right unless said otherwise. */
interface Behaviour {
  /** Who is signed in at the server. */
  subject: string;
  mail: string;
  /** Last hand on the ID token's claims. */
  claims: (claims: Claims) => Claims;
  /** Last hand on the ID token's header. */
  header: (header: Claims) => Claims;
  /** Whether another key than the published one signs. */
  forged: boolean;
  /** What the server calls itself. */
  issuer: string | null;
  /** What the discovery document leaves out. */
  lacks: string[];
  /** Paths that answer 503. */
  down: ReadonlySet<string>;
  /** Paths that never answer. */
  silent: ReadonlySet<string>;
  /** What stands in the address with which the browser is sent back, apart from the code. */
  answer: Record<string, string>;
  secret: string | null;
}

/** An OpenID Connect server for tests: discovery, keys, authorization code with PKCE, RS256. Everybody agrees at once. */
export async function identityServer(clientId: string, redirectUrl: string, host = '127.0.0.1') {
  const good = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const behaviour: Behaviour = {
    subject: 'subject-1',
    mail: 'someone@example.jp',
    claims: (claims) => claims,
    header: (header) => header,
    forged: false,
    issuer: null,
    lacks: [],
    down: new Set(),
    silent: new Set(),
    answer: {},
    secret: null,
  };
  const codes = new Map<string, { challenge: string; nonce: string | null; redirect: string }>();
  const seen: { path: string; parameters: URLSearchParams }[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = new URLSearchParams(Buffer.concat(chunks).toString());
    seen.push({ path: pathname, parameters: request.method === 'POST' ? body : searchParams });
    const json = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    if (behaviour.silent.has(pathname)) return;
    if (behaviour.down.has(pathname)) return json(503, {});
    switch (pathname) {
      case '/.well-known/openid-configuration':
        return json(
          200,
          without(behaviour.lacks, {
            issuer: behaviour.issuer ?? url,
            authorization_endpoint: `${url}/authorize`,
            token_endpoint: `${url}/token`,
            jwks_uri: `${url}/keys`,
            response_types_supported: ['code'],
            id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
            token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
          }),
        );
      case '/keys':
        return json(200, {
          keys: [{ ...good.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }],
        });
      case '/authorize': {
        const redirect = searchParams.get('redirect_uri') ?? '';
        const wrong =
          redirect !== redirectUrl ||
          searchParams.get('client_id') !== clientId ||
          searchParams.get('response_type') !== 'code' ||
          searchParams.get('code_challenge_method') !== 'S256' ||
          searchParams.get('scope') !== 'openid profile email';
        if (wrong) return json(400, { error: 'invalid_request' });
        const code = randomBytes(16).toString('hex');
        codes.set(code, {
          challenge: searchParams.get('code_challenge') ?? '',
          nonce: searchParams.get('nonce'),
          redirect,
        });
        const to = new URL(redirect);
        to.search = new URLSearchParams({
          code,
          state: searchParams.get('state') ?? '',
          ...behaviour.answer,
        }).toString();
        response.writeHead(302, { location: to.href }).end();
        return;
      }
      case '/token': {
        const begun = codes.get(body.get('code') ?? '');
        codes.delete(body.get('code') ?? '');
        if (behaviour.secret !== null && body.get('client_secret') !== behaviour.secret)
          return json(401, { error: 'invalid_client' });
        const proven = createHash('sha256')
          .update(body.get('code_verifier') ?? '')
          .digest('base64url');
        if (
          begun === undefined ||
          begun.challenge !== proven ||
          begun.redirect !== body.get('redirect_uri') ||
          body.get('grant_type') !== 'authorization_code'
        )
          return json(400, { error: 'invalid_grant' });
        return json(200, { access_token: 'access', token_type: 'Bearer', id_token: idToken(begun.nonce) });
      }
      default:
        return json(404, {});
    }
  }

  function idToken(nonce: string | null): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = behaviour.claims({
      iss: url,
      sub: behaviour.subject,
      aud: clientId,
      iat: now,
      exp: now + 300,
      nonce,
      email: behaviour.mail,
      email_verified: true,
    });
    const header = behaviour.header({ alg: 'RS256', kid: 'k1', typ: 'JWT' });
    const text = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${text}.${header.alg === 'none' ? '' : signature(text, behaviour.forged ? other.privateKey : good.privateKey)}`;
  }

  return {
    url,
    behaviour,
    /** Requests so far, with their form or query. */
    seen,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function without(names: readonly string[], value: Claims): Claims {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

function signature(text: string, key: KeyObject): string {
  return createSign('RSA-SHA256').update(text).sign(key).toString('base64url');
}
