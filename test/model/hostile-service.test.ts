import { describe, expect, it } from 'vitest';
import { SECRETARIAT } from '../../bot/answering/answer.js';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import type { Behaviour } from '../stand-ins/model/behaviour.js';
import { ModelStandIn } from '../stand-ins/model/model-stand-in.js';
import { withModel } from './desk-with-model.js';

const QUESTION = '相談窓口の設置は委託できますか';
const KEY = 'k3y-9f2c77a1d0';

describe('a service that sends elsewhere', () => {
  it.each([301, 302, 307, 308])('is not followed, with neither key, question nor passages: %i', (status) =>
    withModel(
      async ({ ask, model, application }) => {
        const elsewhere = await new ModelStandIn().start();
        try {
          model.behave = () => ({
            raw: '',
            status,
            headers: { location: `${elsewhere.url}/chat/completions` },
          });
          expect((await ask(QUESTION)).writing?.outcome).toBe('model-unknown');
          expect(elsewhere.calls).toEqual([]);
          expect((await application.modelLog.lastFaults(1))[0]?.problem).toContain(String(status));
        } finally {
          await elsewhere.stop();
        }
      },
      { environment: { MODEL_KEY: KEY } },
    ),
  );

  it('gets no passages to embed there either', () =>
    withModel(
      async ({ application, model }) => {
        const elsewhere = await new ModelStandIn().start();
        try {
          const location = `${elsewhere.url}/embeddings`;
          model.behaveEmbedding = () => ({ status: 307, headers: { location } });
          const indexed = await application.desk.passages();
          await expect(application.meaning?.embedAll(indexed)).rejects.toMatchObject({
            code: 'model-unknown',
          });
          expect(elsewhere.embedded).toEqual([]);
        } finally {
          await elsewhere.stop();
        }
      },
      { embedding: { EMBEDDING_PROVIDER: 'compatible', EMBEDDING_MODEL: 'small' } },
    ));
});

describe('what a service repeats of key, question and passages', () => {
  const repeats = (sent: string): Behaviour[] => [
    { status: 400, error: { error: { message: `cannot read: ${sent} by ${KEY}`, code: null } } },
    { status: 500, error: { error: { message: 'broken', code: KEY, type: KEY } } },
    { status: 401, error: { error: { message: `Incorrect API key provided: ${KEY}` } } },
    { raw: `data: ${JSON.stringify({ error: { message: `${sent} ${KEY}` } })}\n\n` },
    { raw: `event: thread.run\ndata: {"said": "${sent} ${KEY}\n\n` },
  ];
  it.each([0, 1, 2, 3, 4])('stands in no record: %i', (nth) =>
    withModel(
      async ({ ask, model, application }) => {
        model.behave = ({ user }) => repeats(user.slice(-200))[nth];
        const answer = await ask(QUESTION);
        expect(answer.outcome).toBe('answered');
        const [fault] = await application.modelLog.lastFaults(1);
        expect(fault?.outcome).toBe(answer.writing?.outcome);
        expect(fault?.problem).not.toBe('');
        expect(fault?.problem).not.toMatch(/9f2c77a1|委託できますか|応募書類/);
      },
      { environment: { MODEL_KEY: KEY } },
    ),
  );

  it('leaves of a message what the operator needs', () =>
    withModel(async ({ ask, model, application }) => {
      const message = 'The \u001b[31mdeployment\u202e is paused: ask your administrator';
      model.behave = () => ({ status: 400, error: { error: { message } } });
      await ask(QUESTION);
      const [fault] = await application.modelLog.lastFaults(1);
      expect(fault?.problem).toContain('The [31mdeployment is paused: ask your administrator');
    }));
});

describe('counts of tokens that cannot be', () => {
  const counts = (input: unknown, output: unknown): unknown => ({
    prompt_tokens: input,
    completion_tokens: output,
  });
  it.each([
    ['missing', false],
    ['negative', counts(-1_000_000, -5)],
    ['words', counts('abc', '9; DROP TABLE')],
    ['objects', counts({ a: 1 }, [1])],
    ['beyond all measure', counts(1e300, 1e12)],
    ['fractions', counts(1.5, 0.1)],
    ['nothing for a prompt', counts(0, 0)],
    ['no object', true],
  ])('are reckoned from the letters, and the answer stands: %s', (_, usage) =>
    withModel(async ({ ask, model, application }) => {
      await ask(QUESTION);
      const reply = {
        answerable: true,
        sentences: [{ text: QUOTE, sources: [{ number: 1, quote: QUOTE }] }],
      };
      model.behave = () => ({ json: reply, usage });
      const answer = await ask(QUESTION, { personId: 'other' });
      expect(answer.writing?.outcome).toBe('written');
      const { person } = await application.modelLog.spent(dayInJapan(new Date()), 'other');
      expect(person.tokens).toBeGreaterThan(500);
      expect(person.tokens).toBeLessThan(10_000);
    }),
  );
  const QUOTE = '相談窓口の設置は、郡市区医師会等に委託することができる。';

  it('are not spent by the agent without end either', () =>
    withModel(async ({ ask, model, application }) => {
      const usage = counts(-9_000_000, 0);
      model.behave = (call) => {
        if (call.job === 'plan')
          return {
            json: {
              questions: ['補助金の上限額', '応募の締切'].map((text) => ({ text, where: 'documents' })),
            },
          };
        if (call.body.tools === undefined) return undefined;
        return { tools: [{ name: 'search_passages', arguments: { question: '締切' } }], usage };
      };
      const answer = await ask('補助金の上限額はいくらで、応募の締切はいつですか');
      const research = answer.writing?.calls.find(({ purpose }) => purpose === 'research');
      expect(research?.tokens.input).toBeGreaterThan(1000);
      const { person } = await application.modelLog.spent(dayInJapan(new Date()), 'officer');
      expect(person.tokens).toBeGreaterThan(1000);
    }));
});

describe('a reply without end', () => {
  const endless: readonly [string, Behaviour][] = [
    ['in one line', { raw: `data: {"x": "${'x'.repeat(1_200_000)}` }],
    ['in events that say nothing', { raw: `data: {"choices": []}${' '.repeat(900_000)}\n\n`.repeat(20) }],
    [
      'of sentences',
      { json: { answerable: true, sentences: Array(1500).fill({ text: '', sources: [] }) }, piece: 9 },
    ],
    ['in depth', { raw: `data: {"choices": ${'['.repeat(300_000)}\n\n` }],
  ];
  it.each(endless)('is left, and the asker gets the extract: %s', (_, behaviour) =>
    withModel(async ({ ask, model, application }) => {
      const asked = { question: QUESTION, viewer: SECRETARIAT, asOf: '2026-04-20' };
      model.behave = () => behaviour;
      const shown: string[] = [];
      const answer = await ask(QUESTION, { onSentence: (text) => shown.push(text) });
      expect(answer.writing?.outcome).toBe('model-malformed');
      expect(answer.text).toBe((await application.desk.ask(asked)).text);
      expect(shown).toEqual([]);
    }),
  );
});

describe('what cannot be seen in a sentence, and what makes up its looks', () => {
  const LETTERS = [
    ...[
      '\u00ad',
      '\u034f',
      '\u061c',
      '\u180e',
      '\u2028',
      '\u2029',
      '\u206a',
      '\u2800',
      '\u3164',
      '\uffa0',
      '\ufe0f',
    ],
    ...[
      '\u{e0100}',
      '\u{e0041}',
      '\ue000',
      '\ufff9',
      '\ud800',
      '\u0301\u0301',
      '\n',
      '\t',
      '\u001b',
      '\u202e',
      '\u200b',
    ],
    ...['🚨', '**', '`', '*大切*', '_x_', '~x~', '---', '{質問}', '<b>', '[x](//y)'],
  ];
  it('is withheld with it, though the rest is borne out', () =>
    withModel(
      async ({ ask, model }) => {
        for (const letter of LETTERS) {
          const text = `相談窓口の設置は、${letter}郡市区医師会等に委託することができる。`;
          const quote = text.replace(letter, '');
          const sentences = [{ text, sources: [{ number: 1, quote }] }];
          model.behave = ({ job }) => ({
            json: { sentences, ...(job === 'answer' ? { answerable: true } : {}) },
          });
          const shown: string[] = [];
          const answer = await ask(QUESTION, { onSentence: (one) => shown.push(one) });
          expect(answer.writing?.gate.withheld, letter).toMatchObject([
            { reasons: [expect.stringMatching(/^unfit/)] },
          ]);
          expect(answer.writing?.outcome).toBe('gate');
          expect(shown).toEqual([]);
        }
      },
      { environment: { MODEL_TOKENS_PER_PERSON: '2000000' } },
    ));

  it('shows nothing of a reply that says itself that there is no answer', () =>
    withModel(async ({ ask, model }) => {
      const quote = '相談窓口の設置は、郡市区医師会等に委託することができる。';
      const sentences = [{ text: quote, sources: [{ number: 1, quote }] }];
      model.behave = () => ({ json: { answerable: false, sentences } });
      const shown: string[] = [];
      const answer = await ask(QUESTION, { onSentence: (one) => shown.push(one) });
      expect(answer.writing?.outcome).toBe('unanswered');
      expect(shown).toEqual([]);
    }));
});
