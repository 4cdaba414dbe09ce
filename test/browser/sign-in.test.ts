import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityServer } from '../adapters/oidc/identity-server.js';
import { CHROMIUM } from './chromium.js';
import { faultsOf, type OpenDesk, openDesk } from './open-desk.js';

/** The identity server is called localhost and the desk 127.0.0.1: two sites, as in an office. */
describe.skipIf(CHROMIUM === null)("signing in with the organisation's account in a browser", () => {
  let desk: OpenDesk;
  let server: Awaited<ReturnType<typeof identityServer>>;

  beforeAll(async () => {
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    server = await identityServer('desk', `${base}/account/oidc/callback`, 'localhost');
    desk = await openDesk(
      {},
      {
        PORT: String(port),
        RENKEI_URL: base,
        OIDC_ISSUER: server.url,
        OIDC_CLIENT_ID: 'desk',
        OIDC_NAME: '見本市アカウント',
      },
    );
  });
  afterAll(async () => {
    await desk?.close();
    await server?.close();
  });

  it.each([true, false])('goes there and back again (script: %s)', async (javaScriptEnabled) => {
    const mail = `script-${javaScriptEnabled}@example.jp`;
    server.behaviour.subject = mail;
    const link = await desk.invited(mail);
    for (const begin of [link, `${desk.base}/sign-in?next=/consultations`]) {
      const context = await desk.browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(begin);
      await page.click('text=見本市アカウントでサインイン');
      await page.locator('.whoami').waitFor();
      expect(new URL(page.url()).origin).toBe(desk.base);
      expect(await page.textContent('.whoami span')).toBe(mail);
      expect(page.url()).toBe(begin === link ? `${desk.base}/` : `${desk.base}/consultations`);
      expect((await context.cookies(desk.base)).map(({ name }) => name)).toEqual(['renkei']);
      await context.close();
    }
  });

  it('has pages without a fault for anybody to use', async () => {
    server.behaviour.subject = 'nobody';
    const page = await (await desk.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
    for (const path of ['/sign-in', '/account/password?token=x']) {
      await page.goto(desk.base + path);
      expect(await faultsOf(page), path).toEqual([]);
    }
    await page.goto(`${desk.base}/sign-in`);
    // No content: the browser stays where it is, on the page that sends it on.
    await page.route(`${server.url}/**`, (route) => route.fulfill({ status: 204 }));
    await page.click('text=見本市アカウントでサインイン');
    await page.waitForURL('**/begin');
    expect(await page.textContent('h1')).toBe('見本市アカウントへ移動します');
    expect(await faultsOf(page)).toEqual([]);
    await page.unroute(`${server.url}/**`);
    await page.goto(`${desk.base}/sign-in`);
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
