import { type ParseArgsConfig, parseArgs } from 'node:util';
import { ensureIndex } from '../../bot/desk.js';
import { type Application, type ComposeOptions, compose } from '../compose.js';
import { readConfig } from '../config/config.js';

export interface Command {
  usage: string;
  summary: string;
  run(argv: string[]): Promise<number>;
}

/** Wrong usage or unusable input: exit code 2, one clear line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Options and positional arguments. @throws UsageError for an option that the command does not know. */
export function parse<T extends Options>(argv: string[], options: T, usage: string) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message.split('. ')[0] : String(error)}; usage: renkei ${usage}`,
    );
  }
}

/** Runs with the application put together from the environment, and closes it whatever happens. */
export async function withApplication<T>(
  work: (application: Application) => Promise<T>,
  log?: (error: unknown, what: string) => void,
  options?: ComposeOptions,
): Promise<T> {
  const application = await compose(readConfig(process.env, process.cwd()), undefined, log, options);
  try {
    return await work(application);
  } finally {
    await application.close();
  }
}

/** The same, ready to answer: a restored or emptied data folder has documents and no index yet. */
export function withAnsweringApplication<T>(
  work: (application: Application) => Promise<T>,
  options?: ComposeOptions,
): Promise<T> {
  const whenReady = async (application: Application): Promise<T> => {
    const { store, indexFiles } = application;
    if ((await indexFiles.current()) === null && (await store.list()).length > 0)
      await ensureIndex(store, indexFiles);
    return work(application);
  };
  return withApplication(whenReady, undefined, options);
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** `2026-11-22`, a day that exists. @throws UsageError */
export function isoDay(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(text) ||
    Number.isNaN(date.getTime()) ||
    date.toISOString().slice(0, 10) !== text
  ) {
    throw new UsageError(`"${text}" is not a day; write it as 2026-11-22`);
  }
  return text;
}
