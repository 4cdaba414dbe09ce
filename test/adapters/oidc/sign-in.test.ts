import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpenIdSignIn } from '../../../adapters/oidc/openid-sign-in.js';
import { FederatedSignIn } from '../../../bot/people/federated-sign-in.js';
import { ASKER, OFFICER } from '../../bot/consultations/desk-of-tests.js';
import { pageOver } from '../web/page-of-tests.js';
import { identityServer } from './identity-server.js';

const DESK = 'http://desk.test';
const REDIRECT = `${DESK}/account/oidc/callback`;
const CLIENT = 'renkei-desk';

let server: Awaited<ReturnType<typeof identityServer>>;
beforeEach(async () => {
  server = await identityServer(CLIENT, REDIRECT);
});
afterEach(() => server.close());

/** The desk beside the identity server, with a person who was invited. */
async function deskBeside({
  local = true,
  secret = null as string | null,
  secure = false,
  patience = 5,
} = {}) {
  const desk = await pageOver({}, (made) => ({
    localAccounts: local,
    secure,
    federated: new FederatedSignIn({
      ...made,
      store: made.people,
      provider: new OpenIdSignIn(
        {
          issuer: server.url,
          clientId: CLIENT,
          clientSecret: secret,
          name: '見本市アカウント',
          redirectUrl: REDIRECT,
        },
        { now: made.now, patience },
      ),
    }),
  }));
  await desk.people.save(ASKER);
  const invite = (person = ASKER): Promise<string> => desk.accounts.invite(person, 'operator');
  const audits = async () =>
    (await desk.audit.recent(50))
      .filter(({ action }) => /sign-in|bind|refuse/.test(action))
      .map(({ action, actorId, content }) => ({ action, actorId, content }))
      .reverse();
  return { ...desk, invite, audits, browser: () => browserAt(desk.app) };
}

/** A browser with its cookies, which goes where pages send it. */
function browserAt(app: Awaited<ReturnType<typeof pageOver>>['app']) {
  const cookies = new Map<string, string>();
  const request = async (address: string, form: Record<string, string> | null = null, origin = DESK) => {
    const response = await app.request(new URL(address, DESK).href, {
      method: form === null ? 'GET' : 'POST',
      ...(form === null ? {} : { body: new URLSearchParams(form) }),
      headers: { origin, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  /** Presses the button; the identity server's answer is the address to which it sends the browser back. */
  const begin = async (form: Record<string, string> = {}): Promise<string> => {
    const page = await request('/account/oidc/begin', form);
    const url = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(await page.text())?.[1];
    if (url === undefined) throw new Error(`not sent on: ${page.status}`);
    const answered = await fetch(url.replaceAll('&amp;', '&'), { redirect: 'manual' });
    return answered.headers.get('location') ?? '';
  };
  return {
    cookies,
    request,
    begin,
    signIn: async (form: Record<string, string> = {}) => request(await begin(form)),
    /** Name of whoever is signed in. */
    whoami: async () => /class="whoami"><span>([^<]*)/.exec(await (await request('/')).text())?.[1] ?? null,
  };
}

describe("signing in with the organisation's account", () => {
  it('is registered with a one-time link, and works from then on without one', async () => {
    const { browser, invite, audits } = await deskBeside();
    const token = await invite();
    const first = browser();
    expect(await (await first.request(`/account/password?token=${token}`)).text()).toContain(
      '見本市アカウントでサインインして登録する',
    );
    expect((await first.signIn({ token })).status).toBe(303);
    expect(await first.whoami()).toBe(ASKER.name);

    const second = browser();
    expect(await (await second.request('/sign-in')).text()).toContain('見本市アカウントでサインインする');
    const arrived = await second.signIn({ next: '/consultations' });
    expect(arrived.status).toBe(303);
    expect(arrived.headers.get('location')).toBe('/consultations');
    expect(await second.whoami()).toBe(ASKER.name);
    await second.request('/sign-out', {});
    expect(await second.whoami()).toBeNull();

    const proof = { method: 'oidc', issuer: server.url, subject: 'subject-1' };
    expect(await audits()).toEqual([
      { action: 'account.bind', actorId: ASKER.id, content: proof },
      { action: 'account.sign-in', actorId: ASKER.id, content: proof },
      { action: 'account.sign-in', actorId: ASKER.id, content: proof },
    ]);
  });

  it('stands beside a password, and ends what was signed in when it is registered', async () => {
    const { browser, browserOf, invite, audits } = await deskBeside();
    const before = await browserOf(ASKER);
    expect((await before.get('/consultations')).status).toBe(200);
    await browser().signIn({ token: await invite() });
    expect((await before.get('/consultations')).status).not.toBe(200);
    expect((await (await browserOf(ASKER)).get('/consultations')).status).toBe(200);
    expect((await audits())[0]).toMatchObject({ action: 'account.sign-in', content: { method: 'password' } });
  });

  it('proves itself with the client secret too, where there is one', async () => {
    server.behaviour.secret = 'とても秘密';
    const right = await deskBeside({ secret: 'とても秘密' });
    expect((await right.browser().signIn({ token: await right.invite() })).status).toBe(303);
    const wrong = await deskBeside({ secret: 'ちがう' });
    expect((await wrong.browser().signIn({ token: await wrong.invite() })).status).toBe(503);
    expect(String(wrong.errors[0])).toContain('invalid_client');
  });

  it('lets nobody in who is not bound, even with the mail address of somebody known', async () => {
    const { browser, audits } = await deskBeside();
    server.behaviour.mail = ASKER.mail ?? '';
    const stranger = browser();
    const refused = await stranger.signIn();
    expect(refused.status).toBe(403);
    const page = await refused.text();
    expect(page).toContain('登録されていません');
    expect(page).toContain('招待リンク');
    expect(await stranger.whoami()).toBeNull();
    expect(await audits()).toEqual([
      {
        action: 'account.refuse',
        actorId: 'nobody',
        content: { method: 'oidc', reason: 'unknown', issuer: server.url, subject: 'subject-1' },
      },
    ]);
  });

  it('lets nobody in who was switched off, with a link or without, and says the same', async () => {
    const { browser, invite, people, audits } = await deskBeside();
    const spare = await invite();
    await browser().signIn({ token: await invite() });
    await people.save({ ...ASKER, active: false });
    for (const form of [{}, { token: spare }] as Record<string, string>[]) {
      const one = browser();
      const refused = await one.signIn(form);
      expect(refused.status).toBe(403);
      expect(await refused.text()).toContain('登録されていません');
      expect(await one.whoami()).toBeNull();
    }
    expect((await audits()).slice(-2)).toMatchObject([
      { action: 'account.refuse', actorId: ASKER.id, content: { reason: 'inactive' } },
      { action: 'account.refuse', actorId: ASKER.id, content: { reason: 'inactive' } },
    ]);
  });

  it.each([
    ['another nonce', { nonce: 'another' }],
    ['no nonce', { nonce: undefined }],
    ['another audience', { aud: 'another-client' }],
    ['several audiences, for another one', { aud: [CLIENT, 'another-client'], azp: 'another-client' }],
    ['another issuer', { iss: 'http://127.0.0.1:1' }],
    ['a time that is over', { exp: 1_700_000_000 }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
  ])('refuses a proof with %s', async (_, wrong) => {
    const { browser, invite } = await deskBeside();
    const token = await invite();
    server.behaviour.claims = (claims) => ({ ...claims, ...wrong });
    const refused = browser();
    expect((await refused.signIn({ token })).status).toBe(401);
    expect(await refused.whoami()).toBeNull();
    server.behaviour.claims = (claims) => claims;
    expect((await browser().signIn({ token })).status).toBe(303);
  });

  it.each([
    ['that another key signed', { forged: true }],
    ['that nobody signed', { header: () => ({ alg: 'none' }) }],
    ['that claims a shared key', { header: () => ({ alg: 'HS256', kid: 'k1' }) }],
    ['of a key that was never published', { header: () => ({ alg: 'RS256', kid: 'k2' }) }],
    ['to another question', { answer: { state: 'another' } }],
    ['of another server', { answer: { iss: 'https://evil.test' } }],
    ['that is a refusal', { answer: { error: 'access_denied' } }],
  ])('refuses an answer %s, and the log and the audit have nothing secret of it', async (_, wrong) => {
    const { browser, invite, errors, audits } = await deskBeside();
    Object.assign(server.behaviour, wrong);
    const refused = browser();
    const callback = await refused.begin({ token: await invite() });
    const response = await refused.request(callback);
    expect(response.status).toBe(401);
    expect(await response.text()).not.toMatch(/OAUTH|JWT|error/i);
    expect(await refused.whoami()).toBeNull();
    expect(await audits()).toMatchObject([{ action: 'account.refuse', content: { reason: 'proof' } }]);
    expect(errors).toHaveLength(1);
    const { cause, message } = errors[0] as Error;
    expect(cause).toBeUndefined();
    expect(message).not.toContain(new URL(callback).searchParams.get('code'));
    expect(message).not.toContain('someone@example.jp');
  });

  it('finishes once, and only in the browser that began', async () => {
    const { browser, invite } = await deskBeside();
    const token = await invite();
    const [mine, others] = [browser(), browser()];
    const callback = await mine.begin({ token });
    expect((await others.request(callback)).status).toBe(400);
    await others.begin();
    expect((await others.request(callback)).status).toBe(401);
    const before = new Map(mine.cookies);
    expect((await mine.request(callback)).status).toBe(303);
    for (const [name, value] of before) mine.cookies.set(name, value);
    const again = await mine.request(callback);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('サインインの画面からやり直してください');
  });

  it('must be finished within ten minutes', async () => {
    const { browser, invite, clock } = await deskBeside();
    const slow = browser();
    const callback = await slow.begin({ token: await invite() });
    clock.at = new Date(clock.at.getTime() + 10 * 60_000);
    expect((await slow.request(callback)).status).toBe(400);
    expect(await slow.whoami()).toBeNull();
  });

  it('takes a link once, whichever way it is used', async () => {
    const { browser, invite, accounts, audits } = await deskBeside();
    const token = await invite();
    await browser().signIn({ token });
    server.behaviour.subject = 'subject-2';
    const second = browser();
    const refused = await second.signIn({ token });
    expect(refused.status).toBe(410);
    expect(await refused.text()).toContain('新しいリンク');
    expect(await second.whoami()).toBeNull();
    expect(await accounts.setPassword(token, 'とても長いパスワード2026')).toBeNull();
    expect((await audits()).at(-1)).toMatchObject({ actorId: 'nobody', content: { reason: 'link-used' } });

    const both = await invite();
    const [one, other] = [browser(), browser()];
    const callbacks = [await one.begin({ token: both }), await other.begin({ token: both })];
    const statuses = await Promise.all([
      one.request(callbacks[0] ?? ''),
      other.request(callbacks[1] ?? ''),
    ]).then((responses) => responses.map(({ status }) => status));
    expect(statuses.sort()).toEqual([303, 410]);
  });

  it('does not bind what is bound to another person, and leaves that person the link', async () => {
    const { browser, invite, people } = await deskBeside();
    await people.save(OFFICER);
    await browser().signIn({ token: await invite(ASKER) });
    const token = await invite(OFFICER);
    const refused = await browser().signIn({ token });
    expect(refused.status).toBe(409);
    expect(await refused.text()).not.toContain(ASKER.name);
    server.behaviour.subject = 'subject-of-officer';
    const officer = browser();
    await officer.signIn({ token });
    expect(await officer.whoami()).toBe(OFFICER.name);
  });

  it('forgets the former account when another one is registered with a new link', async () => {
    const { browser, invite } = await deskBeside();
    server.behaviour.subject = 'thief';
    await browser().signIn({ token: await invite() });
    server.behaviour.subject = 'subject-1';
    expect((await browser().signIn({ token: await invite() })).status).toBe(303);
    server.behaviour.subject = 'thief';
    expect((await browser().signIn()).status).toBe(403);
  });

  it.each(['//evil.test', 'https://evil.test/', '/\\evil.test', '/\t/evil.test', 'javascript:alert(1)'])(
    'does not lead to %s afterwards',
    async (next) => {
      const { browser, invite } = await deskBeside();
      const arrived = await browser().signIn({ token: await invite(), next });
      expect(arrived.headers.get('location')).toBe('/');
    },
  );

  it('is not begun by a form of another site', async () => {
    const { browser, invite } = await deskBeside();
    const token = await invite();
    expect((await browser().request('/account/oidc/begin', { token }, 'http://evil.test')).status).toBe(403);
    expect((await browser().request(`/account/oidc/begin?token=${token}`)).status).toBe(404);
  });

  it('begins with a cookie for this browser alone, and sends the server nothing but hashes and random values', async () => {
    const { browser, invite } = await deskBeside({ secure: true });
    const token = await invite();
    const one = browser();
    const page = await one.request('/account/oidc/begin', { token });
    const cookie = page.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-renkei-sign-in=[\w-]{43};/);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', 'Max-Age=600'])
      expect(cookie).toContain(attribute);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const html = await page.text();
    expect(html).not.toContain(token);
    await one.begin({ token });
    const { parameters } = server.seen.find(({ path }) => path === '/authorize') ?? {
      parameters: new URLSearchParams(),
    };
    expect([...parameters.keys()].sort()).toEqual(
      [
        'client_id',
        'code_challenge',
        'code_challenge_method',
        'nonce',
        'redirect_uri',
        'response_type',
        'scope',
        'state',
      ].sort(),
    );
    expect(parameters.get('code_challenge')).toMatch(/^[\w-]{43}$/);
  });

  it('says a kind sentence while the server is down, and goes on when it is back', async () => {
    const { browser, invite, errors } = await deskBeside();
    const token = await invite();
    server.behaviour.down = new Set(['/.well-known/openid-configuration']);
    for (const form of [{}, { token }] as Record<string, string>[]) {
      const page = await browser().request('/account/oidc/begin', form);
      expect(page.status).toBe(503);
      expect(await page.text()).toContain('組織のサインインの仕組みに接続できない');
    }
    expect((await browser().request('/sign-in')).status).toBe(200);
    for (const path of ['/token', '/keys']) {
      server.behaviour.down = new Set([path]);
      expect((await browser().signIn({ token })).status).toBe(503);
    }
    expect(errors.map(String)).toEqual([
      ...Array(2).fill(expect.stringContaining('unreachable')),
      ...Array(2).fill(expect.stringContaining('503')),
    ]);
    server.behaviour.down = new Set();
    expect((await browser().signIn({ token })).status).toBe(303);
  });

  it('does not wait for ever for a server that is silent', async () => {
    const { browser, errors } = await deskBeside({ patience: 0.3 });
    server.behaviour.silent = new Set(['/.well-known/openid-configuration']);
    expect((await browser().request('/account/oidc/begin', {})).status).toBe(503);
    expect(String(errors[0])).toContain('timed out');
  });

  it('leaves the way by password while nothing listens at the address', async () => {
    const { browser, errors } = await deskBeside();
    await server.close();
    const page = await browser().request('/account/oidc/begin', {});
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('パスワード');
    expect(String(errors[0])).toContain('ECONNREFUSED');
  });

  it('refuses a server that says it is another one', async () => {
    const { browser, errors } = await deskBeside();
    server.behaviour.issuer = 'http://127.0.0.1:1/other';
    expect((await browser().request('/account/oidc/begin', {})).status).toBe(503);
    expect(String(errors[0])).toContain('http://127.0.0.1:1/other');
  });

  it('can be the only way in', async () => {
    const { browser, invite } = await deskBeside({ local: false });
    const token = await invite();
    const one = browser();
    for (const path of ['/sign-in', `/account/password?token=${token}`]) {
      const page = await (await one.request(path)).text();
      expect(page).toContain('見本市アカウントでサインイン');
      expect(page).not.toContain('パスワード');
    }
    const password = 'とても長いパスワード2026';
    expect((await one.request('/account/password', { token, password })).status).toBe(404);
    expect((await one.request('/sign-in', { mail: ASKER.mail ?? '', password })).status).toBe(404);
    await one.signIn({ token });
    expect(await one.whoami()).toBe(ASKER.name);
  });

  it('is not there unless it is configured', async () => {
    const { app } = await pageOver({});
    expect(await (await app.request(`${DESK}/sign-in`)).text()).not.toContain('oidc');
    expect(await (await app.request(`${DESK}/account/password?token=x`)).text()).not.toContain('oidc');
    expect((await app.request(REDIRECT)).status).toBe(404);
  });
});
