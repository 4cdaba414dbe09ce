import { describe, expect, it } from 'vitest';
import { ASKING, inSlack, OFFICE, OFFICER, STAFF, textOf } from './desk-in-slack.js';

/** What Slack takes of blocks in all: https://github.com/slackapi/bolt-js/issues/2509. */
const LONGEST_MESSAGE = 13_200;

describe('long texts in Slack', { timeout: 60_000 }, () => {
  it('are posted as far as Slack takes them, with where the rest is', () =>
    inSlack(async ({ application, slack, until, posts }) => {
      await slack.mention(STAFF, ASKING, '宇宙旅行の補助金はいくらですか');
      const card = await until(() => posts(OFFICE).find((one) => textOf(one).includes('事務局の対応待ち')));
      const long = '補助金の手順です。'.repeat(1600);
      // Nobody writes there before the desk itself knows where its card is.
      await until(() => application.posts.findByMessage('slack', OFFICE, card.ts));
      await slack.mention(OFFICER, OFFICE, `回答：${long}`, { threadTs: card.ts });
      const reply = await until(() => posts(ASKING).find((one) => textOf(one).includes('補助金の手順')));
      expect(JSON.stringify(reply.blocks).length).toBeLessThan(LONGEST_MESSAGE);
      expect(textOf(reply)).toContain('収まらない部分');

      const replied = await until(() =>
        posts(OFFICE).find((one) => one.ts === card.ts && textOf(one).includes('回答済み')),
      );
      await slack.pressed(OFFICER, replied, 'correct');
      const form = await until(() => slack.openViews[0]);
      await (await slack.submit(OFFICER, form, { text: `誤りでした。${'訂正です。'.repeat(500)}` })).ack;
      const amended = await until(() =>
        posts(ASKING).find((one) => one.ts === reply.ts && textOf(one).includes('訂正前の内容')),
      );
      expect(JSON.stringify(amended.blocks).length).toBeLessThan(LONGEST_MESSAGE);
      expect(textOf(amended)).toContain('訂正です。'.repeat(500));
    }));

  it('are told of when what was asked is longer than what is looked up', () =>
    inSlack(async ({ slack, until, posts }) => {
      await slack.dm(STAFF, `補助金の手順${'を教えてください。'.repeat(500)}`);
      await until(() => posts(STAFF).find((one) => textOf(one).includes('はじめの3,000字まで')));
      await slack.dm(STAFF, '補助金の手順を教えてください');
      const short = await until(() => posts(STAFF)[1]);
      expect(textOf(short)).not.toContain('はじめの');
    }));

  it('are never cut within a character', () =>
    inSlack(async ({ application, slack, until, posts }) => {
      await slack.dm(STAFF, `💡${'あ'.repeat(57)}💡${'い'.repeat(2938)}💡💡`);
      await until(() => posts(STAFF)[0]);
      const { consultations } = await application.consultations.list({ sort: 'oldest', offset: 0, limit: 1 });
      expect(consultations[0]?.question).toMatch(/い+$/);
    }));
});
