import { describe, expect, it } from 'vitest';
import { answerLabel, maskedWriting } from '../../../bot/consultations/given-answer.js';
import type { Writing } from '../../../bot/model/writing.js';

const WRITING: Writing = {
  model: 'stand-in',
  outcome: 'gate',
  calls: [],
  gate: {
    passed: 0,
    repaired: 0,
    withheld: [
      { text: '青葉荘の方は対象です。', reasons: ['uncovered 青葉荘', 'invented 青葉荘は対象とする'] },
    ],
  },
  steps: [
    { tool: 'plan', input: '青葉荘の方は対象ですか', found: '青葉荘は対象か／費用はいくらか' },
    { tool: 'search_passages', input: '青葉荘は対象か', found: '青葉荘：なし' },
  ],
  latencyMs: 10,
};

describe('what a model made of a question', () => {
  it('is kept without a detail in any of its texts', () => {
    const masked = maskedWriting(WRITING, (text) => text.replaceAll('青葉荘', '〔伏せ字〕'));
    expect(JSON.stringify(masked)).not.toContain('青葉荘');
    expect(JSON.stringify(masked).match(/〔伏せ字〕/g)).toHaveLength(7);
    expect(masked).toMatchObject({ model: 'stand-in', outcome: 'gate', latencyMs: 10 });
  });
});

describe('an answer shown again', () => {
  it('is labelled by who wrote it', () => {
    expect(answerLabel({ madeBy: 'compatible stand-in 1' })).toBe('連携デスクの回答（AIによる文章）');
    expect(answerLabel({ madeBy: 'extractive 1' })).toBe('連携デスクの回答');
  });
});
