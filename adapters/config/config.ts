import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { RetentionYears } from '../../bot/records/retention-period.js';
import { isCronPattern, USUAL_TIMES } from '../schedule/posting-times.js';
import {
  type EmbeddingSettings,
  MODEL_ENVIRONMENT,
  type ModelSettings,
  modelSettings,
} from './model-settings.js';
import { SIGN_IN_ENVIRONMENT, type SignInSettings, signInSettings } from './sign-in-settings.js';
import { SLACK_ENVIRONMENT, type SlackSettings, slackSettings } from './slack-settings.js';
import { TEAMS_ENVIRONMENT, type TeamsSettings, teamsSettings } from './teams-settings.js';

/** Settings from the environment; every one has a default that works on a laptop without network. */
export interface Config extends SignInSettings {
  /** Data folder, absolute. */
  home: string;
  host: string;
  port: number;
  logLevel: string;
  /** Address under which people reach the page; null: HOST and PORT. */
  baseUrl: string | null;
  /** Days in which the secretariat means to reply. */
  replyWithinDays: number;
  /** Days without objection after which an answered consultation is closed. */
  closeAfterDays: number;
  /** Where the key of the audit chain is kept; apart from the data, so that whoever has these cannot forge it. */
  auditKeyFile: string | null;
  /** Scheme of classifications; null: the one that comes with the desk. */
  classificationFile: string | null;
  /** Where the end of the audit chain is written down daily; best where the desk may only append. */
  auditHeadsFile: string;
  /** Fiscal years for which ended consultations are kept, by class. */
  retentionYears: RetentionYears;
  /** An office of one: who wrote a Q&A may approve it. Each such approval is audited as one. */
  approveAlone: boolean;
  /** Mail server for notices; null: none. */
  mail: { url: string; from: string } | null;
  /** When digests leave, as a cron pattern in the time of Japan; holidays are skipped. */
  digestTimes: string;
  /** Null: the desk is not in Slack. */
  slack: SlackSettings | null;
  /** Null: the desk is not in Microsoft Teams. */
  teams: TeamsSettings | null;
  /** Null: answers are the documents' own words. */
  model: ModelSettings | null;
  /** Null: no vectors but the desk's own. */
  embedding: EmbeddingSettings | null;
  /** Where chat services send what happens there; null: nothing is listened for. */
  webhookPort: number | null;
}

const Environment = z.object({
  RENKEI_HOME: z.string().min(1).default('./.renkei'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  RENKEI_URL: z.url({ protocol: /^https?$/ }).optional(),
  REPLY_WITHIN_DAYS: z.coerce.number().int().min(1).max(365).default(5),
  CLOSE_AFTER_DAYS: z.coerce.number().int().min(1).max(3650).default(14),
  AUDIT_KEY_FILE: z.string().min(1).optional(),
  CLASSIFICATION_FILE: z.string().min(1).optional(),
  AUDIT_HEADS_FILE: z.string().min(1).optional(),
  RETENTION_YEARS: z
    .string()
    .regex(/^short:\d{1,2},normal:\d{1,2},long:\d{1,2}$/, 'write it as short:1,normal:3,long:10')
    .default('short:1,normal:3,long:10'),
  APPROVE_ALONE: z.enum(['true', 'false']).default('false'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.email().optional(),
  DIGEST_TIMES: z
    .string()
    .refine(isCronPattern, `write it as a cron pattern with days that come: "${USUAL_TIMES}"`)
    .default(USUAL_TIMES),
  ...SIGN_IN_ENVIRONMENT,
  ...SLACK_ENVIRONMENT,
  ...TEAMS_ENVIRONMENT,
  ...MODEL_ENVIRONMENT,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** All faults of the configuration at once, so that nobody mends them one restart at a time. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config-invalid';
  constructor(readonly faults: readonly string[]) {
    super(`configuration: ${faults.join('; ')}`);
  }
}

/** `short:1,normal:3,long:10`, checked already. */
function retentionYearsOf(text: string): RetentionYears {
  const [short = 0, normal = 0, long = 0] = text.split(',').map((part) => Number(part.split(':')[1]));
  return { short, normal, long };
}

export function readConfig(environment: NodeJS.ProcessEnv, cwd: string): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const { data } = parsed;
  const baseUrl = data.RENKEI_URL?.replace(/\/+$/, '') ?? null;
  const { faults, ...signIn } = signInSettings(data, baseUrl);
  if ((data.SMTP_URL === undefined) !== (data.MAIL_FROM === undefined))
    faults.push('SMTP_URL and MAIL_FROM: give both or neither');
  const home = resolve(cwd, data.RENKEI_HOME);
  const { slack, faults: ofSlack } = slackSettings(data, join(home, 'keys', 'slack.key'));
  const { teams, faults: ofTeams } = teamsSettings(data, { host: data.HOST, webhookPort: data.WEBHOOK_PORT });
  const { model, embedding, faults: ofModels } = modelSettings(data, environment);
  faults.push(...ofSlack, ...ofTeams, ...ofModels);
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    home,
    host: data.HOST,
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    ...signIn,
    baseUrl,
    replyWithinDays: data.REPLY_WITHIN_DAYS,
    closeAfterDays: data.CLOSE_AFTER_DAYS,
    auditKeyFile: data.AUDIT_KEY_FILE === undefined ? null : resolve(cwd, data.AUDIT_KEY_FILE),
    classificationFile:
      data.CLASSIFICATION_FILE === undefined ? null : resolve(cwd, data.CLASSIFICATION_FILE),
    auditHeadsFile: resolve(cwd, data.AUDIT_HEADS_FILE ?? join(home, 'keys', 'audit-heads.jsonl')),
    retentionYears: retentionYearsOf(data.RETENTION_YEARS),
    digestTimes: data.DIGEST_TIMES,
    slack,
    teams,
    model,
    embedding,
    webhookPort: data.WEBHOOK_PORT ?? null,
    approveAlone: data.APPROVE_ALONE === 'true',
    mail:
      data.SMTP_URL === undefined || data.MAIL_FROM === undefined
        ? null
        : { url: data.SMTP_URL, from: data.MAIL_FROM },
  };
}
