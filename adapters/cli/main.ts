#!/usr/bin/env node
import { ConfigError } from '../config/config.js';
import { AuditKeyMissing } from '../files/audit-key.js';
import type { Command } from './command.js';
import { UsageError } from './command.js';

/** Each is loaded when it is called: together they are the whole product, pages and all. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  index: async () => (await import('./index-command.js')).indexCommand,
  ask: async () => (await import('./ask-command.js')).askCommand,
  serve: async () => (await import('./serve-command.js')).serveCommand,
  user: async () => (await import('./user-command.js')).userCommand,
  directory: async () => (await import('./directory-command.js')).directoryCommand,
  'rotation-pack': async () => (await import('./rotation-pack-command.js')).rotationPackCommand,
  disclosure: async () => (await import('./disclosure-command.js')).disclosureCommand,
  retention: async () => (await import('./retention-command.js')).retentionCommand,
  transfer: async () => (await import('./transfer-command.js')).transferCommand,
  survey: async () => (await import('./survey-command.js')).surveyCommand,
  digest: async () => (await import('./digest-command.js')).digestCommand,
  eval: async () => (await import('./eval-command.js')).evalCommand,
  mask: async () => (await import('./mask-command.js')).maskCommand,
  gate: async () => (await import('./gate-command.js')).gateCommand,
  audit: async () => (await import('./audit-command.js')).auditCommand,
  backup: async () => (await import('./backup-command.js')).backupCommand,
  restore: async () => (await import('./restore-command.js')).restoreCommand,
  doctor: async () => (await import('./doctor-command.js')).doctorCommand,
};

/** Exit 0 on success, 2 on wrong usage or unusable input with one line on stderr, 1 on anything else. */
async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${await help()}\n`);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) return fail(2, `unknown command "${name}"; try: renkei help`);
  try {
    return await (await load()).run(rest);
  } catch (error) {
    if (error instanceof UsageError || error instanceof ConfigError || error instanceof AuditKeyMissing)
      return fail(2, error.message);
    return fail(
      1,
      error instanceof Error
        ? `${error.name}: ${error.message}${error.cause instanceof Error ? ` (${error.cause.message})` : ''}`
        : String(error),
    );
  }
}

function fail(code: number, message: string): number {
  process.stderr.write(`renkei: ${message.replace(/\s*\n\s*/g, ' ')}\n`);
  return code;
}

async function help(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  return [
    'usage: renkei COMMAND',
    '',
    ...commands.map((command) => `  renkei ${command.usage}\n      ${command.summary}`),
  ].join('\n');
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `renkei … | head` closes the pipe; that is no failure.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await main(process.argv.slice(2));
