import { describe, expect, it } from 'vitest';
import {
  BackupUnusable,
  backupName,
  expiryOf,
  isBackupName,
  isExpired,
  type Manifest,
  parseManifest,
} from '../../../bot/backup/manifest.js';

const HASH = 'ab'.repeat(32);
const MANIFEST: Manifest = {
  format: 1,
  product: '0.1.0',
  madeAt: '2026-11-22T09:15:00.000Z',
  expiresAt: '2026-12-27T09:15:00.000Z',
  revision: 3,
  files: [
    { path: 'renkei.db', size: 1, sha256: 'cd'.repeat(32) },
    { path: `originals/ab/${HASH}`, size: 2, sha256: HASH },
  ],
  counts: { consultations: 1, documents: 1, qaEntries: 0, people: 0, auditRows: 2 },
  auditHead: { sequence: 2, mac: HASH },
  missing: [],
};

function withFiles(...files: Manifest['files']): string {
  return JSON.stringify({ ...MANIFEST, files });
}

describe("a back-up's manifest", () => {
  it('is read as it was written', () => {
    expect(parseManifest(JSON.stringify(MANIFEST))).toEqual(MANIFEST);
  });

  it.each([
    ['no JSON', '{"format":1', 'backup-damaged'],
    ['nothing of ours', '[]', 'backup-damaged'],
    ['another format', '{"format":2,"anything":[]}', 'backup-format'],
    ['no database', withFiles(), 'backup-damaged'],
    ['two databases', withFiles(MANIFEST.files[0]!, MANIFEST.files[0]!), 'backup-damaged'],
    [
      'a path that leads out of the folder',
      withFiles(MANIFEST.files[0]!, { path: '../../etc/passwd', size: 1, sha256: HASH }),
      'backup-damaged',
    ],
    [
      'an original under another name than its hash',
      withFiles(MANIFEST.files[0]!, { path: `originals/ab/${HASH}`, size: 1, sha256: 'ef'.repeat(32) }),
      'backup-damaged',
    ],
  ])('is refused when it holds %s', (_what, text, code) => {
    let refusal: unknown;
    try {
      parseManifest(text);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(BackupUnusable);
    expect(refusal).toMatchObject({ code });
  });

  it('says when its time is over', () => {
    expect(expiryOf(new Date(MANIFEST.madeAt), 35).toISOString()).toBe(MANIFEST.expiresAt);
    expect(isExpired(MANIFEST, new Date('2026-12-27T09:14:59.999Z'))).toBe(false);
    expect(isExpired(MANIFEST, new Date('2026-12-27T09:15:00.000Z'))).toBe(true);
  });

  it('stands in a folder whose name tells the instant', () => {
    const name = backupName(new Date('2026-11-22T09:15:00.123Z'));
    expect(name).toBe('renkei-backup-20261122T091500Z');
    expect(isBackupName(name)).toBe(true);
    for (const other of [`.${name}.partial-12`, `${name}.old`, 'renkei-backup-', 'backup-20261122T091500Z'])
      expect(isBackupName(other), other).toBe(false);
  });
});
