import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { seal, unseal } from '../../../adapters/files/seal.js';
import { ASKING, type DeskInSlack, inSlack, OFFICE, STAFF, textOf } from './desk-in-slack.js';

const SEVERAL = {
  SLACK_BOT_TOKEN: undefined,
  SLACK_APP_TOKEN: undefined,
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'secret',
};

/** As an administrator does it: to Slack, and back with a code. */
async function install({ webhook }: DeskInSlack, code = 'good-code'): Promise<Response> {
  const begun = await fetch(`${webhook}/slack/install`, { redirect: 'manual' });
  const to = new URL(begun.headers.get('location') ?? '');
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const back = new URL('/slack/oauth_redirect', webhook);
  back.search = new URLSearchParams({ code, state: to.searchParams.get('state') ?? '' }).toString();
  return fetch(back, { headers: { cookie } });
}

// The server says there, and nowhere else, when an answer was sent twice.
beforeEach(() => void vi.spyOn(console, 'error'));
afterEach(() => {
  expect(console.error).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

describe('several workspaces', { timeout: 60_000 }, () => {
  it('install the desk, whose tokens lie sealed in the database, and lose it when they remove it', () =>
    inSlack(
      async (desk) => {
        const { application, folder, slack, until, posts } = desk;
        expect((await install(desk)).status).toBe(200);
        await slack.mention(STAFF, ASKING, '相談窓口の設置は委託することができますか');
        expect(textOf(await until(() => posts(ASKING)[0]))).toContain('郡市医師会');
        await slack.mention(STAFF, ASKING, '宇宙旅行の補助金はいくらですか');
        await until(() => posts(OFFICE)[0]);
        const [row] = await application.installations.list();
        expect(row?.id).toBe(slack.team);
        const files = ['renkei.db', 'renkei.db-wal'].map((name) => join(folder, 'home', name));
        for (const file of files) expect((await readFile(file)).includes(slack.botToken)).toBe(false);
        await slack.sendEvent({ type: 'app_uninstalled' });
        await until(async () => (await application.installations.list()).length === 0);
      },
      { mode: 'http', settings: { ...SEVERAL, SLACK_WORKSPACES: 'T0001,T0002' } },
    ));

  it('are refused where the operator has not listed them, and with a code or state that is not good', () =>
    inSlack(
      async (desk) => {
        const refused = await install(desk);
        expect([refused.status, await refused.text()]).toEqual([
          403,
          expect.stringContaining('許可されていません'),
        ]);
        expect((await install(desk, 'bad-code')).status).toBe(400);
        const forged = await fetch(`${desk.webhook}/slack/oauth_redirect?code=good-code&state=x`);
        expect(forged.status).toBe(400);
        expect(await desk.application.installations.list()).toEqual([]);
      },
      { mode: 'http', settings: { ...SEVERAL, SLACK_WORKSPACES: 'T0002' } },
    ));
});

describe('a sealed secret', () => {
  const key = new Uint8Array(32).fill(1);

  it('opens with its key and for what it belongs to, and not otherwise', () => {
    const sealed = seal('xoxb-1', { key, about: 'T1' });
    expect(Buffer.from(sealed).includes('xoxb-1')).toBe(false);
    expect(unseal(sealed, { key, about: 'T1' })).toBe('xoxb-1');
    expect(() => unseal(sealed, { key, about: 'T2' })).toThrow();
    expect(() => unseal(sealed, { key: new Uint8Array(32).fill(2), about: 'T1' })).toThrow();
    sealed[sealed.length - 1]! ^= 1;
    expect(() => unseal(sealed, { key, about: 'T1' })).toThrow();
  });
});
