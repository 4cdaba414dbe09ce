import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../../adapters/config/config.js';
import type { TeamsIdentity } from '../../../adapters/config/teams-settings.js';
import { botTokens } from '../../../adapters/teams/bot-tokens.js';
import { tryTeams } from '../../../adapters/teams/try-teams.js';
import { TeamsStandIn } from '../../stand-ins/teams/teams-stand-in.js';

const opened: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(opened.splice(0).map((one) => one.stop()));
});

async function standIn(): Promise<TeamsStandIn> {
  const teams = await TeamsStandIn.start();
  opened.push(teams);
  return teams;
}

function settingsOf(teams: TeamsStandIn, more: Record<string, string> = {}) {
  const { teams: settings } = readConfig({ ...teams.environment(), WEBHOOK_PORT: '3978', ...more }, '/');
  if (settings?.identity == null) throw new Error('no settings');
  return { settings, identity: settings.identity };
}

describe('the token by which Teams knows the desk', () => {
  it('is asked for once until shortly before its end, however many want it', async () => {
    const teams = await standIn();
    let time = Date.now();
    const token = botTokens(settingsOf(teams).identity, () => new Date(time));
    expect(new Set(await Promise.all([token(), token(), token()]))).toEqual(new Set(['token-of-the-desk']));
    expect(teams.tokensAsked).toBe(1);
    time += 50 * 60_000;
    await token();
    expect(teams.tokensAsked).toBe(1);
    time += 6 * 60_000;
    await token();
    expect(teams.tokensAsked).toBe(2);
  });

  it('is refused in words that name no secret, and asked for again next time', async () => {
    const teams = await standIn();
    const { identity } = settingsOf(teams, { TEAMS_APP_SECRET: 'wrong-and-secret' });
    const token = botTokens(identity, () => new Date());
    const refused = await token().catch((error: unknown) => String(error));
    expect(refused).toContain('invalid_client');
    expect(refused).not.toContain('wrong-and-secret');
    await token().catch(() => {});
    expect(teams.tokensAsked).toBe(2);
  });

  it('comes from the managed identity of the machine where there is no secret', async () => {
    const asked: IncomingMessage[] = [];
    const machine = createServer((request, response) => {
      asked.push(request);
      const expires = Math.floor(Date.now() / 1000) + 3600;
      response.writeHead(200, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          access_token: 'of-the-machine',
          expires_on: String(expires),
          token_type: 'Bearer',
        }),
      );
    });
    await listening(machine);
    opened.push({ stop: () => new Promise((resolve) => machine.close(resolve)) });
    vi.stubEnv('IDENTITY_ENDPOINT', `http://127.0.0.1:${(machine.address() as AddressInfo).port}/msi/token`);
    vi.stubEnv('IDENTITY_HEADER', 'header-of-the-machine');
    const identity: TeamsIdentity = { ...settingsOf(await standIn()).identity, secret: null };
    expect(await botTokens(identity, () => new Date())()).toBe('of-the-machine');
    const { searchParams } = new URL(asked[0]?.url ?? '', 'http://machine');
    expect(searchParams.get('resource')).toBe('https://api.botframework.com');
    expect(searchParams.get('client_id')).toBe(identity.appId);
    expect(asked[0]?.headers['x-identity-header']).toBe('header-of-the-machine');
  });
});

describe('the doctor', () => {
  it('says whether the desk gets its token and can read the keys of Teams', async () => {
    const teams = await standIn();
    expect(await tryTeams(settingsOf(teams).settings)).toMatchObject({ ok: true });
    const wrong = await tryTeams(settingsOf(teams, { TEAMS_APP_SECRET: 'wrong-and-secret' }).settings);
    expect(wrong).toMatchObject({ ok: false, message: expect.stringContaining('TEAMS_APP_SECRET') });
    expect(wrong.message).not.toContain('wrong-and-secret');
    teams.fail('keys', { status: 500 });
    const keyless = await tryTeams(settingsOf(teams).settings);
    expect(keyless).toMatchObject({ ok: false, message: expect.stringContaining('署名鍵') });
  });
});

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}
