import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI, inScratch, renkei } from './run-cli.js';

const CALL =
  '令和8年度 見本連携モデル事業\n募集要領\n\n１． 目的\n県内の市町が在宅医療と介護の連携を進められるよう、専門家を派遣して支援します。\n\n２． 募集期間\n令和8年６月１日（月）～７月 30 日（木）17 時\n\n３． 提出先\n申請書を事務局あてにメール（moderu@example.jp）で送付してください。\n';

async function folderWith(root: string, files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = join(root, 'docs');
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

describe('renkei index', () => {
  it('reads what can be read, names what cannot, and skips what has not changed', () =>
    inScratch(async (root) => {
      const docs = await folderWith(root, {
        'call.txt': CALL,
        'empty.txt': '',
        'scan.doc': 'x',
        'photo.jpg': 'x',
      });
      const home = join(root, 'home');
      const first = await renkei(home, ['index', docs, '--json']);
      expect(first).toMatchObject({ code: 0 });
      const report = JSON.parse(first.stdout);
      expect(report).toMatchObject({ documents: 1, unchanged: 0, withdrawn: 0 });
      expect(report.passages).toBeGreaterThan(0);
      expect(report.skipped.map(({ path }: { path: string }) => path.split('/').at(-1)).sort()).toEqual([
        'empty.txt',
        'scan.doc',
      ]);
      expect(report.inferred[0]).toMatchObject({
        kind: 'guideline',
        fiscalYear: 2026,
        deadlines: [{ date: '2026-07-30', time: '17:00' }],
      });
      expect(JSON.parse((await renkei(home, ['index', docs, '--json'])).stdout)).toMatchObject({
        documents: 1,
        unchanged: 1,
        inferred: [],
      });
    }));

  it('makes a new version of a changed file and withdraws a vanished one when told to', () =>
    inScratch(async (root) => {
      const docs = await folderWith(root, {
        'call.txt': CALL,
        'note.txt': 'お知らせ\n研修会は見本市の会館で開きます。参加費は無料です。',
      });
      const home = join(root, 'home');
      await renkei(home, ['index', docs]);
      await writeFile(join(docs, 'call.txt'), CALL.replace('７月 30 日（木）', '８月 20 日（木）'));
      await rm(join(docs, 'note.txt'));
      expect(JSON.parse((await renkei(home, ['index', docs, '--json'])).stdout)).toMatchObject({
        documents: 2,
        withdrawn: 0,
      });
      expect(JSON.parse((await renkei(home, ['index', docs, '--prune', '--json'])).stdout)).toMatchObject({
        documents: 1,
        withdrawn: 1,
      });
      const answer = JSON.parse(
        (await renkei(home, ['ask', '見本連携モデル事業の募集期間はいつまで？', '--json'])).stdout,
      );
      expect(answer.answer).toContain('８月 20 日');
      expect(JSON.stringify(answer.retrieved)).not.toContain('会館');
    }));

  it('takes what people declare in documents.csv, also when only that changed', () =>
    inScratch(async (root) => {
      const docs = await folderWith(root, {
        'call.txt': CALL,
        'documents.csv': '\uFEFFファイル名,文書名,公開範囲\ncall.txt,見本の募集,職員\n',
      });
      const home = join(root, 'home');
      expect(JSON.parse((await renkei(home, ['index', docs, '--json'])).stdout).inferred[0]).toMatchObject({
        title: '見本の募集',
      });
      await writeFile(join(docs, 'documents.csv'), 'ファイル名,文書名\ncall.txt,改めた題\n');
      expect(JSON.parse((await renkei(home, ['index', docs, '--json'])).stdout).inferred[0]).toMatchObject({
        title: '改めた題',
      });
      expect(JSON.parse((await renkei(home, ['index', docs, '--json'])).stdout)).toMatchObject({
        unchanged: 1,
        inferred: [],
      });
    }));

  it('killed in the middle leaves the old index serving, and the next run finishes', () =>
    inScratch(async (root) => {
      const docs = await folderWith(root, { 'call.txt': CALL });
      const home = join(root, 'home');
      await renkei(home, ['index', docs]);
      const many = Object.fromEntries(
        Array.from({ length: 60 }, (_, i) => [
          `m${i}.txt`,
          `資料${i}\n${`第${i}号の説明として置かれた文です。`.repeat(200)}`,
        ]),
      );
      await folderWith(root, many);
      for (const wait of [150, 400, 800]) {
        const child = spawn(process.execPath, [CLI, 'index', docs], {
          env: { ...process.env, RENKEI_HOME: home },
          stdio: 'ignore',
        });
        await new Promise((later) => setTimeout(later, wait));
        child.kill('SIGKILL');
        await new Promise((closed) => child.on('close', closed));
        const asked = JSON.parse(
          (await renkei(home, ['ask', '見本連携モデル事業の提出先は？', '--json'])).stdout,
        );
        expect(asked.answer).toContain('moderu@example.jp');
      }
      expect(JSON.parse((await renkei(home, ['index', docs, '--json'])).stdout)).toMatchObject({
        documents: 61,
      });
      expect(
        (await readdir(join(home, 'index'))).filter((name) => name !== 'CURRENT').length,
      ).toBeLessThanOrEqual(3);
    }));
});

describe('renkei ask', () => {
  it('prints one line a question as others script against it', () =>
    inScratch(async (root) => {
      const home = join(root, 'home');
      await renkei(home, ['index', await folderWith(root, { 'call.txt': CALL })]);
      const batch = join(root, 'q.jsonl');
      await writeFile(
        batch,
        [
          '{"id":"a","question":"見本連携モデル事業の募集期間は？"}',
          '{"id":"t","turns":["見本連携モデル事業の募集期間は？","申請書はどこに送ればいい？"]}',
          '',
        ].join('\n'),
      );
      const { stdout, code } = await renkei(home, [
        'ask',
        '--batch',
        batch,
        '--json',
        '--as-of',
        '2026-08-01',
      ]);
      expect(code).toBe(0);
      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines.map(({ id }) => id)).toEqual(['a', 't#1', 't#2']);
      expect(Object.keys(lines[0])).toEqual([
        'id',
        'question',
        'outcome',
        'answer',
        'citations',
        'retrieved',
        'warnings',
        'latencyMs',
      ]);
      expect(Object.keys(lines[0].citations[0])).toEqual([
        'document',
        'title',
        'edition',
        'page',
        'heading',
        'quote',
        'passage',
      ]);
      expect(lines[0].warnings[0].code).toBe('deadline-passed');
      expect(lines[2].answer).toContain('moderu@example.jp');
    }));

  it('says that nothing was found before anything is indexed', () =>
    inScratch(async (home) => {
      const { code, stdout } = await renkei(home, ['ask', '締切はいつ？', '--json']);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ outcome: 'not-found', citations: [], retrieved: [] });
    }));

  it('rebuilds an index that was damaged', () =>
    inScratch(async (root) => {
      const home = join(root, 'home');
      const docs = await folderWith(root, { 'call.txt': CALL });
      await renkei(home, ['index', docs]);
      const current = (await readFile(join(home, 'index', 'CURRENT'), 'utf8')).trim();
      await writeFile(join(home, 'index', current, 'index.bin'), 'damaged');
      expect((await renkei(home, ['index', docs])).code).toBe(0);
      expect((await renkei(home, ['ask', '見本連携モデル事業の提出先は？'])).stdout).toContain(
        'moderu@example.jp',
      );
    }));
});

describe('wrong usage', () => {
  it.each([
    [[], 2],
    [['fetch'], 2],
    [['index'], 2],
    [['index', '/no/such/folder'], 2],
    [['index', '--frobnicate', '.'], 2],
    [['ask'], 2],
    [['ask', '質問', '--as-of', '2026-02-30'], 2],
    [['ask', '--batch', '/no/such.jsonl'], 2],
    [['eval'], 2],
    [['help'], 0],
  ] as const)('renkei %j exits with %i', (args, expected) =>
    inScratch(async (home) => {
      const { code, stderr, stdout } = await renkei(home, args);
      expect(code).toBe(expected);
      if (expected === 2 && args.length > 0) {
        expect(stderr.trim().split('\n')).toHaveLength(1);
        expect(stdout).toBe('');
      }
    }),
  );

  it('in the environment is told all at once', () =>
    inScratch(async (home) => {
      const { code, stdout } = await renkei(home, ['doctor', '--json'], { PORT: 'many', LOG_LEVEL: 'loud' });
      expect(code).toBe(1);
      expect(JSON.parse(stdout).checks.filter((check: { ok: boolean }) => !check.ok)).toHaveLength(2);
    }));
});
