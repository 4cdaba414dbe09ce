import { resolve } from 'node:path';
import { z } from 'zod';

/** Settings from the environment; every one has a default that works on a laptop without network. */
export interface Config {
  /** Data folder, absolute. */
  home: string;
  host: string;
  port: number;
  logLevel: string;
}

const Environment = z.object({
  RENKEI_HOME: z.string().min(1).default('./.renkei'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
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

export function readConfig(environment: NodeJS.ProcessEnv, cwd: string): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const { RENKEI_HOME, HOST, PORT, LOG_LEVEL } = parsed.data;
  return { home: resolve(cwd, RENKEI_HOME), host: HOST, port: PORT, logLevel: LOG_LEVEL };
}
