import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../adapters/config/config.js';
import { TOKENS } from '../../stand-ins/teams/tokens.js';
import { CHAT, inTeams, SDKS, STAFF } from './desk-in-teams.js';

const BAD = TOKENS.filter((kind) => kind !== 'good');

describe.each(SDKS)('who calls the desk, driven by %s', (sdk) => {
  it('is taken only with a good token of Teams, and told nothing otherwise', () =>
    inTeams(
      async ({ teams, until, application }) => {
        for (const token of BAD) {
          const refused = await teams.says(STAFF, CHAT, `${token}の質問`, { token });
          expect([token, refused.status, refused.body]).toEqual([token, 401, null]);
        }
        await teams.says(STAFF, CHAT, '相談窓口の設置は委託できますか');
        await until(() => teams.messages(CHAT)[0]);
        expect((await application.consultations.list({ sort: 'oldest', offset: 0, limit: 9 })).total).toBe(1);
      },
      { sdk },
    ));

  it('is refused while the keys cannot be read, and taken when they can be again', () =>
    inTeams(
      async ({ teams, until }) => {
        teams.fail('keys', { status: 500, times: 2 });
        const refused = await teams.says(STAFF, CHAT, '相談窓口の設置は委託できますか');
        expect([refused.status, refused.body]).toEqual([401, null]);
        await until(async () => (await teams.says(STAFF, CHAT, '使い方')).status === 200);
      },
      { sdk },
    ));
});

describe('who may use the desk in Teams', () => {
  it('is of a listed tenant', () =>
    inTeams(async ({ teams, application }) => {
      const tenant = '12121212-1212-1212-1212-121212121212';
      const refused = await teams.says(STAFF, CHAT, '相談窓口の設置は委託できますか', { tenant });
      expect([refused.status, refused.body]).toEqual([403, null]);
      expect((await application.consultations.list({ sort: 'oldest', offset: 0, limit: 9 })).total).toBe(0);
    }));

  it('does not get the desk to call an address that is not of Teams', () =>
    inTeams(
      async ({ teams }) => {
        const refused = await teams.says(STAFF, CHAT, '相談窓口の設置は委託できますか');
        expect([refused.status, refused.body]).toEqual([401, null]);
        expect(teams.tokensAsked).toBe(0);
      },
      { settings: { TEAMS_SERVICE_URLS: 'https://smba.trafficmanager.net/' } },
    ));

  it('sends no more than a megabyte, and JSON', () =>
    inTeams(async ({ teams }) => {
      const post = (body: string) =>
        fetch(teams.url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
      for (const body of ['', '[]', '{}', 'null', '{"type":"message"}', '{"type":'])
        expect((await post(body)).status).toBe(401);
      expect((await post('x'.repeat(2_000_000))).status).toBe(413);
    }));
});

describe('settings of Teams', () => {
  const id = '11111111-2222-3333-4444-555555555555';
  const full = { TEAMS_APP_ID: id, TEAMS_TENANT_ID: id, TEAMS_APP_SECRET: 's', WEBHOOK_PORT: '3978' };
  const faults = (environment: Record<string, string>): string => {
    try {
      readConfig(environment, '/');
      return '';
    } catch (error) {
      return String(error);
    }
  };

  it('are complete, or the desk does not start', () => {
    expect(readConfig({}, '/').teams).toBeNull();
    expect(readConfig(full, '/').teams?.identity).toMatchObject({ appId: id, tenants: [id], secret: 's' });
    const { TEAMS_APP_SECRET: _secret, ...withoutSecret } = full;
    expect(faults(withoutSecret)).toContain('TEAMS_APP_SECRET');
    expect(faults({ ...withoutSecret, TEAMS_MANAGED_IDENTITY: 'true' })).toBe('');
    expect(faults({ ...full, TEAMS_MANAGED_IDENTITY: 'true' })).toContain('give one of them');
    expect(faults({ TEAMS_APP_SECRET: 's' })).toContain('TEAMS_APP_ID');
    expect(faults({ ...full, TEAMS_TENANT_ID: 'common' })).toContain('TEAMS_TENANT_ID');
    const { WEBHOOK_PORT: _port, ...withoutPort } = full;
    expect(faults(withoutPort)).toContain('WEBHOOK_PORT');
  });

  it('let the playground in on this machine alone', () => {
    const playground = { TEAMS_PLAYGROUND: 'true', WEBHOOK_PORT: '3978' };
    expect(readConfig(playground, '/').teams).toMatchObject({ identity: null });
    expect(faults({ ...playground, HOST: '0.0.0.0' })).toContain('TEAMS_PLAYGROUND');
    expect(faults({ ...playground, ...full })).toContain('TEAMS_PLAYGROUND');
  });
});
