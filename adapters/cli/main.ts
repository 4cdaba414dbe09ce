#!/usr/bin/env node
import { ConfigError } from '../config/config.js';
import { AuditKeyMissing } from '../files/audit-key.js';
import { askCommand } from './ask-command.js';
import { auditCommand } from './audit-command.js';
import { backupCommand } from './backup-command.js';
import type { Command } from './command.js';
import { UsageError } from './command.js';
import { directoryCommand } from './directory-command.js';
import { disclosureCommand } from './disclosure-command.js';
import { doctorCommand } from './doctor-command.js';
import { evalCommand } from './eval-command.js';
import { indexCommand } from './index-command.js';
import { maskCommand } from './mask-command.js';
import { restoreCommand } from './restore-command.js';
import { retentionCommand } from './retention-command.js';
import { rotationPackCommand } from './rotation-pack-command.js';
import { serveCommand } from './serve-command.js';
import { transferCommand } from './transfer-command.js';
import { userCommand } from './user-command.js';

const COMMANDS: readonly Command[] = [
  indexCommand,
  askCommand,
  serveCommand,
  userCommand,
  directoryCommand,
  rotationPackCommand,
  disclosureCommand,
  retentionCommand,
  transferCommand,
  evalCommand,
  maskCommand,
  auditCommand,
  backupCommand,
  restoreCommand,
  doctorCommand,
];

/** Exit 0 on success, 2 on wrong usage or unusable input with one line on stderr, 1 on anything else. */
async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${help()}\n`);
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) return fail(2, `unknown command "${name}"; try: renkei help`);
  try {
    return await command.run(rest);
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

function help(): string {
  return [
    'usage: renkei COMMAND',
    '',
    ...COMMANDS.map((command) => `  renkei ${command.usage}\n      ${command.summary}`),
  ].join('\n');
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `renkei … | head` closes the pipe; that is no failure.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await main(process.argv.slice(2));
