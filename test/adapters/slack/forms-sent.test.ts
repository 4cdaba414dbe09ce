import { describe, expect, it } from 'vitest';
import {
  ASKING,
  COLLEAGUE,
  type DeskInSlack,
  inSlack,
  OFFICE,
  OFFICER,
  STAFF,
  textOf,
} from './desk-in-slack.js';

const UNKNOWN = '宇宙旅行の補助金はいくらですか';

/** The form of a reply, opened on the card. */
async function replying({ slack, until, posts }: DeskInSlack) {
  await slack.mention(STAFF, ASKING, UNKNOWN);
  const card = await until(() => posts(OFFICE).find((one) => textOf(one).includes('事務局の対応待ち')));
  await slack.pressed(OFFICER, card, 'reply');
  const form = await until(() => slack.openViews[0]);
  return { card, form };
}

describe('a form that was sent', { timeout: 60_000 }, () => {
  it('twice is carried out once, and calls it no conflict', () =>
    inSlack(async (desk) => {
      const { slack, until, posts } = desk;
      const { form } = await replying(desk);
      const twice = [1, 2].map(() => slack.submit(OFFICER, form, { text: '補助金はありません。' }));
      const answers = await Promise.all((await Promise.all(twice)).map(({ ack }) => ack));
      expect(answers.map((one) => one?.payload)).toEqual([{}, {}]);
      expect(slack.openViews).toEqual([]);
      await until(() => posts(ASKING).find((one) => textOf(one).includes('補助金はありません')));
      expect(slack.troubles).toEqual([]);
    }));

  it('twice for a new consultation makes one', () =>
    inSlack(async ({ application, slack, until, posts }) => {
      const { body } = await slack.say(COLLEAGUE, ASKING, '退院支援の相談先を知りたいです');
      await slack.messageShortcut(STAFF, ASKING, String((body.event as { ts: string }).ts), 'consult');
      const form = await until(() => slack.openViews[0]);
      const text = '退院支援は、どこに相談すればよいですか';
      const twice = [1, 2].map(() => slack.submit(STAFF, form, { text }));
      await Promise.all((await Promise.all(twice)).map(({ ack }) => ack));
      await until(() => posts(OFFICE)[0]);
      const { total } = await application.consultations.list({ sort: 'oldest', offset: 0, limit: 1 });
      expect(total).toBe(1);
    }));

  it('with nothing but blanks stays open and says so', () =>
    inSlack(async (desk) => {
      const { application, slack } = desk;
      const { form } = await replying(desk);
      await (await slack.submit(OFFICER, form, { text: ' \u3000\n' })).ack;
      expect(slack.openViews[0]?.errors).toEqual({ text: expect.stringContaining('入力してください') });
      const { consultations } = await application.consultations.list({ sort: 'oldest', offset: 0, limit: 1 });
      expect(consultations[0]?.state).toBe('waiting');
    }));

  it('but was made by another version of the desk stays open and says what to do', () =>
    inSlack(async (desk) => {
      const { form } = await replying(desk);
      Object.assign(form.view, { private_metadata: '{"consultation":7}' });
      await (await desk.slack.submit(OFFICER, form, { text: '補助金はありません。' })).ack;
      expect(desk.slack.openViews[0]?.errors).toEqual({ text: expect.stringContaining('古くなっています') });
    }));

  it('and is refused when nobody looks at it any more, tells its sender', () =>
    inSlack(async (desk) => {
      const { application, slack, until, posts } = desk;
      const { card, form } = await replying(desk);
      await slack.pressed(COLLEAGUE, card, 'take');
      await until(() => posts(OFFICE).find((one) => textOf(one).includes('担当：鈴木さん')));
      // As it is kept when the desk dies before it carries it out.
      await application.inbox.accept({
        id: 'slack:9.9.late',
        service: 'slack',
        order: 'slack:view:V9',
        receivedAt: application.now().toISOString(),
        body: {
          type: 'view_submission',
          team: { id: slack.team },
          user: { id: OFFICER },
          view: {
            id: 'V9',
            type: 'modal',
            callback_id: 'reply',
            private_metadata: form.view.private_metadata,
            state: { values: { text: { value: { type: 'plain_text_input', value: '遅い回答です。' } } } },
          },
        },
      });
      const told = await until(() => posts(OFFICER)[0]);
      expect(textOf(told)).toContain('状態が変わっていた');
    }));
});
