import { describe, expect, it } from 'vitest';
import { slot } from '../stand-ins/model/good-reply.js';
import { withModel } from './desk-with-model.js';

const FIRST = '補助金の上限額はいくらですか';
const THEN = 'それは離島でも同じですか';

describe('a question that goes on from another', () => {
  it('is made to stand alone by the model, in words that were said', () =>
    withModel(async ({ ask, model }) => {
      const alone = '離島の補助金の上限額はいくらですか';
      model.behave = (call) => (call.job === 'rewrite_follow_up' ? { json: { question: alone } } : undefined);
      const answer = await ask(THEN, { earlier: [FIRST] });
      const [rewriting] = model.of('rewrite_follow_up');
      expect(slot<string[]>(rewriting?.user ?? '', 'これまでの質問（古い順）')).toEqual([FIRST]);
      expect(slot<string>(model.of('answer')[0]?.user ?? '', '質問')).toBe(alone);
      expect(answer.writing?.calls.map(({ purpose }) => purpose)).toEqual(['rewrite-follow-up', 'answer']);
    }));

  it.each([
    ['brings in what nobody said', 'ok', { json: { question: '滋賀県の補助金の上限額は500万円ですか' } }],
    ['is no JSON', 'model-malformed', { text: '離島でも同じですか' }],
    ['is refused', 'model-refused', { refusal: 'お答えできません。' }],
  ])('goes by the desk’s own rules when the rewriting %s', (_, outcome, behaviour) =>
    withModel(async ({ ask, model }) => {
      model.behave = (call) => (call.job === 'rewrite_follow_up' ? behaviour : undefined);
      const answer = await ask(THEN, { earlier: [FIRST] });
      expect(answer.outcome).toBe('answered');
      expect(slot<string>(model.of('answer')[0]?.user ?? '', '質問')).not.toContain('500万円');
      // What failed on the way stands in the record as well.
      expect(answer.writing?.calls[0]).toMatchObject({ purpose: 'rewrite-follow-up', outcome });
    }),
  );
});

describe('personal details', () => {
  it('of a question and of those before it reach no model', () =>
    withModel(async ({ ask, model }) => {
      const name = '患者の山田太郎さん（090-1234-5678）';
      await ask(`${name}の相談窓口の設置は委託できますか`, { earlier: [`${name}についてです`] });
      expect(model.calls.length).toBeGreaterThan(0);
      const told = model.calls.map(({ body }) => JSON.stringify(body)).join('\n');
      expect(told).toContain('相談窓口');
      expect(told).not.toMatch(/山田太郎|090-1234/);
    }));
});
