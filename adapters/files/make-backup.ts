import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BACKUP_FORMAT,
  backupName,
  expiryOf,
  isBackupName,
  type Manifest,
} from '../../bot/backup/manifest.js';
import { copyDatabase, databaseFaults } from '../sqlite/copy-database.js';
import { listBackups, type ReadBackup, writeManifest } from './backup-folders.js';
import { originalIn } from './original-files.js';
import { copyPrivately, hashFile, linkPrivately, makePrivate } from './private-files.js';
import { putTogether, removeAbandoned } from './put-together.js';

/** The data are not sound; back-ups that were made before are not touched. */
class DataDamaged extends Error {
  override readonly name = 'DataDamaged';
  readonly code = 'database-damaged';
}

export interface BackupJob {
  /** Data folder. */
  home: string;
  /** Folder of back-ups; made when it is not there. One desk a folder. */
  to: string;
  keepDays: number;
  product: string;
  now: Date;
}

export interface MadeBackup extends ReadBackup {
  name: string;
}

/**
 * Copies the database as it stands now, and the originals that this copy refers to: they are kept before the database
 * names them, so they are there, whatever is written meanwhile. The index is derived and the key stays where it is.
 * @throws DataDamaged when the database is not sound
 */
export async function makeBackup({ home, to, keepDays, product, now }: BackupJob): Promise<MadeBackup> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  await removeAbandoned(to, isBackupName);
  const name = backupName(now);
  if ((await readdir(to)).includes(name))
    throw new Error(`${join(to, name)} is there already, made in this very second; try again`);
  const before = (await listBackups(to)).backups.at(-1)?.name;
  return putTogether(join(to, name), async (staging) => {
    const database = join(staging, 'renkei.db');
    const { originals, ...facts } = await copyDatabase(join(home, 'renkei.db'), database);
    const [fault] = databaseFaults(database);
    if (fault !== undefined)
      throw new DataDamaged(
        `database-damaged: the database in ${home} is not sound (${fault}); no back-up was made, restore an earlier one`,
      );
    await makePrivate(database);
    const files: Manifest['files'] = [{ path: 'renkei.db', ...(await hashFile(database)) }];
    const missing: Manifest['missing'] = [];
    const earlier = before === undefined ? null : join(to, before, 'originals');
    for (const [contentHash, documents] of originals) {
      const target = originalIn(join(staging, 'originals'), contentHash);
      const reason = await bring(contentHash, { earlier, kept: join(home, 'originals'), target });
      if (reason !== null) missing.push({ contentHash, documents, reason });
      else files.push({ path: pathOf(contentHash), ...(await hashFile(target)) });
    }
    const manifest: Manifest = {
      format: BACKUP_FORMAT,
      product,
      madeAt: now.toISOString(),
      expiresAt: expiryOf(now, keepDays).toISOString(),
      files,
      missing,
      ...facts,
    };
    return { name, manifest, manifestHash: await writeManifest(staging, manifest) };
  });
}

/**
 * An original from the back-up before, if it is still what its name says, as a second name of the same file: a month of
 * daily back-ups then holds each original once. Otherwise a copy of the one that the desk keeps.
 */
async function bring(
  contentHash: string,
  { earlier, kept, target }: { earlier: string | null; kept: string; target: string },
): Promise<'missing' | 'damaged' | null> {
  if (earlier !== null && (await hashIn(earlier, contentHash)) === contentHash) {
    await linkPrivately(originalIn(earlier, contentHash), target);
    return null;
  }
  const hash = await hashIn(kept, contentHash);
  if (hash === null) return 'missing';
  if (hash !== contentHash) return 'damaged';
  await copyPrivately(originalIn(kept, contentHash), target);
  return null;
}

function hashIn(folder: string, contentHash: string): Promise<string | null> {
  return hashFile(originalIn(folder, contentHash)).then(
    ({ sha256 }) => sha256,
    () => null,
  );
}

/** As the manifest writes it, with the same stroke on every system. */
function pathOf(contentHash: string): string {
  return `originals/${contentHash.slice(0, 2)}/${contentHash}`;
}
