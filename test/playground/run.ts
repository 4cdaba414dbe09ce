import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/**
 * The desk in Microsoft's own client, the Agents Playground, in a real browser: `npm run test:playground`. The Playground has
 * pre-release terms, so that it is installed into a scratch folder each time and is nowhere in the dependencies. Screenshots
 * are left in PLAYGROUND_SHOTS (`./playground-shots`).
 */
const PLAYGROUND = '@microsoft/m365agentsplayground@0.2.28';
const CLI = resolve('dist/adapters/cli/main.js');
const SHOTS = resolve(process.env.PLAYGROUND_SHOTS ?? 'playground-shots');
/** Milliseconds for anything that a person would wait for. */
const PATIENCE = 30_000;
const [WEBHOOK, PAGE, CLIENT] = [3978, 3210, 56_150];

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'renkei-playground-'));
  const running: ChildProcess[] = [];
  try {
    await mkdir(SHOTS, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{"private":true}');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', PLAYGROUND], { cwd: folder, stdio: 'ignore' });
    const client = join(folder, 'node_modules/.bin/agentsplayground');
    for (const sdk of ['agents-hosting', 'botbuilder']) {
      const desk = start(process.execPath, [CLI, 'serve'], {
        RENKEI_HOME: join(folder, sdk),
        TEAMS_PLAYGROUND: 'true',
        TEAMS_SDK: sdk,
        WEBHOOK_PORT: String(WEBHOOK),
        PORT: String(PAGE),
        LOG_LEVEL: 'warn',
      });
      running.push(desk);
      await reachable(`http://127.0.0.1:${WEBHOOK}/`);
      const args = [
        '-e',
        `http://127.0.0.1:${WEBHOOK}/api/messages`,
        '-c',
        'msteams',
        '-p',
        String(CLIENT),
        '--dt',
      ];
      const playground = start(client, args, {});
      running.push(playground);
      await reachable(`http://127.0.0.1:${CLIENT}/`);
      await converse(sdk, join(folder, `profile-${sdk}`));
      await ended(playground);
      await ended(desk);
      process.stdout.write(`${sdk}: asked, source unfolded, escalated and told so; see ${SHOTS}\n`);
    }
  } finally {
    await Promise.all(running.map(ended));
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a member of staff does on the first day. */
async function converse(sdk: string, profile: string): Promise<void> {
  const browser: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1300, height: 1400 },
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  });
  try {
    const page = await browser.newPage();
    // Fonts and an animation; the page works without them.
    await page.route(/cdn\.office\.net/, (route) => route.abort());
    await page.goto(`http://127.0.0.1:${CLIENT}/`);
    const shot = (name: string) => page.screenshot({ path: join(SHOTS, `${sdk}-${name}.png`) });
    await seen(page, '知りたいことを文章でお尋ねください');
    await say(page, '相談窓口の設置は委託できますか');
    await press(page, '出典1を見る');
    await shot('1-answered');
    await press(page, '事務局に相談する');
    await page.getByLabel('事務局に伝えたいこと').last().fill('委託先の例を知りたいです。');
    await shot('2-form');
    await press(page, '事務局に送る');
    await seen(page, 'ご相談を事務局にお届けしました');
    await shot('3-escalated');
    await say(page, '宇宙旅行の補助金はいくらですか');
    await seen(page, '事務局に届きました');
    await shot('4-not-found');
  } catch (error) {
    const [page] = browser.pages().slice(-1);
    await page?.screenshot({ path: join(SHOTS, `${sdk}-failed.png`) });
    throw error;
  } finally {
    await browser.close();
  }
}

async function say(page: Page, text: string): Promise<void> {
  await page.locator('[data-lexical-editor=true]').first().click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).last().click({ timeout: PATIENCE });
}

async function seen(page: Page, text: string): Promise<void> {
  await page.getByText(text).last().waitFor({ timeout: PATIENCE });
}

function start(command: string, args: string[], environment: Record<string, string>): ChildProcess {
  const env = { ...process.env, ...environment };
  return spawn(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'], detached: true });
}

/** With the processes that it has started. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((done) => child.once('close', done));
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}

async function reachable(url: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => 503,
    );
    if (status !== 503) return;
    if (Date.now() > end) throw new Error(`${url} does not answer`);
    await new Promise((done) => setTimeout(done, 200));
  }
}

await main();
