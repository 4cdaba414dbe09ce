import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BackupUnusable,
  isBackupName,
  isExpired,
  Manifest,
  parseManifest,
} from '../../bot/backup/manifest.js';
import { takeAway } from './put-together.js';

const MANIFEST = 'manifest.json';
/** In the form of `sha256sum`, so that the manifest itself can be checked, also without the product. */
const CHECKSUM = 'manifest.sha256';

export interface ReadBackup {
  manifest: Manifest;
  /** SHA-256 of manifest.json, hexadecimal; the audit row of the back-up has it too. */
  manifestHash: string;
}

/** Writes what makes a folder a back-up: the checksum, and last of all the manifest. Returns the manifest's hash. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<string> {
  const text = `${JSON.stringify(Manifest.parse(manifest), null, 2)}\n`;
  const options = { mode: 0o600, flush: true };
  await writeFile(join(folder, CHECKSUM), checksumOf(text), options);
  await writeFile(join(folder, MANIFEST), text, options);
  return hashOf(text);
}

/** @throws BackupUnusable when the folder is no back-up, or its manifest is not what was written */
export async function readBackup(folder: string): Promise<ReadBackup> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null);
  if (text === null) {
    const within = await readdir(folder).catch(() => []);
    const names = within.filter(isBackupName).sort();
    throw new BackupUnusable(
      'backup-not-found',
      `${folder} is no back-up, it has no ${MANIFEST}${names.length === 0 ? '' : `; name a back-up in it, the newest is ${names.at(-1)}`}`,
    );
  }
  const checksum = await readFile(join(folder, CHECKSUM), 'utf8').catch(() => '');
  const manifest = parseManifest(text);
  if (checksum !== checksumOf(text))
    throw new BackupUnusable(
      'backup-damaged',
      `${MANIFEST} does not match ${CHECKSUM} in ${folder}; use another back-up`,
    );
  return { manifest, manifestHash: hashOf(text) };
}

/** Back-ups of a folder, oldest first, and folders which are named like one and cannot be read as one. */
export async function listBackups(
  folder: string,
): Promise<{ backups: { name: string; manifest: Manifest }[]; unreadable: string[] }> {
  const backups: { name: string; manifest: Manifest }[] = [];
  const unreadable: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const { name } of entries.filter((entry) => entry.isDirectory() && isBackupName(entry.name))) {
    try {
      backups.push({ name, manifest: (await readBackup(join(folder, name))).manifest });
    } catch (error) {
      if (!(error instanceof BackupUnusable)) throw error;
      unreadable.push(name);
    }
  }
  return { backups: backups.sort((a, b) => (a.name < b.name ? -1 : 1)), unreadable: unreadable.sort() };
}

/**
 * Deletes the back-ups whose own manifest says that their time is over: so the deletion of personal details reaches
 * them too. What cannot be read as a back-up is named and left to a person.
 */
export async function removeExpired(folder: string, now: Date): Promise<RemovedBackups> {
  const { backups, unreadable } = await listBackups(folder);
  const removed: RemovedBackups = { expired: [], undeleted: [], unreadable };
  for (const { name, manifest } of backups) {
    if (!isExpired(manifest, now)) continue;
    const gone = await takeAway(join(folder, name)).then(
      () => true,
      () => false,
    );
    removed[gone ? 'expired' : 'undeleted'].push(name);
  }
  return removed;
}

/** Names of back-ups. */
export interface RemovedBackups {
  /** Deleted. */
  expired: string[];
  /** Expired too, but the system would not delete them. */
  undeleted: string[];
  /** Named like a back-up, and not one that can be read. */
  unreadable: string[];
}

function checksumOf(text: string): string {
  return `${hashOf(text)}  ${MANIFEST}\n`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
