import { z } from 'zod';

/** How the desk works in Slack. */
export interface SlackSettings {
  /** Of the only workspace; null where several install the desk. */
  botToken: string | null;
  /** Several workspaces, each of which installs the desk by itself; null: one. */
  oauth: SlackOAuth | null;
  /** Socket Mode, by an app-level token: nothing comes in from outside. */
  appToken: string | null;
  /** HTTP mode, on the webhook port: Slack signs what it sends. */
  signingSecret: string | null;
  /** Where the methods of Slack are called, with a slash at the end. */
  apiUrl: string;
}

export interface SlackOAuth {
  clientId: string;
  clientSecret: string;
  /** Ids of the workspaces (T…) and organisations (E…) that may install it. */
  workspaces: readonly string[];
  /** Where Slack sends people back to; null: the only one that the app names. */
  redirectUrl: string | null;
  /** Seals the tokens in the database; beside the audit key, so apart from the data. */
  keyFile: string;
}

export const SLACK_ENVIRONMENT = {
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, 'a bot token begins with xoxb-')
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, 'an app-level token begins with xapp-')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().min(16).optional(),
  SLACK_MODE: z.enum(['socket', 'http']).default('socket'),
  SLACK_CLIENT_ID: z.string().min(1).optional(),
  SLACK_CLIENT_SECRET: z.string().min(1).optional(),
  SLACK_WORKSPACES: z
    .string()
    .regex(/^[TE][A-Z0-9]+(,[TE][A-Z0-9]+)*$/, 'write it as T0123,T0456')
    .optional(),
  SLACK_REDIRECT_URL: z.url({ protocol: /^https$/ }).optional(),
  SLACK_KEY_FILE: z.string().min(1).optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/ }).default('https://slack.com/api/'),
  WEBHOOK_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
};

type Environment = z.infer<z.ZodObject<typeof SLACK_ENVIRONMENT>>;

/** Null with neither a bot token nor a client: the desk is not in Slack. @param keyFile the usual place of its key */
export function slackSettings(
  environment: Environment,
  keyFile: string,
): { slack: SlackSettings | null; faults: string[] } {
  const { SLACK_BOT_TOKEN: botToken, SLACK_MODE: mode, SLACK_API_URL: apiUrl } = environment;
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = environment;
  const { oauth, faults } = oauthOf(environment, keyFile);
  if (botToken === undefined && oauth === null) {
    const lone = appToken !== undefined || signingSecret !== undefined;
    if (lone && faults.length === 0)
      faults.push('SLACK_BOT_TOKEN: missing, while other Slack settings are given');
    return { slack: null, faults };
  }
  if (botToken !== undefined && oauth !== null)
    faults.push('SLACK_BOT_TOKEN and SLACK_CLIENT_ID: one workspace or several, give only one of them');
  if (mode === 'socket' && oauth !== null)
    faults.push(
      'SLACK_MODE: several workspaces need http, as Slack sends their administrators back to the desk',
    );
  if (mode === 'socket' && oauth === null && appToken === undefined)
    faults.push('SLACK_APP_TOKEN: Socket Mode needs an app-level token (or set SLACK_MODE=http)');
  if (mode === 'http' && signingSecret === undefined)
    faults.push('SLACK_SIGNING_SECRET: HTTP mode needs it to know what comes from Slack');
  if (mode === 'http' && environment.WEBHOOK_PORT === undefined)
    faults.push('WEBHOOK_PORT: HTTP mode needs a port for what Slack sends');
  const slack: SlackSettings = {
    botToken: botToken ?? null,
    oauth,
    appToken: mode === 'socket' ? (appToken ?? null) : null,
    signingSecret: mode === 'http' ? (signingSecret ?? null) : null,
    apiUrl: apiUrl.replace(/\/*$/, '/'),
  };
  return { slack, faults };
}

function oauthOf(environment: Environment, keyFile: string): { oauth: SlackOAuth | null; faults: string[] } {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = environment;
  const workspaces = environment.SLACK_WORKSPACES?.split(',') ?? [];
  if (clientId === undefined && clientSecret === undefined) return { oauth: null, faults: [] };
  const faults: string[] = [];
  if (clientId === undefined || clientSecret === undefined)
    faults.push('SLACK_CLIENT_ID and SLACK_CLIENT_SECRET: give both or neither');
  if (workspaces.length === 0)
    faults.push('SLACK_WORKSPACES: name the workspaces that may install the desk, such as T0123,T0456');
  const oauth: SlackOAuth = {
    clientId: clientId ?? '',
    clientSecret: clientSecret ?? '',
    workspaces,
    redirectUrl: environment.SLACK_REDIRECT_URL ?? null,
    keyFile: environment.SLACK_KEY_FILE ?? keyFile,
  };
  return { oauth, faults };
}
