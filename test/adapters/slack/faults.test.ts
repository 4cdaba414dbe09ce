import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { ChatServices } from '../../../adapters/cli/chat-services.js';
import { compose } from '../../../adapters/compose.js';
import { readConfig } from '../../../adapters/config/config.js';
import { startSlack } from '../../stand-ins/slack/slack-stand-in.js';
import {
  ASKING,
  inSlack,
  OFFICE,
  OFFICER,
  STAFF,
  STRANGER,
  slackEnvironment,
  textOf,
  until,
} from './desk-in-slack.js';

const KNOWN = '相談窓口の設置は委託することができますか';
const UNKNOWN = '宇宙旅行の補助金はいくらですか';

describe('Slack at fault', { timeout: 90_000 }, () => {
  it('delivers twice, out of order and after a lost connection, and is answered once', () =>
    inSlack(async ({ application, slack, until, posts }) => {
      const first = await slack.mention(STAFF, ASKING, KNOWN);
      await first.ack;
      await slack.redeliver(first);
      await until(() => posts(ASKING)[0]);
      await slack.redeliver(first);
      slack.disconnectSockets();
      await slack.waitForSocket();
      await slack.redeliver(first);
      const { ts } = slack.messages(ASKING)[0] ?? { ts: '' };
      const [third, second] = [
        await slack.mention(STAFF, ASKING, UNKNOWN, { threadTs: ts }),
        await slack.mention(STAFF, ASKING, KNOWN),
      ];
      await Promise.all([third.ack, second.ack]);
      await until(() => posts(ASKING).length >= 3 && true);
      await slack.redeliver(third);
      await slack.redeliver(second);
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect(posts(ASKING)).toHaveLength(3);
      const { total } = await application.consultations.list({ sort: 'oldest', offset: 0, limit: 1 });
      expect(total).toBe(3);
    }));

  it.each([
    ['does not answer after posting', { dropAfterDoing: true } as const],
    ['cuts the connection before posting', { dropBeforeDoing: true } as const],
    ['asks to wait', { rateLimited: 1 } as const],
    ['breaks', { status: 500 } as const],
  ])('%s, and the answer stands there once all the same', (_, fault) =>
    inSlack(async ({ application, slack, until, posts }) => {
      slack.fail('chat.postMessage', fault);
      await slack.mention(STAFF, ASKING, KNOWN);
      const answer = await until(() => posts(ASKING)[0]);
      await until(() => application.posts.findByMessage('slack', ASKING, answer.ts));
      expect(posts(ASKING)).toHaveLength(1);
      expect(await application.effects.failed(9)).toEqual([]);
    }),
  );

  it('says why a post cannot be delivered, keeps it for a person, and goes on with the others', () =>
    inSlack(async ({ application, slack, until, posts }) => {
      slack.fail('chat.postMessage', { error: 'is_archived' });
      await slack.mention(STAFF, ASKING, KNOWN);
      const [failed] = await until(async () => {
        const found = await application.effects.failed(9);
        return found.length === 1 && found;
      });
      expect(failed?.problem).toContain('is_archived: the channel is archived; unarchive it');
      await slack.mention(STAFF, ASKING, KNOWN);
      expect(textOf(await until(() => posts(ASKING)[0]))).toContain('郡市医師会');
      expect(await application.effects.retry(failed?.id ?? '')).toBe(true);
      await until(() => posts(ASKING).length === 2 && true);
      expect(await application.effects.failed(9)).toEqual([]);
    }));

  it('lacks one of the secretariat’s channels, and the card stands in the others', () =>
    inSlack(async ({ application, slack, until, posts }) => {
      const gone = {
        externalId: 'C0AGONE',
        name: 'もとの事務局',
        role: 'secretariat',
        audience: 'secretariat',
      } as const;
      const channels = [{ service: 'slack', prefecture: null, municipality: null, ...gone } as const];
      await application.directoryEntries.write(
        { at: application.now().toISOString(), people: [], channels },
        [],
      );
      await slack.mention(STAFF, ASKING, UNKNOWN);
      await until(() => posts(OFFICE).find((one) => textOf(one).includes('事務局の対応待ち')));
      await until(async () => (await application.effects.failed(9)).length === 1);
    }));

  it('is left before it has said who the desk is, and nothing is begun afterwards', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'renkei-left-'));
    const slack = await startSlack();
    const application = await compose(
      readConfig({ RENKEI_HOME: join(folder, 'home'), ...slackEnvironment(slack) }, folder),
    );
    const chats = new ChatServices(application, pino({ level: 'silent' }));
    try {
      slack.fail('auth.test', { hang: 500 });
      chats.start();
      await until(() => slack.calls.some(({ method }) => method === 'auth.test'));
      await chats.stop();
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(slack.calls.map(({ method }) => method)).toEqual(['auth.test']);
    } finally {
      await chats.stop();
      await application.close();
      await slack.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('leaves it to a person when the history cannot tell whether something was posted', () =>
    inSlack(async ({ application, slack, until, posts }) => {
      slack.fail('chat.postMessage', { dropAfterDoing: true });
      slack.fail('conversations.replies', { error: 'missing_scope' });
      await slack.mention(STAFF, ASKING, KNOWN);
      await until(async () => (await application.effects.failed(9)).length === 1);
      expect(posts(ASKING)).toHaveLength(1);
    }));

  it('refuses the tokens for a while, and neither the desk nor a post is lost by it', () =>
    inSlack(async ({ application, slack, until, posts }) => {
      slack.tokenTrouble = 'token_revoked';
      slack.dropSockets();
      await until(
        () => slack.callsOf('apps.connections.open').filter(({ response }) => !response.ok).length >= 2,
      );
      const asked = await slack.mention(STAFF, ASKING, KNOWN);
      slack.tokenTrouble = null;
      await asked.ack;
      expect(textOf(await until(() => posts(ASKING)[0]))).toContain('郡市医師会');
      slack.tokenTrouble = 'token_revoked';
      await slack.dm(STAFF, KNOWN);
      await until(() => slack.callsOf('chat.postMessage').some(({ response }) => !response.ok));
      slack.tokenTrouble = null;
      await until(() => posts(STAFF)[0]);
      expect(await application.effects.failed(9)).toEqual([]);
    }));

  it('has lost the card, which is made anew', () =>
    inSlack(async ({ slack, until, posts }) => {
      await slack.mention(STAFF, ASKING, UNKNOWN);
      const card = await until(() => posts(OFFICE)[0]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await slack.erase(card);
      await slack.pressed(OFFICER, card, 'take');
      const anew = await until(() => posts(OFFICE).find(({ ts }) => ts !== card.ts));
      expect(textOf(anew)).toContain('担当：佐藤さん');
    }));

  it('comes in over HTTP, signed, and nothing else does', () =>
    inSlack(
      async ({ slack, until, posts }) => {
        const asked = await slack.mention(STAFF, ASKING, KNOWN);
        expect((await asked.ack)?.afterMs).toBeLessThan(3000);
        await slack.redeliver(asked);
        const answer = await until(() => posts(ASKING)[0]);
        await slack.pressed(STAFF, answer, 'source:0');
        await until(() => slack.openViews[0]);
        const forged = {
          type: 'event_callback',
          event_id: 'Ev9',
          team_id: 'T0001',
          event: { type: 'app_mention' },
        };
        expect(await slack.deliverRaw(forged, { headers: { 'x-slack-signature': 'v0=00' } })).toBe(401);
        const old = String(Math.floor(Date.now() / 1000) - 400);
        expect(await slack.deliverRaw(forged, { headers: { 'x-slack-request-timestamp': old } })).toBe(401);
        expect(await slack.deliverRaw('not json')).toBe(400);
        expect(await slack.deliverRaw({ type: 'url_verification', challenge: 'abc' })).toBe(200);
        expect(posts(ASKING)).toHaveLength(1);
      },
      { mode: 'http' },
    ));

  it('knows somebody whose account was switched off as a stranger', () =>
    inSlack(async ({ application, slack, until, posts }) => {
      const known = await application.people.findByAccount('slack', STAFF);
      if (known === null) throw new Error('nobody');
      await application.people.save({ ...known, active: false });
      await slack.dm(STAFF, '研修会の講師謝金の上限はいくらですか');
      expect(textOf(await until(() => posts(STAFF)[0]))).toContain('名簿にない');
      await slack.dm(STRANGER, KNOWN);
      expect(textOf(await until(() => posts(STRANGER)[0]))).toContain('郡市医師会');
    }));
});
