import { describe, expect, it } from 'vitest';
import { withModel } from './desk-with-model.js';

const QUESTION = '相談窓口の設置は委託できますか';

describe('an answer written by a model', () => {
  it('says what its passages bear out, with their numbers, and is recorded with prompt, tokens and gate', () =>
    withModel(async ({ ask, model }) => {
      const answer = await ask(QUESTION);
      expect(answer.outcome).toBe('answered');
      expect(answer.text).toContain('委託することができる。［1］');
      expect(answer.citations[0]?.passage).toContain(answer.citations[0]?.quote);
      expect(answer.writing).toMatchObject({
        outcome: 'written',
        model: 'compatible stand-in',
        gate: { withheld: [] },
      });
      expect(answer.writing?.calls).toHaveLength(1);
      expect(answer.writing?.calls[0]?.promptHash).toMatch(/^[0-9a-f]{12}$/);
      expect(answer.writing?.calls[0]?.tokens.input).toBeGreaterThan(100);
      expect(model.calls[0]?.body).toMatchObject({ model: 'stand-in', stream: true, max_tokens: 3000 });
    }));
});
