import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inScratch, renkei } from './run-cli.js';

const PASSAGE = '補助金の額は、1市町村当たり100万円を上限とする。';

describe('renkei gate', () => {
  it('says of each line whether its passage bears it out, and why not', () =>
    inScratch(async (home) => {
      const file = join(home, 'lines.jsonl');
      const lines = ['補助金の額は1市町村当たり100万円を上限とします。', '補助金の額は200万円です。'];
      await writeFile(
        file,
        lines.map((sentence, id) => JSON.stringify({ id, passage: PASSAGE, sentence })).join('\n'),
      );
      const { code, stdout } = await renkei(home, ['gate', '--batch', file, '--json']);
      expect(code).toBe(0);
      expect(
        stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).toEqual([
        { id: '0', supported: true, reasons: [] },
        { id: '1', supported: false, reasons: ['number 200万'] },
      ]);
      expect((await renkei(home, ['gate', '--batch', file])).stdout).toContain(
        '0: supported\n1: number 200万',
      );
      await writeFile(file, '{"id":1}');
      for (const bad of [['gate'], ['gate', '--batch', file], ['gate', '--batch', join(home, 'none')]])
        expect((await renkei(home, bad)).code, bad.join(' ')).toBe(2);
    }));
});
