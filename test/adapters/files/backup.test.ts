import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeExpired } from '../../../adapters/files/backup-folders.js';
import { isInside } from '../../../adapters/files/is-inside.js';
import { makeBackup } from '../../../adapters/files/make-backup.js';
import { restoreBackup } from '../../../adapters/files/restore-backup.js';
import { openDatabase } from '../../../adapters/sqlite/open-database.js';
import { inScratch } from '../../end-to-end/run-cli.js';
import { consult, filesIn, flip, inHome, makeHome } from './home-of-tests.js';

const NOON = new Date('2026-11-22T03:00:00Z');
const later = (days: number): Date => new Date(NOON.getTime() + days * 86_400_000);

/** A data folder, a folder of back-ups, and how to make and restore one. */
async function inPlaces(work: (places: Places) => Promise<void>): Promise<void> {
  await inScratch(async (root) => {
    const home = join(root, 'home');
    const to = join(root, 'backups');
    await cp(template, root, { recursive: true });
    const key = Buffer.from(await readFile(join(home, 'keys', 'audit.key'), 'utf8'), 'hex');
    await work({
      root,
      home,
      to,
      backUp: async (now = NOON) =>
        join(to, (await makeBackup({ home, to, keepDays: 35, product: 'test', now })).name),
      restore: (from, target, more = {}) =>
        restoreBackup({
          from,
          home: target,
          auditKey: key,
          actorId: 'test',
          expired: false,
          now: later(1),
          ...more,
        }),
    });
  });
}

let template = '';
beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'renkei-'));
  await makeHome(join(template, 'home'), join(template, 'docs'));
});
afterAll(() => rm(template, { recursive: true }));

interface Places {
  root: string;
  home: string;
  to: string;
  backUp: (now?: Date) => Promise<string>;
  restore: (
    from: string,
    home: string,
    more?: Partial<Parameters<typeof restoreBackup>[0]>,
  ) => ReturnType<typeof restoreBackup>;
}

describe('a back-up', () => {
  it('holds the database and the originals for its owner alone, and neither index nor key', () =>
    inPlaces(async ({ home, backUp }) => {
      const made = await backUp();
      const [original] = await filesIn(join(home, 'originals'));
      expect(await filesIn(made)).toEqual([
        'manifest.json',
        'manifest.sha256',
        `originals/${original}`,
        'renkei.db',
      ]);
      if (process.platform === 'win32') return;
      for (const path of ['.', 'originals', ...(await filesIn(made))])
        expect((await stat(join(made, path))).mode & 0o077, path).toBe(0);
    }));

  it('is refused when one bit of any of its files was changed, and leaves nothing behind', () =>
    inPlaces(async ({ root, backUp, restore }) => {
      const before = await readdir(root);
      const made = await backUp();
      const files = await filesIn(made);
      expect(files).toHaveLength(4);
      for (const file of files) {
        await flip(join(made, file));
        const refused = await restore(made, join(root, 'new')).catch((error: unknown) => error);
        expect(refused, file).toMatchObject({ name: 'BackupUnusable', code: 'backup-damaged' });
        expect(String(refused)).toContain(file.split('/').at(-1));
        await flip(join(made, file));
      }
      await rm(join(made, files[2]!));
      await expect(restore(made, join(root, 'new'))).rejects.toThrow('cannot be read');
      expect((await readdir(root)).sort()).toEqual([...before, 'backups'].sort());
    }));

  it('is restored only with the key that signed its chain, or with none', () =>
    inPlaces(async ({ root, backUp, restore }) => {
      const made = await backUp();
      const auditKey = new Uint8Array(32).fill(9);
      await expect(restore(made, join(root, 'new'), { auditKey })).rejects.toMatchObject({
        code: 'audit-key-differs',
      });
      await restore(made, join(root, 'new'), { auditKey: null });
      await expect(inHome(join(root, 'new'), async () => {})).rejects.toMatchObject({
        code: 'audit-key-missing',
      });
      await mkdir(join(root, 'new/keys'));
      await writeFile(join(root, 'new/keys/audit.key'), await readFile(join(root, 'home/keys/audit.key')));
      await inHome(join(root, 'new'), async (application) => {
        await consult(application);
        expect(await application.audit.verify()).toBeNull();
        const actions = (await application.audit.recent(10)).map(({ action }) => action);
        expect(actions[2]).toBe('backup.restore');
        expect(actions.filter((action) => action === 'backup.restore')).toHaveLength(1);
      });
      await inHome(join(root, 'new'), async ({ audit }) => expect(await audit.restores()).toHaveLength(1));
    }));

  it('counts what waits to leave as tried: the original may have sent it since', () =>
    inPlaces(async ({ root, home, backUp, restore }) => {
      const effect = { id: 'e1', kind: 'notice', order: 'a', payload: {}, createdAt: NOON.toISOString() };
      await inHome(home, ({ consultations }) =>
        consultations.transact((transaction) => transaction.enqueue(effect)),
      );
      const target = join(root, 'restored');
      await restore(await backUp(), target, { auditKey: null });
      const lease = { kinds: ['notice'], worker: 'test', now: '2026-12-01', until: '2026-12-02' };
      await cp(join(home, 'keys'), join(target, 'keys'), { recursive: true });
      expect(await inHome(target, ({ effects }) => effects.claim(lease))).toMatchObject({ attempts: 2 });
      expect(await inHome(home, ({ effects }) => effects.claim(lease))).toMatchObject({ attempts: 1 });
    }));

  it('is deleted when its time is over; what is no back-up of ours stays', () =>
    inPlaces(async ({ root, to, backUp, restore }) => {
      const old = await backUp();
      const young = await backUp(later(1));
      await expect(restore(old, join(root, 'new'), { now: later(35) })).rejects.toMatchObject({
        code: 'backup-expired',
        message: expect.stringContaining('--expired'),
      });
      await restore(old, join(root, 'new'), { now: later(35), expired: true });
      const foreign = ['notes', 'renkei-backup-20200101T000000Z', 'renkei-backup-old'];
      for (const name of foreign) {
        await mkdir(join(to, name));
        await writeFile(join(to, name, 'thesis.txt'), 'mine');
      }
      const elsewhere = join(root, 'elsewhere');
      await mkdir(elsewhere);
      for (const file of ['manifest.json', 'manifest.sha256'])
        await writeFile(join(elsewhere, file), await readFile(join(old, file)));
      await symlink(elsewhere, join(to, 'renkei-backup-20210101T000000Z'));
      expect(await removeExpired(to, later(35))).toEqual({
        expired: ['renkei-backup-20261122T030000Z'],
        undeleted: [],
        unreadable: ['renkei-backup-20200101T000000Z'],
      });
      expect((await readdir(to)).sort()).toEqual(
        [...foreign, 'renkei-backup-20210101T000000Z', young.split('/').at(-1)].sort(),
      );
      expect(await filesIn(elsewhere)).toHaveLength(2);
      // The original was one file under two names; the younger back-up still has its own.
      await restore(young, join(root, 'again'));
    }));

  it('that cannot be read is not deleted, whatever it says of its time', () =>
    inPlaces(async ({ to, backUp }) => {
      const made = await backUp();
      await flip(join(made, 'manifest.json'));
      const { expired, unreadable } = await removeExpired(to, later(400));
      expect({ expired, unreadable }).toEqual({ expired: [], unreadable: [made.split('/').at(-1)] });
    }));

  it('names an original that is missing or damaged, and takes a sound one from the back-up before', () =>
    inPlaces(async ({ root, home, to, backUp, restore }) => {
      const [original] = await filesIn(join(home, 'originals'));
      await backUp();
      await flip(join(home, 'originals', original!));
      await restore(await backUp(later(1)), join(root, 'new'), { now: later(2) });
      expect(await readFile(join(root, 'new/originals', original!))).toEqual(
        await readFile(join(root, 'docs/call.txt')),
      );
      await rm(to, { recursive: true });
      const missing = async (days: number) => {
        const made = await makeBackup({ home, to, keepDays: 35, product: 'test', now: later(days) });
        return made.manifest.missing;
      };
      const contentHash = original!.split('/').at(-1);
      expect(await missing(2)).toEqual([{ contentHash, documents: ['call.txt'], reason: 'damaged' }]);
      await rm(join(home, 'originals', original!));
      expect(await missing(3)).toEqual([{ contentHash, documents: ['call.txt'], reason: 'missing' }]);
    }));

  it('of a damaged database is not made, and leaves the ones before alone', () =>
    inPlaces(async ({ home, to, backUp }) => {
      await backUp();
      const before = await filesIn(to);
      const db = await openDatabase(join(home, 'renkei.db'));
      const [row] = await db.selectFrom('consultations').select('id').execute();
      await db.destroy();
      const bytes = await readFile(join(home, 'renkei.db'));
      // The key of a row in the table, not in its index: the two do not agree any more.
      bytes[bytes.lastIndexOf(row!.id)] = 'z'.charCodeAt(0);
      await writeFile(join(home, 'renkei.db'), bytes);
      await expect(backUp(later(1))).rejects.toMatchObject({ code: 'database-damaged' });
      expect(await filesIn(to)).toEqual(before);
      expect(await readdir(to)).toHaveLength(1);
    }));

  it('does not carry on what was deleted from the database before', () =>
    inPlaces(async ({ home, backUp }) => {
      const secret = '田中花子さんの住所は見本市見本町一丁目';
      await inHome(home, async ({ audit }) => {
        for (let i = 0; i < 200; i++)
          await audit.record({
            at: 'now',
            actorId: 'x',
            action: 'x',
            target: 'x',
            content: { secret: `${secret}${i}` },
          });
      });
      expect((await readFile(join(await backUp(), 'renkei.db'))).includes(secret)).toBe(true);
      const db = await openDatabase(join(home, 'renkei.db'));
      await db.deleteFrom('audit_contents').where('content', 'like', '%田中%').execute();
      await db.destroy();
      expect((await readFile(join(await backUp(later(1)), 'renkei.db'))).includes(secret)).toBe(false);
    }));
});

describe('a path', () => {
  it('lies in a folder also through a symbolic link, and when it is not there yet', () =>
    inScratch(async (root) => {
      await mkdir(join(root, 'home'));
      await symlink(join(root, 'home'), join(root, 'link'));
      expect(await isInside(join(root, 'home/a/b'), join(root, 'home'))).toBe(true);
      expect(await isInside(join(root, 'link/a'), join(root, 'home'))).toBe(true);
      expect(await isInside(join(root, 'home'), join(root, 'link'))).toBe(true);
      expect(await isInside(join(root, 'home-2'), join(root, 'home'))).toBe(false);
    }));
});
