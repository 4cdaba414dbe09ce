import { exportJWK, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose';

export const TOKENS = [
  'good',
  'none',
  'expired',
  'early',
  'wrong-audience',
  'wrong-issuer',
  'wrong-service-url',
  'no-service-url',
  'other-key',
  'unsigned',
  'hs256',
] as const;
export type TokenKind = (typeof TOKENS)[number];

/** What tokens are made for. */
interface TokenParts {
  issuer: string;
  audience: string;
  serviceUrl: string;
}

/** Signs what Teams sends, well or badly in every way. */
export class TokenSigner {
  private constructor(
    private readonly key: CryptoKey,
    private readonly otherKey: CryptoKey,
    readonly publicKey: JWK,
  ) {}

  static async make(): Promise<TokenSigner> {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const other = await generateKeyPair('RS256');
    const jwk = {
      ...(await exportJWK(publicKey)),
      kid: 'teams-1',
      use: 'sig',
      alg: 'RS256',
      endorsements: ['msteams'],
    };
    return new TokenSigner(privateKey, other.privateKey, jwk);
  }

  /** Value of the header; null for none. */
  async header(kind: TokenKind, parts: TokenParts): Promise<string | null> {
    if (kind === 'none') return null;
    return `Bearer ${await this.sign(kind, parts)}`;
  }

  private async sign(kind: TokenKind, { issuer, audience, serviceUrl }: TokenParts): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...(kind === 'no-service-url'
        ? {}
        : { serviceurl: kind === 'wrong-service-url' ? `${serviceUrl}x/` : serviceUrl }),
      iss: kind === 'wrong-issuer' ? 'https://issuer.example.jp' : issuer,
      aud: kind === 'wrong-audience' ? '00000000-0000-0000-0000-000000000000' : audience,
      iat: now,
      nbf: kind === 'early' ? now + 3600 : now - 10,
      exp: kind === 'expired' ? now - 3600 : now + 3600,
    };
    if (kind === 'unsigned') return new UnsecuredJWT(claims).encode();
    if (kind === 'hs256') {
      const secret = new TextEncoder().encode(JSON.stringify(this.publicKey));
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'teams-1' }).sign(secret);
    }
    const key = kind === 'other-key' ? this.otherKey : this.key;
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'teams-1', typ: 'JWT' }).sign(key);
  }
}
