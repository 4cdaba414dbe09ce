import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inScratch, renkei } from '../end-to-end/run-cli.js';

const SHARED = resolve('../shared');
const QUESTIONS = join(SHARED, 'questions/dev.jsonl');

/** Floors well below what is measured (see the README): they catch a break, they do not steer. */
describe.skipIf(!existsSync(QUESTIONS))('the programme’s own documents', () => {
  it('are answered from with their sources', () =>
    inScratch(async (home) => {
      const texts = [
        'r3-renkei-shien-boshu-yoryo',
        'r6-model-chiiki-boshu-annai',
        'h27-jisshi-jokyo-chosa-kekka',
        'h29-kouseikyoku-shien-hokokusho',
      ].map((name) => join(SHARED, 'corpus', `${name}.txt`));
      await renkei(home, ['index', ...texts]);
      const { stdout } = await renkei(home, ['eval', QUESTIONS, '--as-of', '2026-11-22', '--json']);
      const scores = JSON.parse(stdout);
      expect(scores.questions).toBe(readFileSync(QUESTIONS, 'utf8').trim().split('\n').length);
      expect(scores.goldInThree).toBeGreaterThan(0.8);
      expect(scores.cited).toBeGreaterThan(0.7);
      expect(scores.answered).toBeGreaterThan(0.85);
      expect(scores.staleWarned).toBe(1);
    }));
});
