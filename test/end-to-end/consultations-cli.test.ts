import { spawn } from 'node:child_process';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI, inScratch, renkei } from './run-cli.js';

describe('the command line', () => {
  it('adds people once, with a link that is printed and not stored, and lists and disables them', () =>
    inScratch(async (home) => {
      const add = ['user', 'add', '--mail', 'Sato@example.jp', '--name', '佐藤', '--role', 'secretariat'];
      const added = await renkei(home, add);
      expect(added.code).toBe(0);
      expect(added.stdout).toMatch(/\/account\/password\?token=[\w-]{43}/);
      const again = await renkei(home, add);
      expect(again.code).toBe(2);
      expect(again.stderr).toContain('known already');
      const listed = await renkei(home, ['user', 'list', '--json']);
      expect(JSON.parse(listed.stdout)).toMatchObject([
        { mail: 'sato@example.jp', role: 'secretariat', active: true },
      ]);
      expect((await renkei(home, ['user', 'disable', 'sato@example.jp'])).code).toBe(0);
      expect((await renkei(home, ['user', 'list'])).stdout).toContain('停止中');
      for (const bad of [
        ['user'],
        ['user', 'add', '--mail', 'x'],
        ['user', 'add', '--mail', 'a@b', '--name', 'x', '--role', 'king'],
        ['user', 'invite', 'nobody@example.jp'],
      ])
        expect((await renkei(home, bad)).code, bad.join(' ')).toBe(2);
    }));

  it('records what is asked only when told to, masked, and finds the chain whole', () =>
    inScratch(async (home) => {
      await renkei(home, ['ask', '質問です', '--json']);
      expect(JSON.parse((await renkei(home, ['audit', 'verify', '--json'])).stdout)).toEqual({
        ok: true,
        fault: null,
        head: null,
        heads: 0,
        unreadableHeads: [],
        lostByRestore: [],
      });
      await renkei(home, ['ask', '利用者の田中花子さんの費用は', '--json', '--log']);
      const verified = await renkei(home, ['audit', 'verify']);
      expect(verified.code).toBe(0);
      expect(verified.stdout).toContain('2件に異常はありません');
      if (process.platform !== 'win32')
        expect((await stat(join(home, 'keys/audit.key'))).mode & 0o077).toBe(0);
    }));

  it('does not begin the audit chain anew with another key when its own is missing', () =>
    inScratch(async (home) => {
      await renkei(home, ['ask', '質問です', '--log']);
      const key = join(home, 'keys/audit.key');
      const kept = await readFile(key);
      await rm(key);
      for (const args of [['ask', '質問です', '--log'], ['serve']]) {
        const refused = await renkei(home, args);
        expect(refused, args[0]).toMatchObject({ code: 2, stdout: '' });
        expect(refused.stderr).toMatch(/audit-key-missing: .*audit\.key .* 2 audit rows .*AUDIT_KEY_FILE/);
      }
      await expect(readFile(key)).rejects.toThrow('ENOENT');
      await writeFile(key, kept);
      expect((await renkei(home, ['audit', 'verify'])).code).toBe(0);
    }));

  it('masks a text and a file of them', () =>
    inScratch(async (home) => {
      expect((await renkei(home, ['mask', '利用者の田中花子さん（090-1234-5678）'])).stdout).toBe(
        '利用者の〔氏名〕さん（〔電話番号〕）\n',
      );
      const file = join(home, 'texts.jsonl');
      await writeFile(
        file,
        '{"id":"a","text":"利用者の田中花子さん"}\n{"id":"b","text":"令和8年度の締切"}\n',
      );
      const { stdout } = await renkei(home, ['mask', '--batch', file, '--json']);
      expect(
        stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).toEqual([
        { id: 'a', masked: '利用者の〔氏名〕さん', spans: [{ start: 4, end: 8, type: 'name' }] },
        { id: 'b', masked: '令和8年度の締切', spans: [] },
      ]);
      await writeFile(file, '{"id":"a"}\n');
      expect((await renkei(home, ['mask', '--batch', file, '--json'])).code).toBe(2);
    }));

  it('killed in the middle of recording leaves whole consultations and a whole chain', () =>
    inScratch(async (home) => {
      const file = join(home, 'questions.jsonl');
      const lines = Array.from({ length: 400 }, (_, i) =>
        JSON.stringify({ id: i, question: `質問その${i}` }),
      );
      await writeFile(file, lines.join('\n'));
      for (let round = 0; round < 3; round++) {
        const child = spawn(process.execPath, [CLI, 'ask', '--batch', file, '--json', '--log'], {
          env: { ...process.env, RENKEI_HOME: home, LOG_LEVEL: 'silent' },
        });
        await new Promise<void>((resolve) => {
          let seen = 0;
          child.stdout.on('data', () => {
            if (++seen > 3 + round * 7) child.kill('SIGKILL');
          });
          child.on('exit', () => resolve());
        });
        const verified = JSON.parse((await renkei(home, ['audit', 'verify', '--json'])).stdout);
        expect(verified.ok).toBe(true);
        // A question and its answer's move are one transaction: an even number of rows.
        expect((verified.head?.sequence ?? 0) % 2).toBe(0);
      }
    }));
});
