import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readBackup, writeManifest } from '../../adapters/files/backup-folders.js';
import { openDatabase } from '../../adapters/sqlite/open-database.js';
import { filesIn, flip, makeHome, QUESTION } from '../adapters/files/home-of-tests.js';
import { CLI, inScratch, renkei } from './run-cli.js';

/** Many commands one after the other, each a process of its own. */
vi.setConfig({ testTimeout: 240_000 });

let template = '';
beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'renkei-'));
  await makeHome(join(template, 'home'), join(template, 'docs'));
});
afterAll(() => rm(template, { recursive: true }));

/** A scratch folder with a data folder `home` that holds a document and a consultation. */
function inDesk(work: (root: string, home: string) => Promise<void>): Promise<void> {
  return inScratch(async (root) => {
    await cp(join(template, 'home'), join(root, 'home'), { recursive: true });
    await work(root, join(root, 'home'));
  });
}

function start(home: string, args: readonly string[], environment: Record<string, string> = {}) {
  return spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, RENKEI_HOME: home, LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((later) => setTimeout(later, 20));
}

const exists = (file: string): Promise<boolean> =>
  readFile(file).then(
    () => true,
    () => false,
  );

async function stop(child: ReturnType<typeof start>, signal: NodeJS.Signals): Promise<void> {
  const gone = new Promise((closed) => child.on('close', closed));
  child.kill(signal);
  await gone;
}

async function answerOf(home: string, environment: Record<string, string>): Promise<unknown> {
  const { stdout } = await renkei(home, ['ask', QUESTION, '--json', '--as-of', '2026-11-22'], environment);
  return { ...JSON.parse(stdout), latencyMs: 0 };
}

describe('renkei backup and restore', () => {
  it('bring a desk back as it was while another process wrote, and serving rebuilds its index', () =>
    inDesk(async (root, home) => {
      const environment = { AUDIT_KEY_FILE: join(home, 'keys/audit.key') };
      const file = join(root, 'questions.jsonl');
      const lines = Array.from({ length: 3000 }, (_, id) =>
        JSON.stringify({ id, question: `質問その${id}` }),
      );
      await writeFile(file, lines.join('\n'));
      const writing = start(home, ['ask', '--batch', file, '--json', '--log']);
      await new Promise((first) => writing.stdout.once('data', first));
      writing.stdout.resume();
      const made = await renkei(home, ['backup', '--to', join(root, 'backups'), '--json']);
      expect(writing.exitCode).toBeNull();
      await stop(writing, 'SIGKILL');
      expect(made).toMatchObject({ code: 0, stderr: '' });
      const report = JSON.parse(made.stdout);
      expect(report).toMatchObject({
        files: 2,
        counts: { documents: 1, people: 1 },
        missing: [],
        expired: [],
      });
      expect(report.counts.consultations).toBeGreaterThan(1);
      // A question and its move are one transaction: whole consultations only.
      expect(report.counts.auditRows).toBe(report.counts.consultations * 2);

      const other = join(root, 'elsewhere/new');
      const restored = await renkei(home, ['restore', report.folder, '--to', other], environment);
      expect(restored).toMatchObject({ code: 0, stderr: '' });
      expect(restored.stdout).toContain('監査記録に異常はありません');
      expect((await filesIn(other)).filter((path) => /^(index|keys)/.test(path))).toEqual([]);

      const serving = start(other, ['serve'], { ...environment, PORT: '0' });
      await until(() => exists(join(other, 'index/CURRENT')));
      await stop(serving, 'SIGTERM');
      const answer = await answerOf(other, environment);
      expect(answer).toEqual(await answerOf(home, environment));
      expect(answer).toMatchObject({ outcome: 'answered' });
      // The restore itself, and the deletion run with which a desk begins its day.
      const verified = JSON.parse((await renkei(other, ['audit', 'verify', '--json'], environment)).stdout);
      expect(verified).toMatchObject({ ok: true, head: { sequence: report.counts.auditRows + 2 } });
      const db = await openDatabase(join(other, 'renkei.db'));
      const consultations = await db.selectFrom('consultations').select('question').execute();
      const last = await db.selectFrom('audit_rows').select('action').orderBy('sequence', 'desc').execute();
      await db.destroy();
      expect(consultations).toHaveLength(report.counts.consultations);
      expect(last.slice(0, 2).map(({ action }) => action)).toEqual(['retention.run', 'backup.restore']);
    }));

  it('killed in the middle leave nothing that looks whole, and the next run tidies up', () =>
    inDesk(async (root, home) => {
      const to = join(root, 'backups');
      await mkdir(to);
      const hidden = async (): Promise<boolean> =>
        (await readdir(to)).some((name) => /^\.renkei-backup-\w+\.partial-\d+$/.test(name));
      const killed = start(home, ['backup', '--to', to]);
      while (!(await hidden()) && killed.exitCode === null) await new Promise(setImmediate);
      await stop(killed, 'SIGKILL');
      expect(await readdir(to)).toHaveLength(1);
      expect(await hidden()).toBe(true);
      expect((await renkei(home, ['backup', '--to', to])).code).toBe(0);
      const [name, ...more] = await readdir(to);
      expect(more).toEqual([]);
      expect(name).toMatch(/^renkei-backup-\d{8}T\d{6}Z$/);
      await readBackup(join(to, name!));
    }));

  it('delete what has expired, tell it, and leave an audit row of it', () =>
    inDesk(async (root, home) => {
      const to = join(root, 'backups');
      const first = JSON.parse((await renkei(home, ['backup', '--to', to, '--json'])).stdout).folder;
      const { manifest } = await readBackup(first);
      await writeManifest(first, { ...manifest, expiresAt: '2026-01-01T00:00:00.000Z' });
      const refused = await renkei(home, ['restore', first, '--to', join(root, 'new')]);
      expect(refused).toMatchObject({ code: 2, stdout: '' });
      expect(refused.stderr).toMatch(/^renkei: backup-expired: .*--expired.*\n$/);
      const second = await renkei(home, ['backup', '--to', to, '--keep-days', '7']);
      expect(second.stdout).toContain(`期限の過ぎたバックアップを削除しました: ${first.split('/').at(-1)}`);
      expect(await readdir(to)).toHaveLength(1);
      const db = await openDatabase(join(home, 'renkei.db'));
      const rows = await db
        .selectFrom('audit_rows')
        .innerJoin('audit_contents', 'audit_contents.id', 'audit_rows.content_id')
        .select(['target', 'content'])
        .where('action', '=', 'backup.make')
        .orderBy('sequence')
        .execute();
      await db.destroy();
      expect(rows.map(({ content }) => JSON.parse(content).expired)).toEqual([[], [first.split('/').at(-1)]]);
      expect(rows[1]?.target).toBe((await readdir(to))[0]);
      const { manifestHash } = await readBackup(join(to, rows[1]!.target));
      expect(JSON.parse(rows[1]!.content).manifest).toBe(manifestHash);
    }));

  it('refuse wrong usage and unusable input with one line', () =>
    inDesk(async (root, home) => {
      const to = join(root, 'backups');
      const made = JSON.parse((await renkei(home, ['backup', '--to', to, '--json'])).stdout).folder;
      await flip(join(made, 'renkei.db'));
      const cases: [string[], RegExp][] = [
        [['backup'], /usage/],
        [['backup', '--to', join(home, 'backups')], /data folder/],
        [['backup', '--to', to, '--keep-days', '0'], /1 to 3650/],
        [['restore', made], /usage/],
        [['restore', made, '--to', home], /not empty/],
        [['restore', to, '--to', join(root, 'new')], /backup-not-found: .* the newest is renkei-backup-/],
        [['restore', made, '--to', join(root, 'new')], /backup-damaged: 1 of 2 files .*renkei\.db/],
        [['restore', made, '--to', join(root, 'new'), '--audit-key', join(root, 'none')], /no audit key/],
      ];
      for (const [args, reason] of cases) {
        const result = await renkei(home, args);
        expect(result, args.join(' ')).toMatchObject({ code: 2, stdout: '' });
        expect(result.stderr).toMatch(reason);
        expect(result.stderr.trim().split('\n')).toHaveLength(1);
      }
      expect((await readdir(root)).sort()).toEqual(['backups', 'home']);
    }));
});

describe('the audit chain of a running desk', () => {
  it('has its end written down by the day, so that rows cut off are found', () =>
    inDesk(async (root, home) => {
      const environment = { AUDIT_HEADS_FILE: join(root, 'outside/heads.jsonl') };
      const serving = start(home, ['serve'], { ...environment, PORT: '0' });
      await until(() => exists(environment.AUDIT_HEADS_FILE));
      await stop(serving, 'SIGTERM');
      const whole = await renkei(home, ['audit', 'verify', '--json'], environment);
      expect(JSON.parse(whole.stdout)).toMatchObject({ ok: true, heads: 1, head: { sequence: 3 } });
      const db = await openDatabase(join(home, 'renkei.db'));
      await db.deleteFrom('audit_rows').where('sequence', '=', 3).execute();
      await db.destroy();
      expect((await renkei(home, ['audit', 'verify'])).code).toBe(0);
      const cut = await renkei(home, ['audit', 'verify'], environment);
      expect(cut.code).toBe(1);
      expect(cut.stdout).toMatch(/3件目以降が失われています。.*の控えでは3件目まで/);
    }));
});
