import { describe, expect, it } from 'vitest';
import { SECRETARIAT } from '../../bot/answering/answer.js';
import { EVALUATION } from '../../bot/model/ceilings.js';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import type { Behaviour } from '../stand-ins/model/behaviour.js';
import { type DeskWithModel, withModel } from './desk-with-model.js';

const QUESTION = '相談窓口の設置は委託できますか';

/** What the desk says without a model. */
async function extract({ application }: DeskWithModel): Promise<string> {
  const ask = { question: QUESTION, viewer: SECRETARIAT, asOf: '2026-04-20' };
  return (await application.desk.ask(ask)).text;
}

const QUICK = { environment: { MODEL_TIME_LIMIT: '3' } };

/** Everything that goes wrong at a provider, and how it is called. */
const FAULTS: readonly [string, string, Behaviour][] = [
  ['too many requests', 'model-rate-limited', { status: 429 }],
  [
    'too many requests, for an hour',
    'model-rate-limited',
    { status: 429, headers: { 'retry-after': '3600' } },
  ],
  ['a server error', 'model-unavailable', { status: 500 }],
  ['a bad gateway in HTML', 'model-unavailable', { status: 502, raw: '<html>Bad Gateway</html>' }],
  ['no answer at all', 'model-timeout', { hang: true }],
  ['an answer that comes too slowly', 'model-timeout', { text: 'あ'.repeat(400), piece: 1, pause: 50 }],
  ['a wrong key', 'model-key-refused', { status: 401 }],
  ['a key without the right', 'model-key-refused', { status: 403 }],
  ['a model that is not there', 'model-unknown', { status: 404 }],
  [
    'too much to read',
    'model-too-long',
    {
      status: 400,
      error: { error: { message: 'maximum context length is 8192', code: 'context_length_exceeded' } },
    },
  ],
  ['a request that is not understood', 'model-malformed', { status: 400 }],
  [
    'a content filter before it writes',
    'model-refused',
    { status: 400, error: { error: { message: 'The response was filtered', code: 'content_filter' } } },
  ],
  ['a content filter while it writes', 'model-refused', { text: '{"answerable"', finish: 'content_filter' }],
  ['a refusal', 'model-refused', { refusal: 'お答えできません。' }],
  ['words instead of JSON', 'model-malformed', { text: '委託することができます。' }],
  ['JSON of another shape', 'model-malformed', { json: { answer: '委託できます。' } }],
  ['half of a JSON', 'model-malformed', { text: '{"answerable": true, "sentences": [{"text": "委託' }],
  ['a reply cut by its length', 'model-malformed', { text: '{"answerable": true', finish: 'length' }],
  ['an endless reply', 'model-malformed', { text: 'あ'.repeat(50_000), piece: 2000 }],
  ['nothing', 'model-empty', { text: '' }],
  [
    'a stream that ends in the middle',
    'model-cut',
    { text: '{"answerable": true}'.repeat(9), cut: { after: 90, how: 'end' } },
  ],
  [
    'a stream whose line breaks',
    'model-unavailable',
    { text: '{"answerable": true}'.repeat(9), cut: { after: 90, how: 'socket' } },
  ],
  ['a body that is no event stream', 'model-empty', { raw: '{"hello": 1}' }],
];

describe('whatever a provider does', () => {
  it.each(FAULTS)('the asker gets the extract, and the operator the reason: %s', (_, code, behaviour) =>
    withModel(async (desk) => {
      desk.model.behave = () => behaviour;
      const answer = await desk.ask(QUESTION);
      expect(answer.text).toBe(await extract(desk));
      expect(answer.writing?.outcome).toBe(code);
      expect(answer.warnings.map((one) => one.code)).toContain('degraded');
      const [fault] = await desk.application.modelLog.lastFaults(5);
      expect(fault).toMatchObject({ outcome: code, purpose: 'answer', personId: 'officer' });
      expect(fault?.problem).not.toBe('');
      // With the answer too stands what was tried for it.
      expect(answer.writing?.calls).toMatchObject([{ purpose: 'answer', outcome: code }]);
      expect(desk.faults).toEqual([]);
    }, QUICK),
  );

  it('a stumble is tried once more', () =>
    withModel(async ({ ask, model }) => {
      model.behave = (_, nth) => (nth === 1 ? { status: 503 } : undefined);
      expect((await ask(QUESTION)).writing?.outcome).toBe('written');
      expect(model.calls).toHaveLength(2);
    }));

  it('no connection is a fault of the provider like any other', () =>
    withModel(async (desk) => {
      await desk.model.stop();
      expect((await desk.ask(QUESTION)).writing?.outcome).toBe('model-unavailable');
      await desk.model.start();
    }, QUICK));

  it('what was sent to a provider that never answered counts as spent', () =>
    withModel(async ({ ask, model, application }) => {
      model.behave = () => ({ hang: true });
      expect((await ask(QUESTION)).writing?.outcome).toBe('model-timeout');
      const day = dayInJapan(new Date());
      expect((await application.modelLog.spent(day, 'officer')).person.tokens).toBeGreaterThan(500);
    }, QUICK));

  it('a year and more later nobody knows who asked a model', async () => {
    let now = new Date('2026-04-20T00:00:00Z');
    await withModel(
      async ({ ask, application }) => {
        await ask(QUESTION);
        await application.retention.run('2026-04-21', 'test');
        expect(await application.modelLog.days(9)).toHaveLength(1);
        now = new Date('2027-06-20T00:00:00Z');
        await application.retention.run('2027-06-20', 'test');
        expect(await application.modelLog.days(9)).toEqual([]);
      },
      { now: () => now },
    );
  });

  it('a dead provider is left alone, tried by one, and taken up again when it lives', async () => {
    let now = new Date('2026-04-20T00:00:00Z');
    await withModel(
      async (desk) => {
        const { ask, model } = desk;
        const { modelDesk } = desk.application;
        const outcome = async (): Promise<string | undefined> => (await ask(QUESTION)).writing?.outcome;
        model.behave = () => ({ status: 401 });
        expect(await outcome()).toBe('model-key-refused');
        for (let i = 0; i < 5; i++) expect(await outcome()).toBe('model-resting');
        expect(model.calls).toHaveLength(1);
        expect((await ask(QUESTION)).text).toBe(await extract(desk));
        expect(modelDesk).toMatchObject({ isUntried: false, restsUntil: new Date(now.getTime() + 15_000) });
        now = new Date(now.getTime() + 16_000);
        // Whoever looks is not told that it can be used before it has been.
        expect(modelDesk).toMatchObject({ isUntried: true, restsUntil: null });
        // Several at once: one tries, the others go on without.
        const tried = await Promise.all([outcome(), outcome(), outcome()]);
        expect(tried.toSorted()).toEqual(['model-key-refused', 'model-resting', 'model-resting']);
        now = new Date(now.getTime() + 16_000);
        expect(await outcome()).toBe('model-resting');
        now = new Date(now.getTime() + 16_000);
        model.behave = () => undefined;
        expect(await outcome()).toBe('written');
        expect(await outcome()).toBe('written');
        expect(modelDesk).toMatchObject({ isUntried: false, restsUntil: null });
      },
      { now: () => now },
    );
  });

  it('a provider rests no longer because many were waiting for it when it died', async () => {
    let now = new Date('2026-04-20T00:00:00Z');
    await withModel(
      async ({ ask, model }) => {
        model.behave = () => ({ status: 401 });
        const many = await Promise.all(Array.from({ length: 12 }, () => ask(QUESTION)));
        expect(new Set(many.map(({ writing }) => writing?.outcome))).toContain('model-key-refused');
        expect(model.calls.length).toBeGreaterThan(3);
        now = new Date(now.getTime() + 16_000);
        model.behave = () => undefined;
        expect((await ask(QUESTION)).writing?.outcome).toBe('written');
      },
      { now: () => now },
    );
  });

  it('a mending that has no time left says nothing of the provider', () =>
    withModel(
      async ({ ask, model, application }) => {
        model.behave = (call) => {
          if (call.job === 'repair') return { hang: true };
          const sources = [{ number: 1, quote: 'どこにも書かれていない文。' }];
          return { json: { answerable: true, sentences: [{ text: '委託できません。', sources }] } };
        };
        for (let i = 0; i < 4; i++) expect((await ask(QUESTION)).writing?.outcome).toBe('gate');
        expect(application.modelDesk?.restsUntil).toBeNull();
        expect(model.calls.filter(({ job }) => job === 'repair')).toHaveLength(4);
      },
      { environment: { MODEL_TIME_LIMIT: '1' } },
    ));

  it('what may be spent is not overspent, not even by many at once, and tomorrow is another day', async () => {
    let now = new Date('2026-04-20T00:00:00Z');
    await withModel(
      async ({ ask, model, application }) => {
        const outcomes: (string | undefined)[] = [];
        for (let round = 0; round < 4; round++) {
          const answers = await Promise.all(Array.from({ length: 5 }, () => ask(QUESTION)));
          expect(answers.every(({ outcome }) => outcome === 'answered')).toBe(true);
          outcomes.push(...answers.map(({ writing }) => writing?.outcome));
        }
        expect(new Set(outcomes)).toEqual(new Set(['written', 'model-ceiling']));
        expect(outcomes.slice(-5)).not.toContain('written');
        // The page AIの利用 says so.
        expect((await application.modelLog.lastFaults(1))[0]?.outcome).toBe('model-ceiling');
        // Somebody else has a ceiling of their own.
        expect((await ask(QUESTION, { personId: 'other' })).writing?.outcome).toBe('written');
        const spent = await application.modelLog.spent('2026-04-20', 'officer');
        expect(spent.person.tokens).toBeLessThanOrEqual(9000);
        expect(model.calls).toHaveLength(outcomes.filter((one) => one === 'written').length + 1);
        // Who measures is no person, and asks as much as a day allows.
        for (let i = 0; i < 6; i++)
          expect((await ask(QUESTION, { personId: EVALUATION })).writing?.outcome).toBe('written');
        now = new Date('2026-04-21T00:00:00Z');
        expect((await ask(QUESTION)).writing?.outcome).toBe('written');
      },
      { environment: { MODEL_TOKENS_PER_PERSON: '9000' }, now: () => now },
    );
  });

  it('money has its ceiling too', () =>
    withModel(
      async ({ ask }) => {
        const first = await ask(QUESTION);
        expect(first.writing?.calls[0]?.cost).toBeGreaterThan(0.1);
        let last = first;
        for (let i = 0; i < 30 && last.writing?.outcome === 'written'; i++) last = await ask(QUESTION);
        expect(last.writing?.outcome).toBe('model-ceiling');
      },
      { environment: { MODEL_PRICE_INPUT: '300', MODEL_PRICE_OUTPUT: '1200', MODEL_COST_PER_DAY: '5' } },
    ));
});
