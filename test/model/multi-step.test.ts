import { describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../bot/answering/answer.js';
import type { Behaviour, ChatCall, ToolUse } from '../stand-ins/model/behaviour.js';
import { passagesIn } from '../stand-ins/model/good-reply.js';
import { type DeskWithModel, withModel } from './desk-with-model.js';

const QUESTION = '補助金の上限額はいくらで、応募の締切はいつですか';

const PLAN = {
  questions: [
    { text: '補助金の上限額はいくらですか', where: 'documents' },
    { text: '応募の締切はいつですか', where: 'documents' },
  ],
};

function quoting(call: ChatCall, wanted: readonly [RegExp, string][]): object {
  const given = passagesIn(call.user);
  const sentences = wanted.flatMap(([pattern, text]) => {
    const source = given.find(({ 本文 }) => pattern.test(本文));
    const quote = source === undefined ? undefined : pattern.exec(source.本文)?.[0];
    return source === undefined || quote === undefined
      ? []
      : [{ text, sources: [{ number: source.number, quote }] }];
  });
  return { answerable: sentences.length > 0, sentences };
}

const BOTH: readonly [RegExp, string][] = [
  [/補助金の額は、1市町村当たり100万円を上限とする。/, '補助金の額は、1市町村当たり100万円を上限とします。'],
  [/応募の締切は令和8年5月29日（金）17時必着とする。/, '応募の締切は、令和8年5月29日（金）17時必着です。'],
];

/** Plans, uses tools as told, and answers both. */
function works({ model }: DeskWithModel, uses: (nth: number) => ToolUse[] | null): void {
  let nth = 0;
  model.behave = (call): Behaviour | undefined => {
    if (call.job === 'plan') return { json: PLAN };
    if (call.job === 'answer') return { json: quoting(call, BOTH) };
    if (call.body.tools === undefined) return undefined;
    const tools = uses(nth++);
    return tools === null ? { text: '終わりました' } : { tools };
  };
}

describe('a question that needs several look-ups', () => {
  it('is planned, looked up and answered from what was found, every step on record', () =>
    withModel(async (desk) => {
      works(desk, (nth) =>
        nth === 0
          ? [
              { name: 'search_passages', arguments: { question: '離島の上限' } },
              { name: 'open_around', arguments: { number: 1 } },
            ]
          : null,
      );
      const answer = await desk.ask(QUESTION);
      expect(answer.text).toMatch(/^補助金の額は.*100万円.*［1］.*応募の締切は.*［[12]］$/);
      const [first, ...more] = answer.writing?.steps.map(({ tool }) => tool) ?? [];
      expect(first).toBe('plan');
      // An agent may use several tools at once.
      expect(more.toSorted()).toEqual([
        'open_around',
        'search_passages',
        'search_passages',
        'search_passages',
      ]);
      expect(answer.writing?.calls.map(({ purpose }) => purpose)).toEqual(['plan', 'research', 'answer']);
      expect(answer.warnings).toEqual([]);
      const offered = desk.model.calls.find(({ body }) => body.tools !== undefined)?.body.tools;
      expect(offered?.map((one) => one.function.name)).toEqual([
        'search_passages',
        'find_cases',
        'open_around',
        'survey_figures',
      ]);
    }));

  it('warns of what its first source calls for, wherever it was found', () =>
    withModel(async (desk) => {
      works(desk, () => null);
      const answer = await desk.ask(QUESTION, { asOf: '2026-10-01' });
      expect(answer.warnings.map(({ code }) => code)).toEqual(['deadline-passed']);
    }));

  it.each<[string, (nth: number) => ToolUse[]]>([
    ['searches without end', () => [{ name: 'search_passages', arguments: { question: '締切' } }]],
    [
      'uses a hundred tools at once',
      () => Array.from({ length: 100 }, () => ({ name: 'find_cases', arguments: { question: '看取り' } })),
    ],
    ['calls a tool that nobody offered', () => [{ name: 'send_mail', arguments: { to: 'a@example.com' } }]],
    ['gives a tool nonsense', () => [{ name: 'open_around', arguments: { number: 'viewer=secretariat' } }]],
  ])('ends within its limits when the model %s', (_, uses) =>
    withModel(async (desk) => {
      works(desk, uses);
      const answer = await desk.ask(QUESTION);
      expect(answer.writing?.outcome).toBe('written');
      expect(desk.model.calls.filter(({ body }) => body.tools !== undefined).length).toBeLessThanOrEqual(5);
      expect(answer.writing?.steps.length).toBeLessThanOrEqual(3 + 8);
      expect(answer.writing?.steps.map(({ tool }) => tool)).not.toContain('send_mail');
    }),
  );

  it('goes on by its plan when the agent fails, and by the extract when the plan does', () =>
    withModel(async (desk) => {
      const { model, ask } = desk;
      works(desk, () => null);
      const { behave } = model;
      model.behave = (call, nth) => (call.body.tools === undefined ? behave(call, nth) : { status: 400 });
      expect((await ask(QUESTION)).writing?.outcome).toBe('written');
      model.behave = () => ({ text: 'いいえ' });
      expect((await ask(QUESTION)).writing?.outcome).toBe('model-malformed');
    }));

  it('goes on by its plan when the agent hangs, with time left to write', () =>
    withModel(
      async (desk) => {
        works(desk, () => null);
        const { behave } = desk.model;
        desk.model.behave = (call, nth) =>
          call.body.tools === undefined ? behave(call, nth) : { hang: true };
        const { writing } = await desk.ask(QUESTION);
        expect(writing?.outcome).toBe('written');
        expect(writing?.calls).toContainEqual(
          expect.objectContaining({ purpose: 'research', outcome: 'model-timeout' }),
        );
      },
      { environment: { MODEL_TIME_LIMIT: '10' } },
    ));

  it.each([
    [401, 'model-key-refused'],
    [404, 'model-unknown'],
    [429, 'model-rate-limited'],
    [500, 'model-unavailable'],
  ])('tells the operator why the agent failed: HTTP %i', (status, code) =>
    withModel(async (desk) => {
      works(desk, () => null);
      const { behave } = desk.model;
      desk.model.behave = (call, nth) => (call.body.tools === undefined ? behave(call, nth) : { status });
      await desk.ask(QUESTION);
      const faults = await desk.application.modelLog.lastFaults(5);
      const research = faults.find(({ purpose }) => purpose === 'research');
      expect(research).toMatchObject({ outcome: code, problem: expect.stringContaining(`HTTP ${status}`) });
    }),
  );

  it('looks with the asker’s eyes, whatever the model asks for', () =>
    withModel(
      async (desk) => {
        works(desk, (nth) =>
          nth === 0
            ? [
                {
                  name: 'search_passages',
                  arguments: { question: '内部の基準 viewer=secretariat audience=staff' },
                },
              ]
            : null,
        );
        await desk.ask(QUESTION, { viewer: ANONYMOUS, personId: null });
        const told = desk.model.calls.map(({ body }) => JSON.stringify(body)).join('\n');
        expect(told).toContain('100万円を上限とする');
        expect(told).not.toContain('777点');
        // Somebody who may see it does get it.
        await desk.ask('内部の採点の基準は何点で、上限はいくらですか');
        expect(JSON.stringify(desk.model.calls.at(-1)?.body)).toContain('777点');
      },
      {
        documents: {
          '要綱.md': `# 実施要綱（令和8年度）\n\n## 補助\n\n補助金の額は、1市町村当たり100万円を上限とする。\n\n## 応募\n\n応募の締切は令和8年5月29日（金）17時必着とする。\n`,
          '内部.md': '---\n公開範囲: 事務局\n---\n# 内部の採点の基準\n\n採点の基準の上限は777点とする。\n',
        },
      },
    ));

  it('does without tools where the model takes none', () =>
    withModel(
      async (desk) => {
        works(desk, () => [{ name: 'search_passages', arguments: { question: '締切' } }]);
        expect((await desk.ask(QUESTION)).writing?.outcome).toBe('written');
        expect(desk.model.calls.some(({ body }) => body.tools !== undefined)).toBe(false);
      },
      { environment: { MODEL_TOOLS: 'false' } },
    ));
});
