import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { RESTORED } from '../../bot/audit/audit-heads.js';
import { BackupUnusable, isExpired, type Manifest } from '../../bot/backup/manifest.js';
import type { AuditEntryFact } from '../../bot/ports/audit-log.js';
import { SqliteAuditLog } from '../sqlite/audit-rows.js';
import { databaseFaults } from '../sqlite/copy-database.js';
import { doubtEffects } from '../sqlite/doubt-effects.js';
import { openDatabase } from '../sqlite/open-database.js';
import { readBackup } from './backup-folders.js';
import { copyPrivately, hashFile, makePrivate } from './private-files.js';
import { putTogether, removeAbandoned } from './put-together.js';
import { noteRestore } from './restore-note.js';

export interface RestoreJob {
  /** The folder of one back-up; only read. */
  from: string;
  /** Data folder to be; empty or not there. */
  home: string;
  /** Key of the audit chain; null: the chain is neither checked nor continued. */
  auditKey: Uint8Array | null;
  actorId: string;
  /** An expired back-up too. */
  expired: boolean;
  now: Date;
}

const MOST_NAMED = 5;

/**
 * Makes a data folder from a back-up. Everything is checked on the copy, which gets its name only when all is well.
 * @throws BackupUnusable naming what is wrong with the back-up; nothing is left then
 */
export async function restoreBackup(job: RestoreJob): Promise<Manifest> {
  const { from, home, now } = job;
  const { manifest, manifestHash } = await readBackup(from);
  if (isExpired(manifest, now) && !job.expired)
    throw new BackupUnusable(
      'backup-expired',
      `the back-up expired at ${manifest.expiresAt}: what had to be deleted since would come back with it; give --expired to restore it nevertheless`,
    );
  await mkdir(dirname(home), { recursive: true });
  await removeAbandoned(dirname(home), (name) => name === basename(home));
  await putTogether(home, async (staging) => {
    await copyFiles(from, staging, manifest.files);
    const database = join(staging, 'renkei.db');
    const [fault] = databaseFaults(database);
    if (fault !== undefined)
      throw new BackupUnusable('backup-damaged', `the database is not sound (${fault}); use another back-up`);
    doubtEffects(database);
    await goOnWithChain(staging, job, {
      at: now.toISOString(),
      actorId: job.actorId,
      action: RESTORED,
      target: basename(from),
      content: { manifest: manifestHash, madeAt: manifest.madeAt, auditHead: manifest.auditHead },
    });
    await makePrivate(database);
  });
  return manifest;
}

/** Null when a back-up may be restored to a folder, otherwise why not. */
export async function whyNotHome(home: string): Promise<string | null> {
  const found = await stat(home).catch(() => null);
  if (found === null) return null;
  if (!found.isDirectory()) return `${home} is no folder`;
  if ((await readdir(home)).length > 0)
    return `${home} is not empty; a back-up is never restored over data, name a new folder`;
  // A whole folder takes its place by a rename, which a mounted file system does not let happen.
  if (found.dev !== (await stat(dirname(home))).dev)
    return `${home} is a mounted volume; name a new folder in it and set RENKEI_HOME to that`;
  return null;
}

async function copyFiles(from: string, to: string, files: Manifest['files']): Promise<void> {
  const bad: string[] = [];
  for (const { path, size, sha256 } of files) {
    const target = join(to, path);
    const copied = await copyPrivately(join(from, path), target)
      .then(() => hashFile(target))
      .catch(() => null);
    if (copied === null) bad.push(`${path} (cannot be read)`);
    else if (copied.size !== size) bad.push(`${path} (${copied.size} bytes instead of ${size})`);
    else if (copied.sha256 !== sha256) bad.push(`${path} (other content)`);
  }
  if (bad.length > 0)
    throw new BackupUnusable(
      'backup-damaged',
      `${bad.length} of ${files.length} files are not what was backed up: ${bad.slice(0, MOST_NAMED).join(', ')}${bad.length > MOST_NAMED ? ' …' : ''}; use another back-up`,
    );
}

/** Checks the chain and adds the restore as its next row; without key that is left to the first start with one. */
async function goOnWithChain(
  staging: string,
  { auditKey }: RestoreJob,
  restored: AuditEntryFact,
): Promise<void> {
  if (auditKey === null) return noteRestore(staging, restored);
  const db = await openDatabase(join(staging, 'renkei.db'));
  try {
    const audit = new SqliteAuditLog(db, auditKey);
    const fault = await audit.verify();
    if (fault !== null)
      throw new BackupUnusable(
        'audit-key-differs',
        `audit row ${fault.sequence} does not stand the check (${fault.reason}): this is not the key that signed the chain, or rows were changed before the back-up; name the right key, or none to restore without this check`,
      );
    await audit.record(restored);
  } finally {
    await db.destroy();
  }
}
