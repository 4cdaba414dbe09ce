import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../adapters/config/config.js';
import { TEAMS_ANCESTORS, tabRoutes } from '../../../adapters/teams/tab-routes.js';
import { pageOver } from '../web/page-of-tests.js';

const APP = '11111111-2222-3333-4444-555555555555';
const TENANT = '99999999-8888-7777-6666-555555555555';
const OID = '00000000-0000-4000-8000-00000000a001';

const keys = await generateKeyPair('RS256', { extractable: true });
const others = await generateKeyPair('RS256');
const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'entra-1', alg: 'RS256', use: 'sig' };
const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] }));
});
let authority = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** A token as Entra ID gives it to the tab, with something else about it. */
function token(claims: Record<string, unknown> = {}, key = keys.privateKey): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const usual = {
    iss: `${authority}/${TENANT}/v2.0`,
    aud: `api://renkei.example.jp/botid-${APP}`,
    tid: TENANT,
    oid: OID,
    scp: 'access_as_user',
    iat: now,
    exp: now + 3600,
  };
  return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'entra-1' }).sign(key);
}

/** The page in a tab, with a member of the secretariat in the directory. */
async function tab() {
  const environment = {
    TEAMS_APP_ID: APP,
    TEAMS_TENANT_ID: TENANT,
    TEAMS_APP_SECRET: 's',
    TEAMS_AUTHORITY: authority,
    WEBHOOK_PORT: '3978',
  };
  const { teams: settings } = readConfig(environment, '/');
  if (settings === null) throw new Error('no settings');
  const { app, people } = await pageOver({}, (made) => ({
    framed: {
      ancestors: TEAMS_ANCESTORS,
      routes: tabRoutes({
        ...made,
        settings,
        page: 'https://renkei.example.jp',
        now: () => new Date(),
        log: () => {},
      }),
    },
  }));
  const request = (path: string, init: RequestInit = {}) => app.request(`http://desk.test${path}`, init);
  const person = { id: '佐藤', name: '佐藤さん', mail: null, slackId: null, teamsId: OID } as const;
  await people.save({ ...person, role: 'secretariat', prefecture: null, municipality: null, active: true });
  const signIn = (value: string, next = '/console') =>
    request('/teams/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://desk.test' },
      body: new URLSearchParams({ token: value, next }).toString(),
    });
  return { request, signIn };
}

describe('the page as a tab in Teams', () => {
  it('signs in whoever Teams vouches for and the directory knows, by a cookie of that frame alone', async () => {
    const { request, signIn } = await tab();
    const signedIn = await signIn(await token());
    expect(signedIn.status).toBe(303);
    expect(signedIn.headers.get('location')).toBe('/console');
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    for (const part of ['__Host-renkei-framed=', 'HttpOnly', 'Secure', 'SameSite=None', 'Partitioned'])
      expect(cookie).toContain(part);
    const console = await request('/console', { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(console.status).toBe(200);
    expect(await console.text()).toContain('佐藤さん');
    const v1 = await token({ iss: `https://sts.windows.net/${TENANT}/`, aud: APP });
    expect((await signIn(v1)).status).toBe(303);
  });

  it('refuses everybody else', async () => {
    const { signIn } = await tab();
    const now = Math.floor(Date.now() / 1000);
    const bad = [
      await token({ aud: 'api://other.example.jp/botid-x' }),
      await token({ exp: now - 3600 }),
      await token({ iss: `${authority}/${APP}/v2.0`, tid: APP }),
      await token({ tid: APP }),
      await token({ scp: 'User.Read' }),
      await token({ oid: undefined }),
      await token({}, others.privateKey),
      'nonsense',
    ];
    for (const one of bad) {
      const refused = await signIn(one);
      expect(refused.status).toBe(403);
      expect(refused.headers.get('set-cookie')).toBeNull();
    }
    const stranger = await signIn(await token({ oid: '00000000-0000-4000-8000-00000000ffff' }));
    expect(stranger.status).toBe(403);
    expect(await stranger.text()).toContain('名簿に登録されていません');
  });

  it('goes nowhere but to pages of its own, and is framed by Teams alone', async () => {
    const { request, signIn } = await tab();
    expect((await signIn(await token(), 'https://evil.example.jp/')).headers.get('location')).toBe('/');
    const opened = await request('/teams?to=//evil.example.jp');
    const html = await opened.text();
    expect(html).toContain('name="next" value="/"');
    expect(opened.headers.get('content-security-policy')).toContain(
      "frame-ancestors 'self' https://teams.microsoft.com",
    );
    expect(opened.headers.get('x-frame-options')).toBeNull();
    for (const [, path = ''] of html.matchAll(/<script src="([^"]+)"/g))
      expect((await request(path)).headers.get('content-type')).toContain('javascript');
  });
});
