import { describe, expect, it } from 'vitest';
import { SECRETARIAT } from '../../bot/answering/answer.js';
import { OFFICER } from '../bot/consultations/desk-of-tests.js';
import type { ChatCall } from '../stand-ins/model/behaviour.js';
import { passagesIn } from '../stand-ins/model/good-reply.js';
import { type DeskWithModel, withModel } from './desk-with-model.js';

const QUESTION = '補助金の上限額はいくらですか';
const QUOTE = '補助金の額は、1市町村当たり100万円を上限とする。';

/** A sentence that says to come from the passage that holds a quote. */
function from(call: ChatCall, text: string, quote: string): object {
  const number = passagesIn(call.user).find(({ 本文 }) => 本文.includes(quote))?.number ?? 99;
  return { text, sources: [{ number, quote }] };
}

function says({ model }: DeskWithModel, sentences: (call: ChatCall) => object[]): void {
  model.behave = (call) =>
    call.job === 'answer' ? { json: { answerable: true, sentences: sentences(call) } } : undefined;
}

const FALSE: readonly [string, string, string][] = [
  ['a digit changed', '補助金の額は、1市町村当たり200万円を上限とします。', QUOTE],
  ['a bound moved', '補助金の額は、1市町村当たり100万円未満とします。', QUOTE],
  [
    'a denial',
    '相談窓口の設置は、委託することができません。',
    '相談窓口の設置は、郡市区医師会等に委託することができる。',
  ],
  ['a quote that stands nowhere', '補助金の額は100万円を上限とします。', '補助金の額は100万円までとする。'],
  ['a quote that says too little', '補助金の額は100万円を上限とします。', 'とする'],
  ['a number from elsewhere in its passage', '補助金の額は150万円を上限とします。', QUOTE],
  ['another prefecture', '滋賀県の補助金の額は100万円を上限とします。', QUOTE],
  ['a false clause behind a true one', '補助金の額は100万円を上限とし、建物の取得にも使えます。', QUOTE],
  ['a link', '補助金の額は100万円を上限とします。詳しくは https://example.com/ をご覧ください。', QUOTE],
  ['what is true and beside the point', '研修の記録は3年間保存します。', '研修の記録は3年間保存する。'],
  [
    'what is true beside the words that answer',
    '離島の補助金の額は、150万円を上限とします。',
    '離島にあっては、150万円を上限とする。',
  ],
  ['what is true and of another form', '補助金の額は、1市町村当たりの額とします。', QUOTE],
  ['an image that tells what was asked', '補助金の額は100万円を上限とします。![](//e.example/?q=1)', QUOTE],
];

describe('the gate', () => {
  it.each(FALSE)('holds back %s: the extract is given, and the case is marked', (_, text, quote) =>
    withModel(async (desk) => {
      says(desk, (call) => [from(call, text, quote)]);
      const answer = await desk.ask(QUESTION);
      const { text: extract } = await desk.application.desk.ask({
        question: QUESTION,
        viewer: SECRETARIAT,
        asOf: '2026-04-20',
      });
      expect(answer.text).toBe(extract);
      expect(answer.writing).toMatchObject({ outcome: 'gate', gate: { passed: 0, withheld: [{ text }] } });
      expect(answer.warnings.map(({ code }) => code)).not.toContain('degraded');
    }),
  );

  it('lets pass what is borne out beside what is not, and numbers the sources', () =>
    withModel(async (desk) => {
      says(desk, (call) => [
        from(call, '補助金の額は、1市町村当たり100万円が上限です。', QUOTE),
        from(
          call,
          '補助の対象となる経費には建物の取得に要する経費を含みます。',
          '建物の取得に要する経費は対象外とする。',
        ),
        from(
          call,
          '応募の締切は令和8年5月29日17時必着です。',
          '応募の締切は令和8年5月29日（金）17時必着とする。',
        ),
      ]);
      const answer = await desk.ask('補助金の上限額と応募の締切を教えてください');
      expect(answer.text).toMatch(
        /^補助金の額は、1市町村当たり100万円が上限です。［1］応募の締切は.*［[12]］$/,
      );
      expect(answer.writing).toMatchObject({ outcome: 'written', gate: { passed: 2, repaired: 0 } });
      expect(answer.writing?.gate.withheld).toHaveLength(1);
      for (const { passage, quote } of answer.citations) expect(passage).toContain(quote);
    }));

  it('says no rule without its proviso, and no proviso without its rule', () =>
    withModel(async (desk) => {
      const rule = '補助金の額は、1市町村当たり100万円が上限です。';
      const deadline = '応募の締切は令和8年5月29日17時必着です。';
      const proviso = 'ただし、建物の取得に要する経費は対象外です。';
      const ask = async (sentences: (call: ChatCall) => object[]) => {
        says(desk, sentences);
        return (await desk.ask('補助金の上限額と応募の締切を教えてください')).text;
      };
      const said = (call: ChatCall) => ({
        rule: from(call, rule, QUOTE),
        deadline: from(call, deadline, '応募の締切は令和8年5月29日（金）17時必着とする。'),
        proviso: from(call, proviso, '建物の取得に要する経費は対象外とする。'),
        wrong: from(
          call,
          '補助の対象となる経費は、旅費に限ります。',
          '補助の対象となる経費は、人件費、旅費及び会議費とする。',
        ),
      });
      // The rule in the middle is withheld, and its proviso with it.
      const without = await ask((call) => {
        const { rule, wrong, proviso, deadline } = said(call);
        return [rule, wrong, proviso, deadline];
      });
      expect(without).toContain('100万円が上限です');
      expect(without).not.toContain('ただし');
      const whole = await ask((call) => {
        const { rule, proviso, deadline } = said(call);
        return [rule, proviso, deadline];
      });
      expect(whole).toMatch(/100万円が上限です。［1］ただし、建物の取得/);
    }));

  it('adds the proviso that a model left out, in the words of the document, and none that it speaks of', () =>
    withModel(
      async (desk) => {
        const rule = '相談窓口の運営は、団体に委託することができる。';
        const proviso = 'ただし、個人情報を扱う業務は、この限りでない。';
        const polite = '相談窓口の運営は、団体に委託することができます。';
        const own = 'ただし、個人情報を扱う業務は、この限りではありません。';
        const shown: string[] = [];
        const ask = (onSentence?: (text: string) => void) =>
          desk.ask('相談窓口の運営は委託できますか', onSentence === undefined ? {} : { onSentence });
        says(desk, (call) => [from(call, polite, rule)]);
        const answer = await ask((text) => shown.push(text));
        expect(answer.text).toBe(`${polite}［1］${proviso}［1］`);
        expect(answer.citations.map(({ quote }) => quote)).toEqual([rule, proviso]);
        expect(answer.writing?.gate.passed).toBe(1);
        says(desk, (call) => [from(call, polite, rule), from(call, own, proviso)]);
        expect((await ask()).text).toBe(`${polite}［1］${own}［1］`);
        // The extract says no rule without it either.
        desk.model.behave = () => ({ status: 500 });
        expect((await ask()).text).toContain(rule + proviso);
      },
      {
        documents: {
          '要綱.md':
            '# 要綱（令和8年度）\n\n## 窓口\n\n相談窓口の運営は、団体に委託することができる。ただし、個人情報を扱う業務は、この限りでない。\n\n## 記録\n\n会議の記録は、三年の間これを保存する。\n',
        },
      },
    ));

  it('shows and gives once what a model says twelve times', () =>
    withModel(async (desk) => {
      const text = '補助金の額は、1市町村当たり100万円が上限です。';
      says(desk, (call) => Array.from({ length: 12 }, () => from(call, text, QUOTE)));
      const shown: string[] = [];
      const answer = await desk.ask(QUESTION, { onSentence: (one) => shown.push(one) });
      expect(shown).toEqual([text]);
      expect(answer.text).toBe(`${text}［1］`);
    }));

  it('reads past what a model thinks before it answers, and shows nothing of it', () =>
    withModel(async (desk) => {
      const answer = (call: ChatCall, text: string): string =>
        JSON.stringify({ answerable: true, sentences: [from(call, text, QUOTE)] });
      const right = '補助金の額は、1市町村当たり100万円が上限です。';
      desk.model.behave = (call) =>
        call.job === 'answer'
          ? {
              text: `\uFEFF<think>${answer(call, '1市町村当たり100万円とする。')}</think>\n${answer(call, right)}`,
            }
          : undefined;
      const shown: string[] = [];
      const { text } = await desk.ask(QUESTION, { onSentence: (one) => shown.push(one) });
      expect(shown).toEqual([right]);
      expect(text).toBe(`${right}［1］`);
    }));

  it('has what fails mended once', () =>
    withModel(async (desk) => {
      const wrong = '補助金の額は、1市町村当たり300万円が上限です。';
      desk.model.behave = (call) => {
        if (call.job === 'answer')
          return { json: { answerable: true, sentences: [from(call, wrong, QUOTE)] } };
        if (call.job !== 'repair') return undefined;
        expect(call.user).toContain('300万円');
        expect(call.user).toContain('抜き書きにありません');
        return { json: { sentences: [from(call, '補助金の額は、1市町村当たり100万円が上限です。', QUOTE)] } };
      };
      const answer = await desk.ask(QUESTION);
      expect(answer.text).toContain('100万円が上限です。［1］');
      expect(answer.writing).toMatchObject({
        outcome: 'written',
        gate: { passed: 1, repaired: 1, withheld: [] },
      });
      expect(answer.writing?.calls.map(({ purpose }) => purpose)).toEqual(['answer', 'repair']);
    }));

  it('keeps what passed when mending fails, and does without an answer that is mostly wrong', () =>
    withModel(async (desk) => {
      const right = (call: ChatCall): object =>
        from(call, '補助金の額は、1市町村当たり100万円が上限です。', QUOTE);
      const wrong = (call: ChatCall): object => from(call, '補助金は必ず500万円です。', QUOTE);
      const worse = (call: ChatCall): object => from(call, '補助金は必ず900万円です。', QUOTE);
      let sentences = (call: ChatCall): object[] => [right(call), wrong(call)];
      desk.model.behave = (call) =>
        call.job === 'answer' ? { json: { answerable: true, sentences: sentences(call) } } : { status: 500 };
      expect((await desk.ask(QUESTION)).writing?.outcome).toBe('written');
      sentences = (call) => [right(call), wrong(call), worse(call)];
      expect((await desk.ask(QUESTION)).writing?.outcome).toBe('gate');
      // What comes first is what was asked for.
      sentences = (call) => [wrong(call), right(call)];
      expect((await desk.ask(QUESTION)).writing?.outcome).toBe('gate');
    }));

  it('shows each sentence once it has passed, and none that did not', () =>
    withModel(async (desk) => {
      says(desk, (call) => [
        from(call, '補助金の額は、1市町村当たり100万円が上限です。', QUOTE),
        from(call, '補助金は必ず500万円です。', QUOTE),
        from(call, '離島にあっては、150万円を上限とします。', '離島にあっては、150万円を上限とする。'),
      ]);
      const shown: string[] = [];
      await desk.ask(QUESTION, { onSentence: (text) => shown.push(text) });
      expect(shown).toEqual(['補助金の額は、1市町村当たり100万円が上限です。']);
    }));

  it('gives the documents’ own words when the model finds no answer where they do', () =>
    withModel(async ({ ask, model }) => {
      model.behave = () => ({ json: { answerable: false, sentences: [] } });
      const answer = await ask(QUESTION);
      expect(answer.outcome).toBe('answered');
      expect(answer.writing?.outcome).toBe('unanswered');
    }));

  it('stays silent where the documents say nothing of what a question names, whatever a model writes', () =>
    withModel(async (desk) => {
      says(desk, (call) => [from(call, '補助金の額は、1市町村当たり100万円が上限です。', QUOTE)]);
      for (const question of [
        '宇宙旅行の補助金はいくらですか',
        '令和3年度の愛媛県の補助金の上限はいくらですか',
      ])
        expect((await desk.ask(question)).outcome, question).toBe('not-found');
    }));

  it('marks the case in the inbox, with what was held back', () =>
    withModel(async (desk) => {
      says(desk, (call) => [from(call, '補助金の額は200万円です。連絡先は090-1234-5678です。', QUOTE)]);
      const { application } = desk;
      const answer = await desk.ask(QUESTION);
      const asker = { personId: OFFICER.id, name: OFFICER.name, prefecture: null, municipality: null };
      const one = await application.register.record({
        asker: { ...asker, channel: 'page', thread: null },
        question: QUESTION,
        earlier: [],
        answer,
        madeBy: 'extractive',
      });
      const held = await application.consultations.list({ held: true, sort: 'newest', offset: 0, limit: 5 });
      expect(held.consultations.map(({ id }) => id)).toEqual([one.id]);
      const [withheld] = held.consultations[0]?.answer.writing?.gate.withheld ?? [];
      expect(withheld?.text).toContain('200万円');
      expect(withheld?.text).not.toContain('090-1234-5678');
    }));
});
