import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityServer } from '../adapters/oidc/identity-server.js';
import { CLI, renkei } from '../end-to-end/run-cli.js';
import { CHROMIUM } from './chromium.js';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The identity server is called localhost and the desk 127.0.0.1: two sites, as in an office. */
describe.skipIf(CHROMIUM === null)("signing in with the organisation's account in a browser", () => {
  let home: string;
  let desk: ChildProcess;
  let base: string;
  let browser: Browser;
  let server: Awaited<ReturnType<typeof identityServer>>;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'renkei-sign-in-'));
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    server = await identityServer('desk', `${base}/account/oidc/callback`, 'localhost');
    desk = spawn(process.execPath, [CLI, 'serve'], {
      env: {
        ...process.env,
        RENKEI_HOME: home,
        PORT: String(port),
        RENKEI_URL: base,
        LOG_LEVEL: 'silent',
        OIDC_ISSUER: server.url,
        OIDC_CLIENT_ID: 'desk',
        OIDC_NAME: '見本市アカウント',
      },
    });
    await new Promise<void>((resolve) => desk.stderr?.once('data', () => resolve()));
    browser = await chromium.launch({
      executablePath: CHROMIUM ?? '',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    desk?.kill('SIGTERM');
    await server?.close();
    await rm(home, { recursive: true, force: true });
  });

  async function invited(mail: string): Promise<string> {
    const { stdout } = await renkei(home, ['user', 'add', '--mail', mail, '--name', mail]);
    return `${base}/account/password?token=${/token=(\S+)/.exec(stdout)?.[1]}`;
  }

  async function faultsOf(page: Page): Promise<unknown[]> {
    await page.evaluate(axe);
    const { violations } = await page
      .evaluate('axe.run()')
      .then((result) => result as { violations: { id: string; nodes: { html: string }[] }[] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }

  it.each([true, false])('goes there and back again (script: %s)', async (javaScriptEnabled) => {
    const mail = `script-${javaScriptEnabled}@example.jp`;
    server.behaviour.subject = mail;
    const link = await invited(mail);
    for (const begin of [link, `${base}/sign-in?next=/consultations`]) {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(begin);
      await page.click('text=見本市アカウントでサインイン');
      await page.locator('.whoami').waitFor();
      expect(new URL(page.url()).origin).toBe(base);
      expect(await page.textContent('.whoami span')).toBe(mail);
      expect(page.url()).toBe(begin === link ? `${base}/` : `${base}/consultations`);
      expect((await context.cookies(base)).map(({ name }) => name)).toEqual(['renkei']);
      await context.close();
    }
  });

  it('has pages without a fault for anybody to use', async () => {
    server.behaviour.subject = 'nobody';
    const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
    for (const path of ['/sign-in', '/account/password?token=x']) {
      await page.goto(base + path);
      expect(await faultsOf(page), path).toEqual([]);
    }
    await page.goto(`${base}/sign-in`);
    // No content: the browser stays where it is, on the page that sends it on.
    await page.route(`${server.url}/**`, (route) => route.fulfill({ status: 204 }));
    await page.click('text=見本市アカウントでサインイン');
    await page.waitForURL('**/begin');
    expect(await page.textContent('h1')).toBe('見本市アカウントへ移動します');
    expect(await faultsOf(page)).toEqual([]);
    await page.unroute(`${server.url}/**`);
    await page.goto(`${base}/sign-in`);
    await page.click('text=見本市アカウントでサインイン');
    await page.waitForURL('**/callback?**');
    expect(await page.textContent('h1')).toBe('サインインできませんでした');
    expect(await faultsOf(page)).toEqual([]);
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
