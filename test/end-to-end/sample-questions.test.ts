import { describe, expect, it } from 'vitest';
import { inScratch, renkei } from './run-cli.js';

/** Floors below what is measured (see the README): they catch a break, they do not steer. */
describe('the sample documents', () => {
  it('answer their questions and conversations', () =>
    inScratch(async (home) => {
      await renkei(home, ['index', 'knowledge/samples']);
      const scoresOf = async (file: string) => {
        const { stdout } = await renkei(home, ['eval', file, '--as-of', '2026-11-22', '--json']);
        return JSON.parse(stdout);
      };
      const single = await scoresOf('test/samples/questions.jsonl');
      expect(single.goldInThree).toBeGreaterThan(0.9);
      expect(single.factGiven).toBeGreaterThan(0.7);
      expect(single.declined).toBeGreaterThan(0.7);
      const conversations = await scoresOf('test/samples/follow-ups.jsonl');
      expect(conversations.questions).toBe(12);
      expect(conversations.cited).toBeGreaterThan(0.8);
      expect(conversations.factGiven).toBeGreaterThan(0.8);
    }));
});
