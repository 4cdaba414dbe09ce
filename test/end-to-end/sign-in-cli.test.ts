import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identityServer } from '../adapters/oidc/identity-server.js';
import { inScratch, renkei } from './run-cli.js';

const REDIRECT = 'http://desk.test/account/oidc/callback';

let server: Awaited<ReturnType<typeof identityServer>>;
beforeEach(async () => {
  server = await identityServer('desk', REDIRECT);
});
afterEach(() => server.close());

describe('an identity server in the environment', () => {
  const doctor = (more: Record<string, string> = {}) =>
    inScratch(async (home) => {
      const { code, stdout } = await renkei(home, ['doctor', '--json'], {
        RENKEI_URL: 'http://desk.test',
        OIDC_ISSUER: server.url,
        OIDC_CLIENT_ID: 'desk',
        ...more,
      });
      const { checks } = JSON.parse(stdout) as { checks: { name: string; ok: boolean; message: string }[] };
      return { code, checks, signIn: checks.find(({ name }) => name === 'サインイン') };
    });

  it('is tried by the doctor, who says what to register there', async () => {
    const { code, signIn } = await doctor();
    expect(code).toBe(0);
    expect(signIn).toMatchObject({ ok: true, message: expect.stringContaining(REDIRECT) });
  });

  it('is found wanting when it is another one, unreachable or no such server', async () => {
    server.behaviour.issuer = 'http://127.0.0.1:1/other';
    const other = await doctor();
    expect(other.code).toBe(1);
    expect(other.signIn?.message).toContain('http://127.0.0.1:1/other と名のっており');
    server.behaviour.issuer = null;
    server.behaviour.lacks = ['jwks_uri'];
    expect((await doctor()).signIn?.message).toMatch(/必要な項目がありません.*jwks_uri/);
    expect((await doctor({ OIDC_ISSUER: `${server.url}/no/such` })).signIn?.message).toMatch(
      /取得できません.*HTTP 404/,
    );
    await server.close();
    const gone = await doctor();
    expect(gone.code).toBe(1);
    expect(gone.signIn?.message).toMatch(/取得できません.*ECONNREFUSED/);
  });

  it('is told of with all its faults, without being tried', async () => {
    const { code, checks } = await doctor({
      OIDC_ISSUER: 'http://login.microsoftonline.com/common/v2.0',
      LOCAL_ACCOUNTS: 'false',
    });
    expect(code).toBe(1);
    const faults = checks.filter(({ ok }) => !ok).map(({ message }) => message);
    expect(faults).toHaveLength(2);
    expect(faults.join()).toContain('must be https');
    expect(faults.join()).toContain('any tenant');
  });

  it('has its accounts forgotten by the operator', () =>
    inScratch(async (home) => {
      await renkei(home, ['user', 'add', '--mail', 'sato@example.jp', '--name', '佐藤']);
      const unbound = await renkei(home, ['user', 'unbind', 'sato@example.jp']);
      expect(unbound.code).toBe(0);
      expect(unbound.stdout).toContain('解除しました（0件）');
      expect((await renkei(home, ['user', 'unbind', 'nobody@example.jp'])).code).toBe(2);
    }));
});
