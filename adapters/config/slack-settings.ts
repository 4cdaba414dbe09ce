import { z } from 'zod';

/** How the desk works in Slack. */
export interface SlackSettings {
  botToken: string;
  /** Socket Mode, by an app-level token: nothing comes in from outside. */
  appToken: string | null;
  /** HTTP mode, on the webhook port: Slack signs what it sends. */
  signingSecret: string | null;
  /** Where the methods of Slack are called, with a slash at the end. */
  apiUrl: string;
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
  SLACK_API_URL: z.url({ protocol: /^https?$/ }).default('https://slack.com/api/'),
  WEBHOOK_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
};

type Environment = z.infer<z.ZodObject<typeof SLACK_ENVIRONMENT>>;

/** Null without a bot token: the desk is not in Slack. */
export function slackSettings(environment: Environment): { slack: SlackSettings | null; faults: string[] } {
  const { SLACK_BOT_TOKEN: botToken, SLACK_MODE: mode, SLACK_API_URL: apiUrl } = environment;
  const given = { appToken: environment.SLACK_APP_TOKEN, signingSecret: environment.SLACK_SIGNING_SECRET };
  if (botToken === undefined) {
    const lone = given.appToken !== undefined || given.signingSecret !== undefined;
    return {
      slack: null,
      faults: lone ? ['SLACK_BOT_TOKEN: missing, while other Slack settings are given'] : [],
    };
  }
  const faults: string[] = [];
  if (mode === 'socket' && given.appToken === undefined)
    faults.push('SLACK_APP_TOKEN: Socket Mode needs an app-level token (or set SLACK_MODE=http)');
  if (mode === 'http' && given.signingSecret === undefined)
    faults.push('SLACK_SIGNING_SECRET: HTTP mode needs it to know what comes from Slack');
  if (mode === 'http' && environment.WEBHOOK_PORT === undefined)
    faults.push('WEBHOOK_PORT: HTTP mode needs a port for what Slack sends');
  const slack: SlackSettings = {
    botToken,
    appToken: mode === 'socket' ? (given.appToken ?? null) : null,
    signingSecret: mode === 'http' ? (given.signingSecret ?? null) : null,
    apiUrl: apiUrl.replace(/\/*$/, '/'),
  };
  return { slack, faults };
}
