import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { all, HEADER, line } from '../bot/survey/survey-of-tests.js';
import { inScratch, renkei } from './run-cli.js';

describe('renkei digest', () => {
  it('prints a prefecture’s figures, and what is wrong with the file', () =>
    inScratch(async (home) => {
      const file = join(home, 'survey.csv');
      const lines = [line('滋賀県', '大津市', all('オ', '4')), line('滋賀県', '草津市', { 'ア-1': '9' })];
      await writeFile(file, [HEADER, ...lines].join('\n'));
      const args = ['digest', '--survey', file, '--prefecture', '滋賀県'];
      const { code, stdout } = await renkei(home, [...args, '--json']);
      expect(code).toBe(0);
      const digest = JSON.parse(stdout);
      expect(digest).toMatchObject({
        prefecture: '滋賀県',
        region: '近畿',
        municipalities: 2,
        respondents: 2,
        problems: [{ row: 3, column: 'ア-1', value: '9' }],
      });
      expect(digest.items.オ).toEqual({
        done: 1,
        preparing: 0,
        notStarted: 1,
        noResponse: 0,
        n: 2,
        notStartedMunicipalities: ['大津市'],
        regionPercent: { done: 60.9, preparing: 27, notStarted: 12.1 },
        nationalPercent: { done: 56.4, preparing: 31.4, notStarted: 12.2 },
      });
      expect(Object.keys(digest.items)).toEqual(['ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク']);
      const words = await renkei(home, args);
      expect(words.stdout).toContain(digest.text);
      expect(words.stdout).toContain('3行目 ア-1 「9」');

      await writeFile(file, [HEADER, ...lines].join('\n').replaceAll('ク-5', '備考'));
      for (const [bad, reason] of [
        [args, 'ク-5'],
        [['digest', '--survey', file, '--prefecture', '近江県'], '近江県'],
        [['digest', '--survey', join(home, 'none.csv'), '--prefecture', '滋賀県'], 'cannot read'],
        [['digest', '--prefecture', '滋賀県'], 'usage'],
      ] as const) {
        const refused = await renkei(home, [...bad]);
        expect([refused.code, refused.stdout]).toEqual([2, '']);
        expect(refused.stderr).toContain(reason);
      }
    }));
});
