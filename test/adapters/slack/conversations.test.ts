import { describe, expect, it } from 'vitest';
import {
  ASKING,
  COLLEAGUE,
  type DeskInSlack,
  inSlack,
  OFFICE,
  OFFICER,
  STAFF,
  STRANGER,
  textOf,
  UNLISTED,
} from './desk-in-slack.js';

const KNOWN = '相談窓口の設置は委託することができますか';
const INTERNAL = '研修会の講師謝金の上限はいくらですか';
const UNKNOWN = '宇宙旅行の補助金はいくらですか';

/** Asks what no document answers; the secretariat's card is there. */
async function waiting({ slack, until, posts }: DeskInSlack, question = UNKNOWN) {
  const asked = await slack.mention(STAFF, ASKING, question);
  await asked.ack;
  const answer = await until(() => posts(ASKING).find((one) => textOf(one).includes('事務局に届きました')));
  const card = await until(() => posts(OFFICE).find((one) => textOf(one).includes('事務局の対応待ち')));
  return { answer, card, thread: answer.thread_ts ?? '' };
}

/** The form that a button opens. */
async function opened({ slack, until }: DeskInSlack, press: () => Promise<{ ack: Promise<unknown> }>) {
  const before = slack.openViews.length;
  await (await press()).ack;
  return until(() => slack.openViews[before]);
}

describe('asking in Slack', { timeout: 60_000 }, () => {
  it('is answered in the thread, with sources that open, and follow-ups count when the desk is named', () =>
    inSlack(async (desk) => {
      const { slack, until, posts } = desk;
      const asked = await slack.mention(STAFF, ASKING, KNOWN);
      const { ts } = slack.messages(ASKING)[0] ?? { ts: '' };
      expect((await asked.ack)?.afterMs).toBeLessThan(3000);
      const answer = await until(() => posts(ASKING)[0]);
      expect(answer.thread_ts).toBe(ts);
      expect(textOf(answer)).toContain('郡市医師会に委託することができる');
      expect(textOf(answer)).toMatch(/出典\n［1］.*令和8年度/);
      const source = await opened(desk, () => slack.pressed(STAFF, answer, 'source:0'));
      expect(JSON.stringify(source.view)).toContain('郡市医師会に委託することができる');

      await slack.say(COLLEAGUE, ASKING, 'そうなのですね', { threadTs: ts });
      await slack.mention(STAFF, ASKING, 'では設置の委託先は？', { threadTs: ts });
      const second = await until(() => posts(ASKING)[1]);
      expect(second.thread_ts).toBe(ts);
      const { consultations } = await desk.application.consultations.list({
        sort: 'oldest',
        offset: 0,
        limit: 10,
      });
      expect(consultations.map(({ earlier }) => earlier)).toEqual([[], [KNOWN]]);
      expect(consultations[0]?.asker).toMatchObject({ name: '山田さん', municipality: '草津市' });
      expect(slack.troubles).toEqual([]);
    }));

  it('shows what the place may see, not what the person may', () =>
    inSlack(async ({ slack, until, posts }) => {
      await slack.mention(STAFF, UNLISTED, INTERNAL);
      expect(textOf(await until(() => posts(UNLISTED)[0]))).not.toContain('2万円');
      await slack.mention(STRANGER, ASKING, INTERNAL);
      const inChannel = textOf(await until(() => posts(ASKING)[0]));
      expect(inChannel).toContain('2万円');
      expect(inChannel).toContain('名簿にない');
      await slack.dm(STAFF, INTERNAL);
      expect(textOf(await until(() => posts(STAFF)[0]))).toContain('2万円');
      await slack.dm(STRANGER, INTERNAL);
      const alone = textOf(await until(() => posts(STRANGER)[0]));
      expect(alone).not.toContain('2万円');
      expect(alone).toContain('メンバーID');
    }));

  it('is answered for one alone by the command, and shared when that person says so', () =>
    inSlack(async (desk) => {
      const { slack, until, posts } = desk;
      await slack.slash(STAFF, ASKING, '/renkei', KNOWN);
      const alone = await until(() =>
        slack.ephemerals(ASKING, STAFF).find((one) => textOf(one).includes('郡市医師会')),
      );
      expect(posts(ASKING).filter(({ ephemeralFor }) => ephemeralFor === undefined)).toEqual([]);
      await slack.pressed(STAFF, alone, 'share');
      const shared = await until(() =>
        slack
          .messages(ASKING)
          .find((one) => one.ephemeralFor === undefined && textOf(one).includes('郡市医師会')),
      );
      expect(textOf(shared)).not.toContain('チャンネルに共有する');
    }));

  it('keeps personal details out of everything, and calls nobody', () =>
    inSlack(async (desk) => {
      const { application, slack, until, posts } = desk;
      const text = `患者の田中一郎さん（090-1234-5678）に <!channel> ${'あ'.repeat(2500)} *太字* <@${COLLEAGUE}> \u202e逆\u0007`;
      const { card } = await waiting(desk, text);
      expect(textOf(card)).toContain('〔氏名〕');
      await slack.dm(STAFF, '');
      await slack.dm(STAFF, '<script>alert(1)</script> & <https://example.com|銀行>');
      await until(() => posts(STAFF).length >= 2 && true);
      const said = JSON.stringify([slack.messages(OFFICE), posts(ASKING), posts(STAFF)]);
      expect(said).not.toMatch(/田中一郎|090-1234-5678/);
      expect(slack.pings).toEqual([]);
      const { consultations } = await application.consultations.list({ sort: 'oldest', offset: 0, limit: 9 });
      expect(JSON.stringify(consultations)).not.toMatch(/田中一郎|090-1234-5678/);
      expect(slack.calls.filter(({ response }) => !response.ok)).toEqual([]);
    }));
});

describe('the secretariat in Slack', { timeout: 60_000 }, () => {
  it('takes up, asks back, is answered in the thread, replies, and the asker is told everywhere', () =>
    inSlack(async (desk) => {
      const { slack, until, posts } = desk;
      const { card, thread } = await waiting(desk);
      const shows = (words: string) =>
        until(() => posts(OFFICE).find((one) => one.ts === card.ts && textOf(one).includes(words)));
      await slack.pressed(OFFICER, card, 'take');
      const taken = await shows('担当：佐藤さん');
      const asking = await opened(desk, () => slack.pressed(OFFICER, taken, 'ask-back'));
      await (await slack.submit(OFFICER, asking, { text: '対象は何名ですか。' })).ack;
      const back = await until(() => posts(ASKING).find((one) => textOf(one).includes('対象は何名ですか')));
      expect(back.thread_ts).toBe(thread);
      await slack.mention(STAFF, ASKING, '3名です。', { threadTs: thread });
      await until(() => posts(ASKING).find((one) => textOf(one).includes('お返事を事務局に伝えました')));
      const answered = await shows('3名です');

      const form = await opened(desk, () => slack.pressed(OFFICER, answered, 'reply'));
      expect(JSON.stringify(form.view)).toContain(UNKNOWN);
      await (await slack.submit(OFFICER, form, { text: '補助金はありません。' })).ack;
      const reply = await until(() =>
        posts(ASKING).find((one) => textOf(one).includes('補助金はありません')),
      );
      expect(reply.thread_ts).toBe(thread);
      await until(() => posts(STAFF).find((one) => textOf(one).includes('事務局から回答がありました')));
      await shows('回答済み');
      await slack.pressed(STAFF, reply, 'close');
      await shows('完了');
      expect(posts(OFFICE)).toHaveLength(1);
      expect(slack.troubles).toEqual([]);
      expect(slack.openViews).toEqual([]);
    }));

  it('is not overwritten by somebody who looked at an older state, whose words stay in the form', () =>
    inSlack(async (desk) => {
      const { slack, until, posts } = desk;
      const { card } = await waiting(desk);
      const first = await opened(desk, () => slack.pressed(OFFICER, card, 'reply'));
      const second = await opened(desk, () => slack.pressed(COLLEAGUE, card, 'reply'));
      await (await slack.submit(OFFICER, first, { text: '一つ目の回答です。' })).ack;
      await (await slack.submit(COLLEAGUE, second, { text: '二つ目の回答です。' })).ack;
      expect(slack.openViews.map(({ id }) => id)).toEqual([second.id]);
      await until(() => posts(ASKING).find((one) => textOf(one).includes('一つ目の回答')));
      expect(JSON.stringify(posts(ASKING))).not.toContain('二つ目の回答');
    }));

  it('replies in the card’s thread when it says so, and colleagues may talk there', () =>
    inSlack(async (desk) => {
      const { slack, until, posts } = desk;
      const { card } = await waiting(desk);
      // Nobody writes there before the desk itself knows where its card is.
      await until(() => desk.application.posts.findByMessage('slack', OFFICE, card.ts));
      await slack.say(OFFICER, OFFICE, '誰が対応しますか', { threadTs: card.ts });
      await slack.mention(COLLEAGUE, OFFICE, '誰が対応しますか', { threadTs: card.ts });
      await until(() => posts(OFFICE).find((one) => textOf(one).includes('質問者には届きません')));
      await slack.mention(OFFICER, OFFICE, '回答：補助金はありません。', { threadTs: card.ts });
      await until(() => posts(ASKING).find((one) => textOf(one).includes('補助金はありません')));
      expect(JSON.stringify(posts(ASKING))).not.toContain('誰が対応');
    }));

  it('corrects in place, says when and why, and tells the thread', () =>
    inSlack(async (desk) => {
      const { slack, until, posts } = desk;
      const { card } = await waiting(desk);
      const form = await opened(desk, () => slack.pressed(OFFICER, card, 'reply'));
      await (await slack.submit(OFFICER, form, { text: '補助金はありません。' })).ack;
      const reply = await until(() =>
        posts(ASKING).find((one) => textOf(one).includes('補助金はありません')),
      );
      const replied = await until(() =>
        posts(OFFICE).find((one) => one.ts === card.ts && textOf(one).includes('回答済み')),
      );
      const correcting = await opened(desk, () => slack.pressed(OFFICER, replied, 'correct'));
      await (
        await slack.submit(OFFICER, correcting, { text: '補助金は10万円です。要領が改められたためです。' })
      ).ack;
      const amended = await until(() =>
        posts(ASKING).find((one) => one.ts === reply.ts && textOf(one).includes('【訂正】')),
      );
      expect(textOf(amended)).toMatch(/10万円[\s\S]*訂正前の内容[\s\S]*補助金はありません/);
      const told = await until(() =>
        posts(ASKING).find((one) => one.ts !== reply.ts && textOf(one).includes('訂正があります')),
      );
      expect(told.thread_ts).toBe(reply.thread_ts);

      const once = await until(() => posts(OFFICE).find((one) => textOf(one).includes('10万円')));
      const again = await opened(desk, () => slack.pressed(OFFICER, once, 'correct'));
      await (await slack.submit(OFFICER, again, { text: '補助金は20万円でした。' })).ack;
      const twice = await until(() =>
        posts(ASKING).find((one) => textOf(one).includes('20万円') && textOf(one).includes('訂正前の内容')),
      );
      expect(twice.ts).toBe(reply.ts);
      expect(textOf(twice)).not.toContain('10万円');
    }));

  it('alone may do what is its own', () =>
    inSlack(async (desk) => {
      const { slack, until, posts } = desk;
      const { answer } = await waiting(desk);
      await slack.mention(STAFF, ASKING, KNOWN);
      const known = await until(() => posts(ASKING).find((one) => textOf(one).includes('郡市医師会')));
      const notice = await opened(desk, () => slack.pressed(STRANGER, known, 'escalate'));
      expect(JSON.stringify(notice.view)).toContain('質問した方だけ');
      await slack.pressed(STRANGER, known, 'rate-good');
      await until(() =>
        slack.ephemerals(ASKING, STRANGER).find((one) => textOf(one).includes('扱える方だけ')),
      );
      expect(answer.ts).not.toBe(known.ts);
    }));
});

describe('the asker in Slack', { timeout: 60_000 }, () => {
  it('escalates with a wish, rates, and brings in what somebody else wrote', () =>
    inSlack(async (desk) => {
      const { application, slack, until, posts } = desk;
      await slack.mention(STAFF, ASKING, KNOWN);
      const answer = await until(() => posts(ASKING)[0]);
      const poor = await opened(desk, () => slack.pressed(STAFF, answer, 'rate-poor'));
      await (await slack.submit(STAFF, poor, { text: '委託先が違います' })).ack;
      const form = await opened(desk, () => slack.pressed(STAFF, answer, 'escalate'));
      // The rating came in between: the form was opened on what is there now.
      await (await slack.submit(STAFF, form, { text: '詳しく知りたい', wished: '2026-12-01' })).ack;
      const card = await until(() => posts(OFFICE)[0]);
      expect(textOf(card)).toContain('回答の希望日：2026年12月1日');
      await until(() => posts(ASKING).find((one) => textOf(one).includes('事務局にお届けしました')));

      const said = await slack.say(
        COLLEAGUE,
        ASKING,
        '患者の田中一郎さんの退院支援は、どこに相談すればよいですか',
      );
      await slack.messageShortcut(STAFF, ASKING, String((said.body.event as { ts: string }).ts), 'consult');
      const consult = await until(() => slack.openViews[0]);
      expect(JSON.stringify(consult.view)).toContain('〔氏名〕');
      await (await slack.submit(STAFF, consult, { text: '退院支援は、どこに相談すればよいですか' })).ack;
      await until(() => posts(OFFICE).length === 2 && true);
      await until(() => posts(STAFF).find((one) => textOf(one).includes('相談番号')));
      const { consultations } = await application.consultations.list({ sort: 'oldest', offset: 0, limit: 9 });
      expect(consultations.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
      expect(consultations[0]?.feedback).toMatchObject({ good: false, reason: '委託先が違います' });
    }));

  it('sees a home with what is open, and prompts in the assistant’s pane', () =>
    inSlack(async (desk) => {
      const { slack, until, posts } = desk;
      await waiting(desk);
      await slack.openHome(STAFF);
      const home = await until(() => slack.homeOf(STAFF));
      expect(JSON.stringify(home.view)).toContain(UNKNOWN);
      await slack.openHome(OFFICER);
      const office = await until(() => slack.homeOf(OFFICER));
      expect(JSON.stringify(office.view)).toContain('対応を待っている相談（1件）');
      const begun = await slack.startAssistant(STAFF);
      const { thread_ts } = begun.body.event as never as { thread_ts?: string };
      const thread =
        thread_ts ??
        (begun.body.event as { assistant_thread: { thread_ts: string } }).assistant_thread.thread_ts;
      await until(() => slack.threadFace(STAFF, thread).prompts);
      await slack.dm(STAFF, KNOWN, { threadTs: thread });
      const answer = await until(() => posts(STAFF).find((one) => textOf(one).includes('郡市医師会')));
      expect(answer.thread_ts).toBe(thread);
      await until(() => slack.threadFace(STAFF, thread).title);
    }));
});
