import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { all, HEADER, line } from '../bot/survey/survey-of-tests.js';
import { inScratch, renkei } from './run-cli.js';

const LINES = [HEADER, line('滋賀県', '大津市', all('オ', '4')), line('滋賀県', '草津市', { 'ア-1': '9' })];

describe('renkei survey', () => {
  it('shows what a file holds, writes it when that was accepted, and answers from it', () =>
    inScratch(async (home) => {
      const file = join(home, 'survey.csv');
      await writeFile(file, LINES.join('\n'));
      const looked = await renkei(home, ['survey', 'import', file]);
      expect(looked.code).toBe(0);
      expect(looked.stdout).toContain('1都道府県、2市町村');
      expect(looked.stdout).toContain('3行目 ア-1 「9」');
      expect(looked.stdout).toContain('まだ取り込んでいません');
      expect((await renkei(home, ['survey', 'list', '--json'])).stdout).toBe('[]\n');

      const accepted = await renkei(home, ['survey', 'import', file, '--accept', '--json']);
      expect(JSON.parse(accepted.stdout)).toMatchObject({
        written: true,
        survey: 'h29-2017',
        municipalities: 2,
        problems: [{ row: 3, column: 'ア-1', value: '9' }],
      });
      const question = '滋賀県で（オ）に未着手の市町村は？';
      const { answer, citations } = JSON.parse((await renkei(home, ['ask', question, '--json'])).stdout);
      expect(answer).toContain('大津市の1市町村です（回答した2市町村の50.0%）');
      expect(citations[0]).toMatchObject({ document: 'survey.csv', page: null });
      expect(citations[0].passage).toContain(citations[0].quote);

      await writeFile(file, [HEADER.replace('ア-1', '壱'), ...LINES.slice(1)].join('\n'));
      const refused = await renkei(home, ['survey', 'import', file, '--accept']);
      expect([refused.code, refused.stdout]).toEqual([2, '']);
      expect(refused.stderr).toContain('ア-1');
      const mapped = await renkei(home, ['survey', 'import', file, '--accept', '--column', '壱=ア-1']);
      expect(mapped.code).toBe(0);
      for (const bad of [
        ['survey'],
        ['survey', 'import', join(home, 'none.csv')],
        ['survey', 'import', file, '--questionnaire', 'h99'],
        ['survey', 'import', file, '--fiscal-year', '29'],
        ['survey', 'import', file, '--column', 'x'],
      ])
        expect((await renkei(home, bad)).code, bad.join(' ')).toBe(2);
    }));

  it('draws the chart of a digest', () =>
    inScratch(async (home) => {
      const [file, chart] = [join(home, 'survey.csv'), join(home, 'chart.png')];
      await writeFile(file, LINES.join('\n'));
      const args = ['digest', '--survey', file, '--prefecture', '滋賀県', '--chart'];
      expect((await renkei(home, [...args, chart])).code).toBe(0);
      expect((await readFile(chart)).subarray(1, 4).toString()).toBe('PNG');
      expect((await renkei(home, [...args, join(home, 'none', 'x.png')])).code).toBe(2);
    }));
});
