import { describe, expect, it } from 'vitest';
import type { Consultation, Entry } from '../../bot/consultations/consultation.js';
import { ASKER, OFFICER } from '../bot/consultations/desk-of-tests.js';
import { importSurvey, survey, surveyOf } from '../digest/prefectures-of-tests.js';
import type { ChatCall } from '../stand-ins/model/behaviour.js';
import { passagesIn, slot } from '../stand-ins/model/good-reply.js';
import { type DeskWithModel, withModel } from './desk-with-model.js';

const QUOTE = '補助金の額は、1市町村当たり100万円を上限とする。';

/** A question that waits for the secretariat. */
async function waiting({ application }: DeskWithModel, question: string): Promise<Consultation> {
  const { id: personId, name, prefecture, municipality } = ASKER;
  return application.register.record({
    asker: { personId, name, prefecture, municipality, channel: 'page', thread: null },
    question,
    earlier: [],
    answer: await application.desk.ask({
      question,
      viewer: { audience: 'staff', prefecture, municipality },
      asOf: '2026-04-20',
    }),
    madeBy: 'extractive',
    escalate: { text: '', classification: null },
  });
}

const entriesOf = ({ application }: DeskWithModel, { id }: Consultation): Promise<Entry[]> =>
  application.consultations.entries(id);

describe('a draft of a reply', () => {
  it('comes from documents and earlier replies, with its sources below', () =>
    withModel(async (desk) => {
      const { application, model } = desk;
      const consultation = await waiting(desk, '補助金の上限額と離島の扱いを教えてください');
      const similar = [
        {
          consultationId: 'other',
          number: 'R8-000099',
          question: '離島の補助金はいくらですか',
          reply: '離島の市町村には、申請の前に事務局までご連絡をお願いしています。',
          at: '2026-04-01T00:00:00Z',
          score: 0.6,
        },
      ];
      model.behave = (call) => {
        const documents = passagesIn(call.user);
        const [reply] = slot<{ number: number }[]>(call.user, '過去の回答');
        expect(reply?.number).toBe(documents.length + 1);
        const source = documents.find(({ 本文 }) => 本文.includes(QUOTE))?.number ?? 0;
        const sentences = [
          {
            text: '補助金の額は、1市町村当たり100万円を上限とします。',
            sources: [{ number: source, quote: QUOTE }],
          },
          {
            text: '離島の市町村には、申請の前に事務局までご連絡をお願いしています。',
            sources: [{ number: reply?.number ?? 0, quote: similar[0]?.reply ?? '' }],
          },
        ];
        return { json: { answerable: true, sentences } };
      };
      const entries = await entriesOf(desk, consultation);
      const drafted = await application.drafts.reply(consultation, { entries, similar, person: OFFICER });
      expect(drafted).toMatchObject({
        draft: expect.stringMatching(
          /100万円を上限とします。［1］離島.*［2］\n\n［1］.*要綱.*\n［2］R8-000099への回答/,
        ),
      });
    }));

  it('is none, with a sentence why, where it says what nothing bears out or where no model answers', () =>
    withModel(async (desk) => {
      const consultation = await waiting(desk, '補助金の上限額を教えてください');
      const order = { entries: await entriesOf(desk, consultation), similar: [], person: OFFICER };
      const says = (text: string) => (call: ChatCall) =>
        call.job === 'draft_reply'
          ? { json: { answerable: true, sentences: [{ text, sources: [{ number: 1, quote: QUOTE }] }] } }
          : undefined;
      desk.model.behave = says('補助金の額は、1市町村当たり900万円を上限とします。');
      expect(await desk.application.drafts.reply(consultation, order)).toMatchObject({
        why: expect.stringContaining('一致することを確かめられなかった'),
      });
      desk.model.behave = () => ({ status: 500 });
      expect(await desk.application.drafts.reply(consultation, order)).toMatchObject({
        why: expect.stringContaining('利用できません'),
      });
    }));
});

describe('a draft of a Q&A', () => {
  const REPLY =
    '補助金の額は、1市町村当たり100万円を上限とします。離島にあっては150万円を上限とします。草津市さまには別途ご連絡します。';

  function qa(json: object) {
    return withQa(async ({ application, model }, consultation) => {
      model.behave = () => ({ json });
      return application.drafts.qa(consultation, REPLY, OFFICER);
    });
  }

  async function withQa<T>(work: (desk: DeskWithModel, one: Consultation) => Promise<T>): Promise<T> {
    let result: T | undefined;
    await withModel(async (desk) => {
      result = await work(desk, await waiting(desk, '見本市の補助金の上限はいくらですか'));
    });
    return result as T;
  }

  const GENERAL = '補助金の上限額はいくらですか。';

  it('is made of the reply’s own sentences', async () => {
    const sentences = [
      '補助金の額は、1市町村当たり100万円を上限とします。',
      '離島にあっては150万円を上限とします。',
    ];
    expect(await qa({ usable: true, question: GENERAL, sentences })).toEqual({
      draft: { question: GENERAL, answer: sentences.join('') },
    });
  });

  it.each([
    ['another number', { usable: true, question: GENERAL, sentences: ['上限は200万円です。'] }],
    [
      'a number in the question',
      { usable: true, question: '令和9年度の補助金はいくらですか。', sentences: [REPLY] },
    ],
    ['who asked', { usable: true, question: '見本市の補助金はいくらですか。', sentences: [REPLY] }],
    ['a link', { usable: true, question: GENERAL, sentences: ['https://example.com/ をご覧ください。'] }],
    ['nothing', { usable: false, question: '', sentences: [] }],
  ])('is none with %s', async (_, json) => {
    expect(await qa(json)).toMatchObject({
      why: expect.stringContaining('一致することを確かめられなかった'),
    });
  });
});

describe('a draft of a digest’s prose', () => {
  async function prose(sentences: readonly string[]): Promise<unknown> {
    let drafted: unknown;
    await withModel(async ({ application, model }) => {
      await importSurvey(application, surveyOf(['滋賀県', '大阪府']));
      const draft = await application.digestDesk.draft(survey('滋賀県'));
      model.behave = (call) => {
        expect(call.user).toContain('（オ）在宅医療・介護連携に関する相談支援：実施3／5');
        return { json: { sentences } };
      };
      drafted = draft === null ? null : await application.drafts.digest(draft, OFFICER);
    });
    return drafted;
  }

  const RIGHT = [
    '滋賀県では、5市町村のすべてが回答しました。',
    '（オ）在宅医療・介護連携に関する相談支援は、5市町村のうち3市町村が実施し、2市町村が未着手です。',
  ];

  it('says what the figures bear out', async () => {
    expect(await prose(RIGHT)).toEqual({ draft: RIGHT.join('') });
  });

  it.each([
    ['a number that nobody counted', '（オ）は7市町村が実施しています。'],
    ['another share', '（オ）の実施率は61.0%です。'],
    ['another prefecture', '愛媛県では、5市町村のすべてが回答しました。'],
    ['a judgement', '（オ）の取組が遅れています。'],
  ])('leaves out %s', async (_, wrong) => {
    expect(await prose([...RIGHT, wrong])).toEqual({ draft: RIGHT.join('') });
    expect(await prose([wrong])).toMatchObject({
      why: expect.stringContaining('一致することを確かめられなかった'),
    });
  });
});
