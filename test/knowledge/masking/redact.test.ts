import { describe, expect, it } from 'vitest';
import { maskedPieces, redactWords } from '../../../knowledge/masking/redact.js';

describe('words that somebody takes out of a text', () => {
  it('go in every width and spacing, and nothing else goes', () => {
    expect(redactWords('寅さんはﾄﾗ ｻﾝと名乗る。トラさん', 'とらさん')).toEqual({
      text: '寅さんはﾄﾗ ｻﾝと名乗る。トラさん',
      places: 0,
    });
    expect(redactWords('ABC-12 と ＡＢＣ－１２、A B C-12', 'abc-12')).toEqual({
      text: '〔伏せ字〕 と 〔伏せ字〕、〔伏せ字〕',
      places: 3,
    });
    expect(redactWords('車寅次郎。車 寅次郎', '車寅次郎').text).toBe('〔伏せ字〕。〔伏せ字〕');
  });

  it('leave a text as it is where they do not stand, and when they are only white space', () => {
    expect(redactWords('なにもない', '車寅次郎')).toEqual({ text: 'なにもない', places: 0 });
    expect(redactWords('な に', ' 　')).toEqual({ text: 'な に', places: 0 });
  });

  it('keep characters outside the basic plane whole', () => {
    expect(redactWords('𠮷田𠮷男😀です', '𠮷田𠮷男').text).toBe('〔伏せ字〕😀です');
    expect(redactWords('㈱連携㈱', '株').text).toBe('〔伏せ字〕連携〔伏せ字〕');
  });
});

describe('a masked text', () => {
  it('is told apart into what was masked and the rest', () => {
    expect(maskedPieces('〔氏名〕さんは〔住所〕に')).toEqual([
      { text: '〔氏名〕', masked: true },
      { text: 'さんは', masked: false },
      { text: '〔住所〕', masked: true },
      { text: 'に', masked: false },
    ]);
    expect(maskedPieces('')).toEqual([]);
  });
});
