import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packageFaults, packageFiles } from '../../../adapters/teams/package/build-package.js';
import { packageSettings, USAGE } from '../../../adapters/teams/package/package-settings.js';
import { SUGGESTIONS } from '../../../adapters/teams/package/suggested-questions.js';
import { inScratch, renkei } from '../../end-to-end/run-cli.js';

const APP = '11111111-2222-3333-4444-55555555555a';
const PAGE = { TEAMS_APP_ID: APP, RENKEI_URL: 'https://Renkei.example.jp/' };
const ZIP = 'renkei-desk-teams.zip';

describe('npm run teams:package', () => {
  it('makes a package with a bot, a message extension and tabs that Teams signs in to', () =>
    inScratch(async (folder) => {
      const { code, stdout, stderr } = await teamsPackage(folder, [], PAGE);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain(join(folder, ZIP));
      const { manifest, files } = await unpacked(join(folder, ZIP));
      expect(Object.keys(files).sort()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png']);
      expect(manifest).toMatchObject({
        id: APP,
        localizationInfo: { defaultLanguageTag: 'ja', additionalLanguages: [{ file: 'en.json' }] },
        permissions: ['identity'],
        validDomains: ['renkei.example.jp'],
        webApplicationInfo: { id: APP, resource: `api://renkei.example.jp/botid-${APP}` },
        staticTabs: [
          { name: '相談', contentUrl: 'https://renkei.example.jp/teams?to=/', scopes: ['personal'] },
          { name: '事務局', contentUrl: 'https://renkei.example.jp/teams?to=/console' },
        ],
        bots: [{ botId: APP, scopes: ['personal', 'team', 'groupChat'], supportsFiles: false }],
        composeExtensions: [
          {
            botId: APP,
            commands: [
              { id: 'search', type: 'query', parameters: [{ name: 'query' }] },
              { id: 'consult', type: 'action', context: ['message'], fetchTask: true },
            ],
          },
        ],
      });
      expect(manifest.bots[0].commandLists.map((list: { scopes: string[] }) => list.scopes)).toEqual([
        ['personal'],
        ['team'],
        ['groupChat'],
      ]);
      expect(manifest.bots[0].commandLists[0].commands[0].title).toBe('使い方');
      expect(manifest, 'nothing is read that does not mention the desk').not.toHaveProperty('authorization');
    }));

  it('makes one without tabs where the page has no address, and with the pages that are given', () =>
    inScratch(async (folder) => {
      const given = [
        '--dev-name',
        '見本県',
        '--dev-url',
        'https://www.example.jp/',
        '--app-version',
        '1.2.3',
      ];
      const made = await teamsPackage(folder, given, { TEAMS_APP_ID: APP, RENKEI_URL: '' });
      expect(made.code).toBe(0);
      const { manifest } = await unpacked(join(folder, ZIP));
      for (const absent of ['staticTabs', 'webApplicationInfo']) expect(manifest).not.toHaveProperty(absent);
      expect(manifest).toMatchObject({
        version: '1.2.3',
        validDomains: [],
        developer: { name: '見本県', privacyUrl: 'https://www.example.jp/' },
      });
      const without = await teamsPackage(folder, ['--no-tabs', '--out', 'b.zip'], PAGE);
      expect(without.stdout).toContain('仮のURL');
      expect((await unpacked(join(folder, 'b.zip'))).manifest).not.toHaveProperty('staticTabs');
    }));

  it('makes the same bytes of the same settings, whatever the day and the zone', () =>
    inScratch(async (folder) => {
      const made: Buffer[] = [];
      for (const TZ of ['Asia/Tokyo', 'America/Los_Angeles']) {
        expect((await teamsPackage(folder, [], { ...PAGE, TZ })).code).toBe(0);
        made.push(await readFile(join(folder, ZIP)));
      }
      expect(made[0]?.equals(made[1] ?? Buffer.alloc(0))).toBe(true);
      expect(await readdir(folder)).toEqual([ZIP]);
    }));

  it.each<[string[], Record<string, string>, string]>([
    [[], {}, 'TEAMS_APP_ID'],
    [[], { TEAMS_APP_ID: 'renkei' }, 'TEAMS_APP_ID'],
    [[], { ...PAGE, RENKEI_URL: 'http://renkei.example.jp' }, '--no-tabs'],
    [[], { ...PAGE, RENKEI_URL: 'https://' }, 'RENKEI_URL'],
    [['--dev-url', 'http://example.jp'], PAGE, '--dev-url'],
    [['--dev-name', '名'.repeat(33)], PAGE, '32文字'],
    [['--app-version', '1.2'], PAGE, '--app-version'],
    [['--colour', 'red'], PAGE, '使い方'],
    [['other.zip'], PAGE, '使い方'],
    [['--out', 'folder'], PAGE, 'フォルダーです'],
    [['--out', 'nowhere/app.zip'], PAGE, 'フォルダーがありません'],
  ])('refuses %j with %j in one line and writes nothing', (argv, environment, culprit) =>
    inScratch(async (folder) => {
      await mkdir(join(folder, 'folder'));
      await writeFile(join(folder, ZIP), 'the package of last year');
      const { code, stdout, stderr } = await teamsPackage(folder, argv, environment);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^teams:package: .*\n$/);
      expect(stderr).toMatch(/ください|使い方/);
      expect(stderr).toContain(culprit);
      expect((await readdir(folder)).sort()).toEqual(['folder', ZIP]);
      expect(await readFile(join(folder, ZIP), 'utf8')).toBe('the package of last year');
    }),
  );
});

describe('the check of a package', () => {
  // The schemas come with the validator: in a closed network nothing is fetched.
  beforeEach(() =>
    vi.stubGlobal('fetch', () => {
      throw new Error('no network');
    }),
  );
  afterEach(() => vi.unstubAllGlobals());

  it('passes what is made, with and without tabs', async () => {
    for (const environment of [PAGE, { TEAMS_APP_ID: APP }])
      expect(await packageFaults(await filesOf(environment))).toEqual([]);
  });

  it.each<[string, (json: Json) => void, string]>([
    ['manifest.json', (json) => Object.assign(json, { name: { short: '連'.repeat(31) } }), '/name/short'],
    ['manifest.json', (json) => Object.assign(json, { id: 'desk' }), '/id'],
    ['manifest.json', (json) => Object.assign(json, { secret: 'x' }), 'additional'],
    ['manifest.json', (json) => Object.assign(json.icons ?? {}, { color: 'other.png' }), 'other.png: named'],
    ['manifest.json', (json) => lengthen(json), 'longer than 32'],
    ['en.json', (json) => Object.assign(json, { 'name.short': 'D'.repeat(31) }), 'en.json: /name.short'],
    [
      'en.json',
      (json) => Object.assign(json, { 'staticTabs[2].name': 'More' }),
      'staticTabs[2].name is no text',
    ],
    ['en.json', (json) => Object.assign(json, { 'bots[0].name': 'Desk' }), 'additional'],
  ])('finds a fault in %s', async (name, spoil, fault) => {
    const files = await filesOf(PAGE);
    const json = JSON.parse(strFromU8(files[name] ?? new Uint8Array())) as Json;
    spoil(json);
    const faults = await packageFaults({ ...files, [name]: strToU8(JSON.stringify(json)) });
    expect(faults.join('\n')).toContain(fault);
  });

  it.each([
    ['color.png', svg(191, '<rect width="191" height="191" fill="#00f"/>'), '191×191 instead of 192×192'],
    ['color.png', svg(192, '<circle cx="96" cy="96" r="20" fill="#00f"/>'), 'not opaque'],
    ['color.png', svg(192, '<rect width="192" height="192"/>'), 'nothing is drawn'],
    [
      'color.png',
      svg(192, '<rect width="192" height="192"/><circle cx="50" cy="96" r="9" fill="#f00"/>'),
      'edge',
    ],
    ['outline.png', svg(32, '<circle cx="16" cy="16" r="9" fill="#eee"/>'), 'neither white nor transparent'],
    ['outline.png', svg(32, '<rect width="32" height="32" fill="#fff"/>'), 'or everything'],
    ['outline.png', svg(32, ''), 'nothing is drawn'],
  ])('finds a fault in %s: %s', async (name, drawing, fault) => {
    const spoilt = { ...(await filesOf(PAGE)), [name]: new Resvg(drawing).render().asPng() };
    expect((await packageFaults(spoilt)).join('\n')).toContain(fault);
  });

  it('finds a file that is missing, and one that nothing names', async () => {
    const { 'outline.png': outline, ...rest } = await filesOf(PAGE);
    expect((await packageFaults(rest)).join('\n')).toContain('outline.png: missing');
    const more = { ...rest, 'outline.png': outline ?? new Uint8Array(), 'notes.txt': strToU8('x') };
    expect(await packageFaults(more)).toEqual(['notes.txt: nothing names it']);
  });
});

describe('the setup page', () => {
  it('names every option of the package, and the address of the application as the manifest has it', async () => {
    const page = await readFile('adapters/teams/SETUP.md', 'utf8');
    const options = USAGE.match(/--[a-z]+(-[a-z]+)*/g) ?? [];
    expect(options).toContain('--no-tabs');
    expect(options.filter((option) => !page.includes(`\`${option}`))).toEqual([]);
    const { 'manifest.json': text } = await filesOf({ ...PAGE, TEAMS_APP_ID: APP });
    const { resource } = JSON.parse(strFromU8(text ?? new Uint8Array())).webApplicationInfo;
    expect(page).toContain(`\n   ${resource.replace(APP, '（アプリケーション (クライアント) ID）')}\n`);
  });
});

describe('the questions that Teams suggests', () => {
  it('are answered from the sample documents, but for the one about the desk itself', () =>
    inScratch(async (home) => {
      await renkei(home, ['index', 'knowledge/samples']);
      const titles = [
        ...new Set(Object.values(SUGGESTIONS).flatMap((list) => list.map(({ title }) => title))),
      ];
      const questions = titles.filter((title) => title !== '使い方');
      const batch = join(home, 'questions.jsonl');
      await writeFile(
        batch,
        questions.map((question) => JSON.stringify({ id: question, question })).join('\n'),
      );
      const { stdout } = await renkei(home, ['ask', '--batch', batch, '--json', '--as-of', '2026-11-22']);
      const answers = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { id: string; outcome: string });
      expect(answers.map(({ id }) => id)).toEqual(questions);
      expect(answers.filter(({ outcome }) => outcome !== 'answered')).toEqual([]);
    }));
});

type Json = Record<string, Record<string, unknown>>;

function lengthen(json: Json): void {
  const [bot] = json.bots as unknown as { commandLists: { commands: { title: string }[] }[] }[];
  const [command] = bot?.commandLists[0]?.commands ?? [];
  if (command !== undefined) command.title = '問'.repeat(33);
}

function svg(size: number, drawing: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${drawing}</svg>`;
}

function filesOf(environment: Record<string, string>) {
  return packageFiles(packageSettings([], { environment, cwd: '/' }));
}

async function unpacked(zip: string) {
  const files = unzipSync(await readFile(zip));
  return { files, manifest: JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) };
}

/** What the script of package.json runs, as npm runs it: in the product's folder, told where it was called. */
async function teamsPackage(folder: string, argv: string[], environment: Record<string, string>) {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
  const [runner = '', ...program] = scripts['teams:package'].split(' ');
  const { TEAMS_APP_ID: _id, RENKEI_URL: _url, ...rest } = process.env;
  const child = spawn(join('node_modules/.bin', runner), [...program, ...argv], {
    env: { ...rest, INIT_CWD: folder, ...environment },
  });
  const result = { code: null as number | null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    result.stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    result.stderr += chunk;
  });
  return new Promise<typeof result>((done) => {
    child.on('close', (code) => done({ ...result, code }));
  });
}
