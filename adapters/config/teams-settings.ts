import { z } from 'zod';

/** How the desk works in Microsoft Teams. */
export interface TeamsSettings {
  /** Of the registration in Microsoft Entra ID; null in the playground, where nothing is checked. */
  identity: TeamsIdentity | null;
  /** Which of Microsoft's libraries drives the desk. */
  sdk: 'agents-hosting' | 'botbuilder';
  /** Who signs what comes in. */
  issuers: readonly string[];
  /** JSON Web Keys of the issuers. */
  keysUrl: string;
  /** Where the libraries look the keys up themselves: OpenID metadata, and the authority of Entra ID. */
  metadataUrl: string;
  authority: string;
  /** Beginnings of the addresses at which Teams may ask to be called; the desk's token goes nowhere else. */
  serviceUrls: readonly string[];
  /** Where Teams is called before it has called the desk. */
  serviceUrl: string;
}

export interface TeamsIdentity {
  appId: string;
  tenant: string;
  /** Null: the managed identity of the machine in Azure. */
  secret: string | null;
  /** Tenants whose people may use the desk. */
  tenants: readonly string[];
  /** Where the desk's own token is asked for, by its secret. */
  tokenUrl: string;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const guid = z.string().regex(GUID, 'an id of Entra ID looks like 00000000-0000-0000-0000-000000000000');
const address = z.url({ protocol: /^https?$/ });
const list = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(address).min(1));

export const TEAMS_ENVIRONMENT = {
  TEAMS_APP_ID: guid.optional(),
  TEAMS_TENANT_ID: guid.optional(),
  TEAMS_APP_SECRET: z.string().min(1).optional(),
  TEAMS_MANAGED_IDENTITY: z.enum(['true', 'false']).default('false'),
  TEAMS_TENANTS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(guid).min(1))
    .optional(),
  TEAMS_SDK: z.enum(['agents-hosting', 'botbuilder']).default('agents-hosting'),
  TEAMS_PLAYGROUND: z.enum(['true', 'false']).default('false'),
  TEAMS_ISSUERS: list.default(['https://api.botframework.com']),
  TEAMS_KEYS_URL: address.default('https://login.botframework.com/v1/.well-known/keys'),
  TEAMS_METADATA_URL: address.default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  TEAMS_AUTHORITY: address.default('https://login.microsoftonline.com'),
  TEAMS_SERVICE_URLS: list.default(['https://smba.trafficmanager.net/']),
  TEAMS_TOKEN_URL: address.optional(),
};

type Environment = z.infer<z.ZodObject<typeof TEAMS_ENVIRONMENT>>;

/** Null without an app id, and outside the playground: the desk is not in Teams. */
export function teamsSettings(
  environment: Environment,
  { host, webhookPort }: { host: string; webhookPort: number | undefined },
): { teams: TeamsSettings | null; faults: string[] } {
  const { TEAMS_APP_ID: appId, TEAMS_APP_SECRET: secret, TEAMS_TENANT_ID: tenant } = environment;
  const playground = environment.TEAMS_PLAYGROUND === 'true';
  const managed = environment.TEAMS_MANAGED_IDENTITY === 'true';
  const faults: string[] = [];
  if (appId === undefined && !playground) {
    if (secret !== undefined || tenant !== undefined || managed)
      faults.push('TEAMS_APP_ID: missing, while other Teams settings are given');
    return { teams: null, faults };
  }
  if (webhookPort === undefined) faults.push('WEBHOOK_PORT: Teams needs a port for what it sends');
  if (playground) {
    if (!isLoopback(host))
      faults.push('TEAMS_PLAYGROUND: nothing is checked in it, so HOST must be 127.0.0.1, ::1 or localhost');
    if (appId !== undefined)
      faults.push('TEAMS_PLAYGROUND: it is for a desk without TEAMS_APP_ID; leave one of the two out');
  } else {
    if (tenant === undefined)
      faults.push('TEAMS_TENANT_ID: name the tenant in which the desk is registered (single tenant)');
    if (managed === (secret !== undefined))
      faults.push('TEAMS_APP_SECRET or TEAMS_MANAGED_IDENTITY=true: give one of them');
  }
  const authority = environment.TEAMS_AUTHORITY.replace(/\/+$/, '');
  const [serviceUrl = ''] = environment.TEAMS_SERVICE_URLS;
  const identity: TeamsIdentity | null =
    playground || appId === undefined
      ? null
      : {
          appId,
          tenant: tenant ?? '',
          secret: secret ?? null,
          tenants: environment.TEAMS_TENANTS ?? [tenant ?? ''],
          tokenUrl: environment.TEAMS_TOKEN_URL ?? `${authority}/${tenant ?? ''}/oauth2/v2.0/token`,
        };
  const teams: TeamsSettings = {
    identity,
    sdk: environment.TEAMS_SDK,
    issuers: environment.TEAMS_ISSUERS,
    keysUrl: environment.TEAMS_KEYS_URL,
    metadataUrl: environment.TEAMS_METADATA_URL,
    authority,
    serviceUrls: environment.TEAMS_SERVICE_URLS,
    serviceUrl: playground ? serviceUrl : `${serviceUrl.replace(/\/+$/, '')}/teams/`,
  };
  return { teams, faults };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
