import { z } from 'zod';

/** An identity server (OpenID Connect) with which people of an organisation sign in. */
export interface OidcSettings {
  /**
   * As the server itself writes it: `https://login.microsoftonline.com/{tenant}/v2.0` for Entra ID, with the tenant's own
   * id, `https://accounts.google.com` for Google Workspace, `https://…/realms/{realm}` for Keycloak.
   */
  issuer: string;
  clientId: string;
  /** Null: a public client, which PKCE alone protects. */
  clientSecret: string | null;
  /** What the button calls it. */
  name: string;
  /** Where the server sends people back to; to be registered with it. */
  redirectUrl: string;
}

export interface SignInSettings {
  oidc: OidcSettings | null;
  /** Whether people may sign in with a password of this desk. */
  localAccounts: boolean;
}

export const SIGN_IN_ENVIRONMENT = {
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().trim().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().trim().min(1).max(40).optional(),
  LOCAL_ACCOUNTS: z.enum(['true', 'false']).default('true'),
};

type Environment = z.infer<z.ZodObject<typeof SIGN_IN_ENVIRONMENT>>;

/** @param baseUrl RENKEI_URL without a slash at the end */
export function signInSettings(
  environment: Environment,
  baseUrl: string | null,
): SignInSettings & { faults: string[] } {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET, OIDC_NAME } = environment;
  const localAccounts = environment.LOCAL_ACCOUNTS === 'true';
  const given = [issuer, clientId, OIDC_CLIENT_SECRET, OIDC_NAME].some((value) => value !== undefined);
  const faults: string[] = [];
  if (given && (issuer === undefined || clientId === undefined))
    faults.push(
      'OIDC_ISSUER and OIDC_CLIENT_ID: give both or neither, the other OIDC settings only with them',
    );
  if (given && baseUrl === null)
    faults.push('RENKEI_URL: needed with OIDC_ISSUER, as the identity server sends people back to it');
  if (issuer !== undefined) faults.push(...issuerFaults(new URL(issuer)));
  if (!given && !localAccounts)
    faults.push('LOCAL_ACCOUNTS: false without OIDC_ISSUER would let nobody sign in');
  return {
    localAccounts,
    oidc:
      issuer === undefined || clientId === undefined || baseUrl === null
        ? null
        : {
            issuer,
            clientId,
            clientSecret: OIDC_CLIENT_SECRET ?? null,
            name: OIDC_NAME ?? '組織のアカウント',
            redirectUrl: `${baseUrl}/account/oidc/callback`,
          },
    faults,
  };
}

function issuerFaults(issuer: URL): string[] {
  const faults: string[] = [];
  if (issuer.protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(issuer.hostname))
    faults.push('OIDC_ISSUER: must be https (http only on this machine)');
  if (issuer.search !== '' || issuer.hash !== '' || issuer.username !== '' || issuer.password !== '')
    faults.push('OIDC_ISSUER: must be an address without query, fragment or password');
  if (issuer.pathname.includes('/.well-known/'))
    faults.push('OIDC_ISSUER: give the issuer itself, without /.well-known/openid-configuration');
  const [, tenant = ''] = issuer.pathname.toLowerCase().split('/');
  if (MICROSOFT.test(issuer.hostname) && ANY_TENANT.has(tenant))
    faults.push(
      `OIDC_ISSUER: "${tenant}" is for people of any tenant; give your own tenant's id: ${issuer.origin}/{tenant}/v2.0`,
    );
  return faults;
}

const MICROSOFT = /(^|\.)(microsoftonline\.(com|us|de|cn)|windows\.net)$/;
/** The last is the tenant of all personal Microsoft accounts, which `consumers` stands for. */
const ANY_TENANT: ReadonlySet<string> = new Set([
  'common',
  'organizations',
  'consumers',
  '9188040d-6c67-4c5b-b112-36a304b66dad',
]);
