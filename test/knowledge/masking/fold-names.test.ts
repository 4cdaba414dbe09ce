import { describe, expect, it } from 'vitest';
import { foldNames, squashName } from '../../../knowledge/masking/fold-names.js';

describe('a whole text folded for comparison', () => {
  it.each([
    '髙橋　花子（ﾊﾅｺ）①②、邉見 𠮷田',
    '㈱見本・Ｔｅｌ ０９０-１２３４\n𩸽（ほっけ）👍',
    'ゼロ幅\u200Bの\uFEFF文字と異体字葛󠄀',
    '担当：名取・加藤　E-mail: a@example.jp',
  ])('is the same as the key that offsets are kept for: %s', (text) => {
    expect(squashName(text)).toBe(foldNames(text).key.replace(/\s+/g, ''));
  });
});
