import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startSlack } from '../../stand-ins/slack/slack-stand-in.js';
import {
  furnish as furnishSlack,
  ASKING as SLACK_ASKING,
  OFFICE as SLACK_OFFICE,
  STAFF as SLACK_STAFF,
  slackEnvironment,
  textOf as slackTextOf,
} from '../slack/desk-in-slack.js';
import { ASKING, CHAT, inTeams, OFFICE, OFFICER, SDKS, STAFF, textOf } from './desk-in-teams.js';

const QUESTION = '相談窓口の設置は委託できますか';
const UNANSWERABLE = '宇宙旅行の補助金はいくらですか';

describe.each(SDKS)('posts in Teams, sent by %s', (sdk) => {
  it.each(sdk === 'botbuilder' ? [429, 502] : [429, 412, 502, 503, 504])(
    'come again after HTTP %i, once',
    (status) =>
      inTeams(
        async ({ teams, until }) => {
          teams.fail('send', { status, times: 2, ...(status === 429 ? { retryAfter: 1 } : {}) });
          await teams.says(STAFF, CHAT, QUESTION);
          await until(() => teams.messages(CHAT)[0]);
          await new Promise((resolve) => setTimeout(resolve, 700));
          expect(teams.messages(CHAT)).toHaveLength(1);
        },
        { sdk },
      ),
  );

  it.each(['before', 'after'] as const)(
    'of which nobody knows whether they were made are not repeated: the connection was cut %s',
    (cut) =>
      inTeams(
        async ({ teams, until, application }) => {
          teams.fail('send', { cut });
          await teams.says(STAFF, CHAT, QUESTION);
          const [failed] = await until(async () => {
            const all = await application.effects.failed(5);
            return all.length > 0 ? all : null;
          });
          expect(failed?.problem).toContain('unconfirmed');
          const standing = cut === 'after' ? 1 : 0;
          expect(teams.messages(CHAT)).toHaveLength(standing);
          // Somebody has looked, and wants it posted.
          expect(await application.effects.retry(failed?.id ?? '')).toBe(true);
          await until(() => teams.messages(CHAT).length === standing + 1);
        },
        { sdk },
      ),
  );

  it('stand there once, also when Teams says nothing of them', () =>
    inTeams(
      async ({ teams, until, application }) => {
        teams.fail('send', { silent: true });
        await teams.says(STAFF, CHAT, QUESTION);
        await until(() => teams.messages(CHAT)[0]);
        await new Promise((resolve) => setTimeout(resolve, 2500));
        expect(teams.messages(CHAT)).toHaveLength(1);
        expect(await application.effects.failed(5)).toEqual([]);
      },
      { sdk },
    ));

  it('wait for the conversation with a person to be begun, which posts nothing', () =>
    inTeams(
      async ({ teams, until, application }) => {
        await teams.says(STAFF, ASKING, UNANSWERABLE);
        const card = await until(() => teams.messages(OFFICE)[0]);
        teams.fail('create', { cut: 'after' });
        const form = await teams.presses(OFFICER, card, '回答する');
        await teams.submits(OFFICER, OFFICE, form, { text: '令和8年度にはありません。' });
        await until(() => teams.messages(CHAT).find((one) => textOf(one).includes('回答がありました')));
        expect(await application.effects.failed(5)).toEqual([]);
      },
      { sdk },
    ));

  it('wait for a token, and for a desk that was put back', () =>
    inTeams(
      async ({ teams, until, application }) => {
        teams.fail('token', { status: 503, times: 2 });
        await teams.says(STAFF, CHAT, QUESTION);
        await until(() => teams.messages(CHAT)[0]);
        await teams.installs(CHAT, 'remove');
        await teams.says(STAFF, CHAT, UNANSWERABLE);
        const [failed] = await until(async () => {
          const all = await application.effects.failed(5);
          return all.length > 0 ? all : null;
        });
        expect(failed?.problem).toMatch(/BotNotInConversationRoster.*add it again/);
        await until(() => teams.messages(OFFICE)[0]);
      },
      { sdk },
    ));
});

describe('posts in Teams', () => {
  it('stay within its limits whatever they hold', () =>
    inTeams(async ({ teams, until }) => {
      await teams.says(STAFF, CHAT, UNANSWERABLE);
      const card = await until(() => teams.messages(OFFICE)[0]);
      const hostile =
        '**太字** <at>全員</at> [押す](https://evil.example.jp) \u202e逆 \u0007 <script>alert(1)</script>\n# 見出し\n| 表 |\n';
      const form = await teams.presses(OFFICER, card, '回答する');
      await teams.submits(OFFICER, OFFICE, form, {
        text: `${hostile.repeat(8)}${'長い回答です。'.repeat(370)}`,
      });
      const reply = await until(() => teams.messages(CHAT).find((one) => textOf(one).includes('長い回答')));
      expect(teams.troubles).toEqual([]);
      expect(textOf(reply)).toContain('長い回答です。');
      expect(textOf(reply)).not.toMatch(/[\u202e\u0007]/);
      const correction = await until(async () =>
        textOf(card).includes('訂正する') ? teams.presses(OFFICER, card, '訂正する') : null,
      );
      await teams.submits(OFFICER, OFFICE, correction, { text: '訂正です。'.repeat(600) });
      await until(() => reply.edits > 0);
      expect(textOf(reply)).toContain('訂正です。'.repeat(100));
      await until(() => textOf(card).includes('訂正です。'));
      expect(teams.troubles).toEqual([]);
    }));

  it.each([
    ['in one paragraph', '一段落の回答です。'.repeat(330), '一段落の回答です。', 330],
    ['in very many lines', '短い行\n'.repeat(750), '短い行', 750],
  ])('hold the whole of a long reply %s', (_, reply, piece, times) =>
    inTeams(async ({ teams, until }) => {
      await teams.says(STAFF, CHAT, UNANSWERABLE);
      const card = await until(() => teams.messages(OFFICE)[0]);
      const form = await teams.presses(OFFICER, card, '回答する');
      await teams.submits(OFFICER, OFFICE, form, { text: reply });
      const arrived = await until(() => teams.messages(CHAT).find((one) => textOf(one).includes(piece)));
      expect(textOf(arrived).split(piece)).toHaveLength(times + 1);
      expect(teams.troubles).toEqual([]);
    }),
  );

  it('are not repeated when that they stand there cannot be written down', () =>
    inTeams(async ({ teams, until, application }) => {
      const full = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' });
      const { sent } = application.sends;
      application.sends.sent = async () => {
        application.sends.sent = sent;
        throw full;
      };
      await teams.says(STAFF, CHAT, QUESTION);
      const [failed] = await until(async () => {
        const all = await application.effects.failed(5);
        return all.length > 0 ? all : null;
      });
      expect(failed?.problem).toContain('unconfirmed');
      expect(teams.messages(CHAT)).toHaveLength(1);
    }));

  it('carry the desk’s token to no address that was kept from a trial', () =>
    inTeams(async ({ teams, until, application }) => {
      const called: unknown[] = [];
      const elsewhere = createServer((request, response) => {
        called.push(request.headers.authorization);
        response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"x","activityId":"y"}');
      });
      await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
      try {
        const serviceUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
        const trial = { id: 'a:trial', kind: 'personal', tenant: '', account: STAFF, serviceUrl } as const;
        await application.teamsConversations.save({ ...trial, goneAt: null }, '2999-01-01T00:00:00.000Z');
        await teams.says(STAFF, ASKING, UNANSWERABLE);
        const card = await until(() => teams.messages(OFFICE)[0]);
        await teams.says(OFFICER, OFFICE, '回答：令和8年度にはありません。', { thread: card.id });
        await until(() => teams.messages(CHAT).find((one) => textOf(one).includes('回答がありました')));
        expect(called).toEqual([]);
      } finally {
        elsewhere.close();
      }
    }));

  it('make a new card where somebody has deleted it', () =>
    inTeams(async ({ teams, until }) => {
      await teams.says(STAFF, CHAT, UNANSWERABLE);
      const card = await until(() => teams.messages(OFFICE)[0]);
      teams.remove(card);
      await teams.presses(OFFICER, card, '担当する');
      const next = await until(() => teams.messages(OFFICE)[0]);
      expect(textOf(next)).toContain('担当：佐藤さん');
    }));
});

describe('a consultation that crosses', () => {
  it('from Slack to Teams and back is one', async () => {
    const slack = await startSlack({ retryAfterMs: 300 });
    furnishSlack(slack);
    const people = [
      { id: '山田', slackId: SLACK_STAFF, teamsId: STAFF, role: 'staff' as const },
      { id: '佐藤', slackId: null, teamsId: OFFICER, role: 'secretariat' as const },
    ].map((one) => ({
      ...one,
      name: `${one.id}さん`,
      mail: null,
      prefecture: null,
      municipality: null,
      active: true,
    }));
    const channels = [
      { externalId: SLACK_ASKING, name: '質問', role: 'staff' as const, audience: 'staff' as const },
      {
        externalId: SLACK_OFFICE,
        name: '事務局',
        role: 'secretariat' as const,
        audience: 'secretariat' as const,
      },
    ].map((one) => ({ service: 'slack' as const, prefecture: null, municipality: null, ...one }));
    try {
      await inTeams(
        async ({ teams, until }) => {
          await slack.waitForSocket();
          const own = (channel: string) =>
            slack.messages(channel).filter(({ user }) => user === slack.botUser);
          // Asked in Slack, answered in Teams.
          await slack.mention(SLACK_STAFF, SLACK_ASKING, UNANSWERABLE);
          const card = await until(() => teams.messages(OFFICE)[0]);
          const slackCard = await until(() => own(SLACK_OFFICE)[0]);
          const form = await teams.presses(OFFICER, card, '回答する');
          await teams.submits(OFFICER, OFFICE, form, { text: 'Teamsからの回答です。' });
          await until(() => own(SLACK_ASKING).find((one) => slackTextOf(one).includes('Teamsからの回答')));
          await until(() => teams.messages(CHAT).find((one) => textOf(one).includes('回答がありました')));
          await until(() =>
            own(SLACK_OFFICE).find((one) => one.ts === slackCard.ts && slackTextOf(one).includes('回答済み')),
          );
          // Asked in Teams, seen in Slack.
          await teams.says(STAFF, CHAT, '月面基地の補助金はいくらですか');
          await until(() => own(SLACK_OFFICE).find((one) => slackTextOf(one).includes('月面基地')));
          expect(teams.troubles).toEqual([]);
        },
        { people, channels, settings: slackEnvironment(slack) },
      );
    } finally {
      await slack.stop();
    }
  });
});
