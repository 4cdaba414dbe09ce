import { describe, expect, it } from 'vitest';
import { isProviso, provisosBehind } from '../../../knowledge/text/proviso.js';

describe('a proviso', () => {
  it.each([
    'ただし、離島はこの限りでない。',
    '※ただし、判定の対象は次のとおり。',
    '（但し、会議費を除く。）',
    'もっとも、委託の責任は市町村が負う。',
    '個人情報を扱う業務については、この限りではありません。',
  ])('takes something out of what stands before it: %s', (sentence) => {
    expect(isProviso(sentence)).toBe(true);
  });

  it.each(['もっとも多い回答は「協議中」である。', 'なお、様式は別紙のとおり。', '委託ただし書きの例。'])(
    'is not: %s',
    (sentence) => {
      expect(isProviso(sentence)).toBe(false);
    },
  );

  it('is found right behind what is quoted, and not behind something else', () => {
    const text =
      '委託できる。\n※ただし、窓口を除く。この限りでない場合は協議する。記録は残す。ただし、電話を除く。';
    const end = text.indexOf('委託できる') + '委託できる'.length;
    expect(provisosBehind(text, end)).toEqual(['ただし、窓口を除く。', 'この限りでない場合は協議する。']);
    expect(provisosBehind(text, text.indexOf('記録は残す。') + 6)).toEqual(['ただし、電話を除く。']);
    expect(provisosBehind(text, text.length)).toEqual([]);
  });
});
