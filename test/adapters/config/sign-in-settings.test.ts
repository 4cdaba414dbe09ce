import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../../adapters/config/config.js';

const WHOLE = {
  RENKEI_URL: 'https://desk.example.jp/',
  OIDC_ISSUER: 'https://login.microsoftonline.com/8f3e2c1a-0000-4000-8000-000000000001/v2.0',
  OIDC_CLIENT_ID: 'desk',
};

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment, '/');
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults;
  }
}

describe('the settings of signing in', () => {
  it('are local accounts alone when nothing is said', () => {
    expect(readConfig({}, '/')).toMatchObject({ oidc: null, localAccounts: true });
  });

  it('name the identity server, with the address to which it sends people back', () => {
    expect(readConfig(WHOLE, '/')).toMatchObject({
      localAccounts: true,
      oidc: {
        issuer: WHOLE.OIDC_ISSUER,
        clientId: 'desk',
        clientSecret: null,
        name: '組織のアカウント',
        redirectUrl: 'https://desk.example.jp/account/oidc/callback',
      },
    });
    expect(
      readConfig(
        { ...WHOLE, OIDC_CLIENT_SECRET: 'geheim', OIDC_NAME: '見本市アカウント', LOCAL_ACCOUNTS: 'false' },
        '/',
      ),
    ).toMatchObject({ localAccounts: false, oidc: { clientSecret: 'geheim', name: '見本市アカウント' } });
  });

  it.each(['http://localhost:8080/realms/desk', 'http://127.0.0.1:9/', 'https://accounts.google.com'])(
    'take %s for an issuer',
    (OIDC_ISSUER) => expect(faultsOf({ ...WHOLE, OIDC_ISSUER })).toEqual([]),
  );

  it.each([
    ['http://sso.example.jp', 'must be https'],
    ['http://127.0.0.1.example.jp', 'must be https'],
    ['ftp://sso.example.jp', 'Invalid URL'],
    ['sso.example.jp', 'Invalid URL'],
    ['https://sso.example.jp/?tenant=1', 'without query'],
    ['https://user:pass@sso.example.jp/', 'without query, fragment or password'],
    ['https://sso.example.jp/.well-known/openid-configuration', 'the issuer itself'],
    ['https://login.microsoftonline.com/common/v2.0', 'any tenant'],
    ['https://login.microsoftonline.com/Organizations/v2.0', 'any tenant'],
    ['https://login.microsoftonline.com/consumers/v2.0', 'any tenant'],
    ['https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0', 'any tenant'],
    ['https://login.microsoftonline.us/common/v2.0', 'any tenant'],
    ['https://sts.windows.net/common/', 'any tenant'],
  ])('refuse %s for an issuer: %s', (OIDC_ISSUER, reason) => {
    const faults = faultsOf({ ...WHOLE, OIDC_ISSUER });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('OIDC_ISSUER');
    expect(faults[0]).toContain(reason);
  });

  it.each([
    [{ RENKEI_URL: WHOLE.RENKEI_URL, OIDC_ISSUER: WHOLE.OIDC_ISSUER }, 'OIDC_CLIENT_ID'],
    [{ RENKEI_URL: WHOLE.RENKEI_URL, OIDC_CLIENT_ID: 'desk' }, 'OIDC_ISSUER'],
    [{ RENKEI_URL: WHOLE.RENKEI_URL, OIDC_CLIENT_SECRET: 'geheim' }, 'OIDC_ISSUER'],
    [{ OIDC_ISSUER: WHOLE.OIDC_ISSUER, OIDC_CLIENT_ID: 'desk' }, 'RENKEI_URL'],
    [{ LOCAL_ACCOUNTS: 'false' }, 'LOCAL_ACCOUNTS'],
    [{ ...WHOLE, LOCAL_ACCOUNTS: 'no' }, 'LOCAL_ACCOUNTS'],
    [{ ...WHOLE, OIDC_CLIENT_ID: ' ' }, 'OIDC_CLIENT_ID'],
  ])('refuse %j for want of %s', (environment, culprit) => {
    const faults = faultsOf(environment);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(culprit);
  });

  it('tell all faults at once, those of the mail server with them', () => {
    expect(
      faultsOf({ OIDC_ISSUER: 'http://sso.example.jp/common', SMTP_URL: 'smtp://mail.example.jp' }),
    ).toHaveLength(4);
  });
});
