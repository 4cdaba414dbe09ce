import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AuditEntryFact, AuditLog } from '../../bot/ports/audit-log.js';

const FILE = 'restored.json';

const Fact = z.object({
  at: z.iso.datetime(),
  actorId: z.string(),
  action: z.string(),
  target: z.string(),
  content: z.record(z.string(), z.unknown()),
});

/** A restore without the audit key cannot be recorded; it is noted, and recorded before anything else is. */
export async function noteRestore(home: string, fact: AuditEntryFact): Promise<void> {
  await writeFile(join(home, FILE), `${JSON.stringify(fact, null, 2)}\n`, { mode: 0o600, flush: true });
}

/** Records what was noted. A kill in between records it twice rather than never. */
export async function recordNotedRestore(home: string, audit: AuditLog): Promise<void> {
  const file = join(home, FILE);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return;
  await audit.record(Fact.parse(JSON.parse(text)));
  await rm(file);
}
