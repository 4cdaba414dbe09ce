import { spawn } from 'node:child_process';
import { access, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { CLI, inScratch, renkei } from './run-cli.js';

const DOCUMENT = '相談窓口の設置要領\n\n相談窓口の設置は、郡市医師会に委託することができる。\n';
const QUESTION = '相談窓口の設置は委託することができますか';

async function filled(folder: string): Promise<string> {
  const home = join(folder, 'home');
  await mkdir(join(folder, 'docs'));
  await writeFile(join(folder, 'docs', '要領.txt'), DOCUMENT);
  await writeFile(
    join(folder, 'docs', 'documents.csv'),
    'ファイル名,年度,公開範囲\n要領.txt,令和8年度,職員\n',
  );
  expect((await renkei(home, ['index', join(folder, 'docs')])).code).toBe(0);
  expect((await renkei(home, ['ask', QUESTION, '--log'])).code).toBe(0);
  expect((await renkei(home, ['user', 'add', '--mail', 'a@example.jp', '--name', '山田'])).code).toBe(0);
  return home;
}

const json = ({ stdout }: { stdout: string }) => JSON.parse(stdout) as Record<string, unknown>;

describe('handing the desk over', { timeout: 240_000 }, () => {
  it('gives everything out, by a back-up and in open formats, and deletes it only when all of it is there', () =>
    inScratch(async (folder) => {
      const home = await filled(folder);
      const out = join(folder, 'out');
      expect((await renkei(home, ['transfer', 'export', '--to', join(home, 'x')])).code).toBe(2);
      expect((await renkei(home, ['transfer', 'export', '--to', out])).code).toBe(0);
      expect((await renkei(home, ['transfer', 'export', '--to', out])).code).toBe(2);
      const book = read(await readFile(join(out, 'consultations.xlsx')));
      expect(utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ''] ?? {})).toMatchObject([
        { 質問: QUESTION },
      ]);

      const again = join(folder, 'again');
      const indexed = await renkei(again, ['index', join(out, 'documents'), '--json']);
      expect(json(indexed)).toMatchObject({ documents: 1, inferred: [{ fiscalYear: 2026 }] });
      const [backup = ''] = await readdir(join(out, 'backup'));
      const key = join(home, 'keys', 'audit.key');
      await copyFile(key, join(folder, 'audit.key'));
      const restored = join(folder, 'restored');
      const environment = { AUDIT_KEY_FILE: join(folder, 'audit.key') };
      const restore = ['restore', join(out, 'backup', backup), '--to', restored];
      expect((await renkei(restored, restore, environment)).code).toBe(0);
      const [before, after] = [
        await renkei(home, ['ask', QUESTION, '--json']),
        await renkei(restored, ['ask', QUESTION, '--json'], environment),
      ];
      expect(json(after).answer).toBe(json(before).answer);

      const manifest = join(out, 'manifest.json');
      const remove = ['transfer', 'delete', '--manifest', manifest];
      expect((await renkei(home, remove)).code).toBe(2);
      const whole = await readFile(join(out, 'qa.xlsx'));
      await writeFile(join(out, 'qa.xlsx'), 'x');
      expect((await renkei(home, [...remove, '--confirm', '削除'])).stderr).toContain('qa.xlsx');
      await writeFile(join(out, 'qa.xlsx'), whole);
      expect((await renkei(home, ['ask', QUESTION, '--log'])).code).toBe(0);
      expect((await renkei(home, [...remove, '--confirm', '削除'])).stderr).toContain('記録が加わっています');
      expect(await readdir(home)).toContain('renkei.db');

      const second = join(folder, 'second', 'out');
      expect((await renkei(home, ['transfer', 'export', '--to', second])).code).toBe(0);
      await writeFile(join(folder, 'docs', '追加.txt'), `${DOCUMENT}追加の文書である。\n`);
      expect((await renkei(home, ['index', join(folder, 'docs')])).code).toBe(0);
      const after2 = await renkei(home, [
        ...['transfer', 'delete', '--manifest', join(second, 'manifest.json'), '--confirm', '削除'],
      ]);
      expect([after2.code, after2.stderr]).toEqual([2, expect.stringContaining('登録文書が変わっています')]);
      expect(await readdir(home)).toContain('renkei.db');
    }));

  it('goes on deleting when it was killed, and certifies then; never a folder that it had not begun', () =>
    inScratch(async (folder) => {
      const home = await filled(folder);
      const out = join(folder, 'out');
      expect((await renkei(home, ['transfer', 'export', '--to', out])).code).toBe(0);
      const remove = ['transfer', 'delete', '--manifest', join(out, 'manifest.json'), '--confirm', '削除'];
      const elsewhere = await renkei(join(folder, 'elsewhere'), remove);
      expect([elsewhere.code, elsewhere.stderr]).toEqual([2, expect.stringContaining('データがありません')]);
      expect(await readdir(folder)).not.toContain('elsewhere');

      // Killed as soon as the database is gone, with most of the folder still there.
      await mkdir(join(home, 'many'));
      for (let i = 0; i < 10_000; i++) await writeFile(join(home, 'many', String(i)), '');
      const child = spawn(process.execPath, [CLI, ...remove], {
        env: { ...process.env, RENKEI_HOME: home },
      });
      while (
        await access(join(home, 'renkei.db')).then(
          () => true,
          () => false,
        )
      )
        await new Promise((resolve) => setTimeout(resolve, 1));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      expect((await readdir(folder)).filter((name) => name.startsWith('削除証明書'))).toEqual([]);

      const done = await renkei(home, remove);
      expect([done.code, done.stderr]).toEqual([0, '']);
      const left = await readdir(folder);
      expect(left).not.toContain('home');
      expect(left.filter((name) => name.startsWith('.'))).toEqual([]);
      expect(left.filter((name) => name.startsWith('削除証明書'))).toHaveLength(1);
    }));

  it('is not done while a desk runs, and leaves a certificate and nothing else when it is', () =>
    inScratch(async (folder) => {
      const home = await filled(folder);
      const out = join(folder, 'out');
      const environment = { LOG_LEVEL: 'silent' };
      const server = spawn(process.execPath, [CLI, 'serve'], {
        env: { ...process.env, ...environment, RENKEI_HOME: home, PORT: '0' },
      });
      await new Promise((resolve) => server.stderr.once('data', resolve));
      // The desk's own rounds of its first seconds are over.
      await new Promise((resolve) => setTimeout(resolve, 3000));
      expect((await renkei(home, ['transfer', 'export', '--to', out])).code).toBe(0);
      const remove = ['transfer', 'delete', '--manifest', join(out, 'manifest.json'), '--confirm', '削除'];
      const refused = await renkei(home, remove);
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('動いています')]);
      server.kill('SIGTERM');
      await new Promise((resolve) => server.once('close', resolve));
      const done = await renkei(home, remove);
      expect([done.code, done.stderr]).toEqual([0, '']);
      expect(await readdir(folder)).not.toContain('home');
      const certificate = (await readdir(folder)).find((name) => name.startsWith('削除証明書'));
      expect(await readFile(join(folder, certificate ?? ''), 'utf8')).toContain('相談1件、文書1件');
    }));
});

describe('retention and disclosure on the command line', { timeout: 120_000 }, () => {
  it('say what they would do and did, and refuse what makes no sense', () =>
    inScratch(async (folder) => {
      const home = await filled(folder);
      expect(
        json(await renkei(home, ['retention', '--dry-run', '--as-of', '2040-04-01', '--json'])),
      ).toMatchObject({
        dryRun: true,
        normal: 0,
      });
      expect((await renkei(home, ['retention', '--as-of', '2040-04-01'])).code).toBe(2);
      expect(json(await renkei(home, ['retention', '--json']))).toMatchObject({
        consultations: 0,
        by: 'command-line',
      });
      const file = join(folder, 'out.xlsx');
      expect((await renkei(home, ['disclosure', '--to', file])).code).toBe(2);
      expect((await renkei(home, ['disclosure', '--person', 'nobody@example.jp', '--to', file])).code).toBe(
        2,
      );
      expect(
        json(await renkei(home, ['disclosure', '--person', 'a@example.jp', '--to', file, '--json'])),
      ).toMatchObject({
        rows: { 表紙: expect.any(Number), 登録情報: 1 },
      });
      expect(read(await readFile(file)).SheetNames[0]).toBe('表紙');
      const wrong = await renkei(home, ['retention'], { RETENTION_YEARS: 'normal:3' });
      expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('RETENTION_YEARS')]);
    }));
});
