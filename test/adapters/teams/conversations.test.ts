import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialogCard } from '../../stand-ins/teams/teams-stand-in.js';
import {
  ASKING,
  CHAT,
  GROUP,
  inTeams,
  OFFICE,
  OFFICER,
  OFFICERS_CHAT,
  SDKS,
  STAFF,
  STRANGER,
  STRANGERS_CHAT,
  textOf,
} from './desk-in-teams.js';

const QUESTION = '相談窓口の設置は委託できますか';
const UNANSWERABLE = '宇宙旅行の補助金はいくらですか';

describe.each(SDKS)('a conversation in Teams, driven by %s', (sdk) => {
  it('answers in the chat, with the source in numbers and to unfold', () =>
    inTeams(
      async ({ teams, until, application }) => {
        expect((await teams.says(STAFF, CHAT, QUESTION)).status).toBe(200);
        const answer = await until(() => teams.messages(CHAT)[0]);
        expect(answer.activity.text).toContain('郡市医師会に委託することができる');
        expect(answer.activity.text).toContain('[1]');
        expect(answer.activity.entities).toMatchObject([
          {
            '@type': 'Message',
            citation: [{ position: 1, appearance: { name: expect.stringContaining('要領') } }],
          },
        ]);
        expect(textOf(answer)).toContain('出典1を見る');
        expect(textOf(answer)).toContain('要領');
        expect(textOf(answer)).toContain('R8-000001');
        expect(teams.troubles).toEqual([]);
        const { consultations } = await application.consultations.list({
          sort: 'oldest',
          offset: 0,
          limit: 5,
        });
        expect(consultations[0]).toMatchObject({
          question: QUESTION,
          asker: { personId: '山田', municipality: '草津市', channel: 'teams' },
        });
      },
      { sdk },
    ));

  it('carries a consultation from the channel through the secretariat and back', () =>
    inTeams(
      async ({ teams, until, application }) => {
        const { id } = await teams.says(STAFF, ASKING, UNANSWERABLE);
        const answer = await until(() => teams.messages(ASKING)[0]);
        expect(answer.thread).toBe(id);
        expect(textOf(answer)).toContain('事務局に届きました');
        const card = await until(() => teams.messages(OFFICE)[0]);
        expect(textOf(card)).toContain(UNANSWERABLE);

        const taken = await teams.presses(OFFICER, card, '担当する');
        expect(taken.body).toMatchObject({ value: '相談（R8-000001）の担当になりました。' });
        await until(() => card.edits > 0 && textOf(card).includes('担当：佐藤さん'));

        const asking = await teams.presses(OFFICER, card, '問い返す');
        expect(dialogCard(asking).actions).toMatchObject([{ title: '問い返す' }]);
        await teams.submits(OFFICER, OFFICE, asking, { text: 'どの年度のことですか。' });
        const askedBack = await until(() =>
          teams.messages(ASKING).find((one) => textOf(one).includes('どの年度のことですか')),
        );
        expect(askedBack.thread).toBe(id);
        await until(() => teams.messages(CHAT).find((one) => textOf(one).includes('確認したいこと')));
        await teams.says(STAFF, ASKING, '令和8年度です。', { thread: id });
        await until(() =>
          teams.messages(ASKING).find((one) => textOf(one).includes('お返事を事務局に伝えました')),
        );

        const replying = await until(async () => {
          const opened = await teams.presses(OFFICER, card, '回答する').catch(() => null);
          return opened !== null && 'task' in (opened.body ?? {}) ? opened : null;
        });
        await teams.submits(OFFICER, OFFICE, replying, { text: '令和8年度にはありません。' });
        const reply = await until(() =>
          teams.messages(ASKING).find((one) => textOf(one).includes('令和8年度にはありません')),
        );
        expect(reply.thread).toBe(id);
        const closed = await teams.presses(STAFF, reply, '解決した');
        expect(closed.body).toMatchObject({ value: '相談（R8-000001）を完了にしました。' });
        expect(await application.audit.verify()).toBeNull();
        expect(teams.troubles).toEqual([]);
      },
      { sdk },
    ));
});

describe('asking in Teams', () => {
  it('uses what only staff may see in their own chat and channel, and nothing of it with strangers', () =>
    inTeams(async ({ teams, until }) => {
      const question = '研修会の講師謝金の上限はいくらですか';
      await teams.says(STAFF, CHAT, question);
      await until(() => textOf(teams.messages(CHAT)[0] ?? { activity: {} }).includes('2万円'));
      await teams.says(STRANGER, STRANGERS_CHAT, question);
      const strangers = await until(() => teams.messages(STRANGERS_CHAT)[0]);
      expect(textOf(strangers)).not.toContain('2万円');
      expect(textOf(strangers)).toContain('名簿にない');
      await teams.says(STAFF, GROUP, question);
      const group = await until(() => teams.messages(GROUP)[0]);
      expect(textOf(group)).not.toContain('2万円');
    }));

  it('reads nothing that does not name it, and answers a delivery once', () =>
    inTeams(async ({ teams, until, application }) => {
      expect((await teams.says(STAFF, ASKING, '独り言です', { mention: false })).status).toBe(200);
      await Promise.all(['1', '2', '3'].map(() => teams.says(STAFF, CHAT, QUESTION, { id: 'same' })));
      await until(() => teams.messages(CHAT)[0]);
      await teams.says(STAFF, CHAT, QUESTION, { id: 'same' });
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect(teams.messages(CHAT)).toHaveLength(1);
      const found = await application.consultations.list({ sort: 'oldest', offset: 0, limit: 5 });
      expect(found.total).toBe(1);
    }));

  it('follows up without a thread for a while, and takes an answer to the secretariat only where it answers', async () => {
    let minutes = 0;
    const now = () => new Date(Date.now() + minutes * 60_000);
    await inTeams(
      async ({ teams, until, application }) => {
        await teams.says(STAFF, CHAT, UNANSWERABLE);
        const first = await until(() => teams.messages(CHAT)[0]);
        const card = await until(() => teams.messages(OFFICE)[0]);
        const asking = await teams.presses(OFFICER, card, '問い返す');
        await teams.submits(OFFICER, OFFICE, asking, { text: '何年度ですか。' });
        const askedBack = await until(() =>
          teams.messages(CHAT).find((one) => textOf(one).includes('何年度ですか')),
        );
        expect(askedBack.id).not.toBe(first.id);
        await teams.says(STAFF, CHAT, QUESTION);
        const other = await until(() =>
          teams.messages(CHAT).find((one) => textOf(one).includes('R8-000002')),
        );
        expect(textOf(other)).toContain('問い返し（R8-000001）');
        await teams.says(STAFF, CHAT, '令和8年度です。', { quoting: askedBack.id });
        await until(() =>
          teams.messages(CHAT).find((one) => textOf(one).includes('お返事を事務局に伝えました')),
        );
        const entries = await application.consultations.entries(
          (await application.consultations.list({ sort: 'oldest', offset: 0, limit: 1 })).consultations[0]
            ?.id ?? '',
        );
        expect(entries.findLast(({ action }) => action === 'answer-back')?.text).toBe('令和8年度です。');

        await teams.says(STAFF, CHAT, 'それは誰に？');
        await until(() => teams.messages(CHAT).find((one) => textOf(one).includes('R8-000003')));
        minutes = 40;
        await teams.says(STAFF, CHAT, 'それは誰に？');
        await until(() => teams.messages(CHAT).find((one) => textOf(one).includes('R8-000004')));
        const all = await application.consultations.list({ sort: 'oldest', offset: 0, limit: 9 });
        expect(all.consultations[2]?.earlier).toContain(QUESTION);
        expect(all.consultations[3]?.earlier).toEqual([]);
      },
      { now },
    );
  });

  it('masks what is kept, also while it waits', () =>
    inTeams(async ({ teams, until, application }) => {
      await teams.says(
        STAFF,
        CHAT,
        '患者の田中一郎さん（電話090-1234-5678）の件で、相談窓口の設置は委託できますか',
      );
      const answer = await until(() => teams.messages(CHAT)[0]);
      const { consultations } = await application.consultations.list({ sort: 'oldest', offset: 0, limit: 1 });
      expect(consultations[0]?.question).not.toMatch(/田中一郎|090-1234/);
      expect(textOf(answer)).not.toMatch(/田中一郎|090-1234/);
    }));
});

describe('the secretariat in a group chat', () => {
  it('answers by a reply to the card, as there are no threads', () =>
    inTeams(
      async ({ teams, until }) => {
        await teams.says(STAFF, CHAT, UNANSWERABLE);
        const card = await until(() => teams.messages(GROUP)[0]);
        await teams.says(OFFICER, GROUP, '回答：令和8年度にはありません。', { quoting: card.id });
        await until(() =>
          teams.messages(CHAT).find((one) => textOf(one).includes('令和8年度にはありません')),
        );
        await teams.says(STRANGER, GROUP, '回答：うその回答です。', { quoting: card.id });
        await until(() => teams.messages(GROUP).find((one) => textOf(one).includes('扱える方だけ')));
        expect(teams.messages(CHAT).some((one) => textOf(one).includes('うその回答'))).toBe(false);
      },
      {
        channels: [
          {
            service: 'teams',
            externalId: GROUP,
            name: '事務局のチャット',
            role: 'secretariat',
            audience: 'secretariat',
            prefecture: null,
            municipality: null,
          },
        ],
      },
    ));
});

describe('forms and buttons in Teams', () => {
  it('escalate with classification and date, rate with a reason, and answer a related question', () =>
    inTeams(async ({ teams, until, application }) => {
      await teams.says(STAFF, CHAT, QUESTION);
      const answer = await until(() => teams.messages(CHAT)[0]);
      expect((await teams.presses(STAFF, answer, '👍 役に立った')).body).toMatchObject({
        value: expect.stringContaining('ありがとうございます'),
      });
      const poor = await teams.presses(STAFF, answer, '👎 役に立たなかった');
      await teams.submits(STAFF, CHAT, poor, { text: '' });
      const form = await teams.presses(STAFF, answer, '事務局に相談する');
      const sent = await teams.submits(STAFF, CHAT, form, {
        text: '委託先の例を知りたいです。',
        wished: '2026-12-25',
      });
      expect(sent.body).toEqual({ task: { type: 'message', value: '送信しました。' } });
      const card = await until(() => teams.messages(OFFICE)[0]);
      expect(textOf(card)).toContain('委託先の例を知りたいです');
      const { consultations } = await application.consultations.list({ sort: 'oldest', offset: 0, limit: 1 });
      expect(consultations[0]).toMatchObject({ state: 'waiting', feedback: { good: false } });
      const stranger = await teams.presses(STRANGER, answer, '事務局に相談する');
      expect(textOf({ activity: { attachments: [dialogCard(stranger)] } })).toContain('質問した方だけ');
    }));

  it('keep what was typed when somebody else was faster', () =>
    inTeams(async ({ teams, until, application }) => {
      await teams.says(STAFF, ASKING, UNANSWERABLE);
      const card = await until(() => teams.messages(OFFICE)[0]);
      const mine = await teams.presses(OFFICER, card, '回答する');
      const { consultations } = await application.consultations.list({ sort: 'oldest', offset: 0, limit: 1 });
      const { id: consultationId, revision } = consultations[0] ?? { id: '', revision: 0 };
      const officer = await application.people.find('佐藤');
      if (officer === null) throw new Error('no officer');
      await application.register.reply({ person: officer, consultationId, revision }, '先に回答しました。');
      const refused = await teams.submits(OFFICER, OFFICE, mine, { text: '長く考えた回答です。' });
      const again = dialogCard(refused);
      expect(JSON.stringify(again)).toContain('長く考えた回答です。');
      expect(JSON.stringify(again)).toContain('ほかの方が先に');
    }));

  it('consult from somebody’s message, and search for a card to put in', () =>
    inTeams(async ({ teams, until }) => {
      const opened = await teams.invokes(STAFF, GROUP, 'composeExtension/fetchTask', {
        commandId: 'consult',
        messagePayload: {
          body: { contentType: 'html', content: '<p>患者の田中一郎さんの<b>退院</b>支援は？</p>' },
        },
      });
      expect(JSON.stringify(dialogCard(opened))).toContain('退院');
      expect(JSON.stringify(dialogCard(opened))).not.toContain('田中一郎');
      const [first, second] = await Promise.all([
        teams.submits(STAFF, GROUP, opened, {}, 'composeExtension/submitAction'),
        teams.submits(STAFF, GROUP, opened, {}, 'composeExtension/submitAction'),
      ]);
      expect(JSON.stringify([first?.body, second?.body])).toContain('お届けしました');
      await until(() => teams.messages(OFFICE)[0]);
      await until(() => teams.messages(CHAT)[0]);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(teams.messages(OFFICE)).toHaveLength(1);

      const search = { commandId: 'search', parameters: [{ name: 'query', value: '講師謝金' }] };
      const own = await teams.invokes(STAFF, CHAT, 'composeExtension/query', search);
      expect(JSON.stringify(own.body)).toContain('2万円');
      const shared = await teams.invokes(STAFF, GROUP, 'composeExtension/query', search);
      expect(JSON.stringify(shared.body)).not.toContain('2万円');
      const further = { ...search, queryOptions: { skip: 8, count: 25 } };
      expect((await teams.invokes(STAFF, CHAT, 'composeExtension/query', further)).body).toMatchObject({
        composeExtension: { type: 'result', attachments: [] },
      });
      // Two people who talk to each other: the desk is not there, and the other one may see less.
      const between = '19:a_b@unq.gbl.spaces';
      teams.addConversation({ id: between, kind: 'personal', members: [STAFF, STRANGER], installed: false });
      const withStranger = await teams.invokes(STAFF, between, 'composeExtension/query', search);
      expect(JSON.stringify(withStranger.body)).not.toContain('2万円');
      const other = await teams.invokes(STAFF, between, 'composeExtension/fetchTask', {
        commandId: 'consult',
        messagePayload: { body: { contentType: 'text', content: '火星移住の補助金は？' } },
      });
      await teams.submits(STAFF, between, other, {}, 'composeExtension/submitAction');
      await until(() => teams.messages(CHAT).find((one) => textOf(one).includes('R8-000002')));
      expect(teams.messages(between)).toEqual([]);
      expect(teams.troubles).toEqual([]);
    }));

  it('correct what was posted in its place', () =>
    inTeams(async ({ teams, until }) => {
      await teams.says(STAFF, ASKING, UNANSWERABLE);
      const card = await until(() => teams.messages(OFFICE)[0]);
      await teams.says(OFFICER, OFFICE, '回答：補助金は10万円です。', { thread: card.id });
      const reply = await until(() => teams.messages(ASKING).find((one) => textOf(one).includes('10万円')));
      const form = await until(async () =>
        textOf(card).includes('訂正する') ? teams.presses(OFFICER, card, '訂正する') : null,
      );
      await teams.submits(OFFICER, OFFICE, form, { text: '正しくは20万円です。' });
      await until(() => reply.edits > 0 && textOf(reply).includes('20万円'));
      expect(textOf(reply)).toContain('訂正前の内容');
      await until(() => teams.messages(OFFICERS_CHAT).length === 0);
      expect(teams.troubles).toEqual([]);
    }));
});

describe('what only somebody who writes activities by hand would send', () => {
  it('reaches no table unmasked, and is answered with a word', () =>
    inTeams(async ({ teams, until, folder }) => {
      const detail = '患者の田中一郎さん090-1234-5678';
      const pressed = (verb: string, data: Record<string, unknown>) =>
        teams.invokes(STAFF, CHAT, 'adaptiveCard/action', { action: { type: 'Action.Execute', verb, data } });
      const answers = [
        await pressed(`close:${detail}`, { value: detail }),
        await pressed('close', { value: detail }),
        await pressed('form', { form: 'escalate', value: detail, input: 'text', text: detail }),
        await pressed('nonsense', {}),
        await teams.invokes(STAFF, CHAT, 'task/submit', { data: { form: detail, text: detail } }),
        await teams.invokes(STAFF, CHAT, 'task/submit', {
          data: {
            form: 'escalate',
            subject: detail,
            tag: detail,
            wished: '2026-99-99',
            text: 'お願いします',
          },
        }),
        await teams.invokes(STAFF, CHAT, 'composeExtension/submitAction', {
          data: { form: 'consult', once: detail, tag: detail, text: '月面の件' },
        }),
      ];
      for (const { status, body } of answers) expect([status, body === null]).toEqual([200, false]);
      expect(JSON.stringify(answers.slice(0, 5).map(({ body }) => body))).not.toContain('送信');
      await teams.says(STAFF, CHAT, QUESTION, { quoting: detail });
      await until(() => teams.messages(CHAT).find((one) => textOf(one).includes('郡市医師会')));
      const card = await until(() => teams.messages(OFFICE)[0]);
      expect(textOf(card)).not.toContain(detail);
      for (const name of ['renkei.db', 'renkei.db-wal'])
        expect(await readFile(join(folder, 'home', name), 'utf8')).not.toMatch(/田中一郎|090-1234/);
    }));

  it('keeps the desk busy for no time: HTML of many thousand levels', () =>
    inTeams(async ({ teams }) => {
      const opened = await teams.invokes(STAFF, GROUP, 'composeExtension/fetchTask', {
        messagePayload: { body: { contentType: 'html', content: `${'<div>'.repeat(20_000)}退院支援は？` } },
      });
      expect(JSON.stringify(dialogCard(opened))).toContain('退院支援は？');
    }));
});

describe('guests without an account in Entra ID', () => {
  it('are not one and the same person', () =>
    inTeams(async ({ teams, until }) => {
      const [one, other] = ['guest-1', 'guest-2'] as const;
      teams.addGuest(one);
      teams.addGuest(other);
      await teams.says(one, GROUP, QUESTION);
      const answer = await until(() => teams.messages(GROUP)[0]);
      expect(textOf(answer)).toContain('名簿にない');
      expect((await teams.presses(other, answer, '👍 役に立った')).body).toMatchObject({
        value: expect.stringContaining('扱える方だけ'),
      });
      expect((await teams.presses(one, answer, '👍 役に立った')).body).toMatchObject({
        value: expect.stringContaining('ありがとうございます'),
      });
    }));
});
