import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRegister } from '../../../adapters/files/register.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'register-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a register kept in Excel', () => {
  it('says of each file what documents.csv would say', async () => {
    const book = utils.book_new();
    const rows = [
      ['ファイル名', '文書名', '年度'],
      ['a.pdf', '手引き', '令和8年度'],
      [null, '宛先なし', null],
    ];
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '登録簿');
    await writeFile(
      join(folder, 'documents.xlsx'),
      Buffer.from(write(book, { type: 'array' }) as ArrayBuffer),
    );
    expect([...(await readRegister(folder))]).toEqual([
      ['a.pdf', { ファイル名: 'a.pdf', 文書名: '手引き', 年度: '令和8年度' }],
    ]);
  });

  it('is not asked where there is a documents.csv', async () => {
    await writeFile(join(folder, 'documents.csv'), 'file,title\na.pdf,手引き\n');
    await writeFile(join(folder, 'documents.xlsx'), 'これは違います');
    expect((await readRegister(folder)).get('a.pdf')).toEqual({ file: 'a.pdf', title: '手引き' });
  });

  it('may be missing', async () => {
    expect((await readRegister(folder)).size).toBe(0);
  });
});
