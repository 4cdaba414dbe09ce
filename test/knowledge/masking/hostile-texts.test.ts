import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { maskPersonalDetails } from '../../../knowledge/masking/mask.js';
import { MASK_TOKENS } from '../../../knowledge/masking/mask-type.js';

const masked = (text: string): string => maskPersonalDetails(text).masked;

/** Pieces that have nothing to do with each other: the more broken the text, the likelier a slip of offsets. */
const PIECES = [
  ...readFileSync(new URL('../../masking/texts-a.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text),
  ...['\u200b', '\u3099', 'e\u0301', '𠮷', '👪', '\ud842', '\udfb7', '\u200d', '\ufe0f', '①', '㈱', 'ﾀ', 'ﾞ'],
  ...['\n', '\r\n', '|', '\t', '　', '、', '（', '）', '「', '」', '〔', '〕', ...Object.values(MASK_TOKENS)],
  ...['氏名：', '住所：', '被保険者番号', '様', 'さん', '妻の', '患者', '生', '(82歳)', '-', '１', 'と'],
];

/** A seeded choice (mulberry32), so that a failure comes again. */
function chooser(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

function brokenText(choose: (below: number) => number): string {
  let text = '';
  for (let i = choose(6); i >= 0; i--) {
    const piece = PIECES[choose(PIECES.length)]!;
    const from = piece.length > 4 ? choose(piece.length) : 0;
    text += piece.slice(from, from + 4 + choose(40));
  }
  return text;
}

describe('masking of hostile texts', () => {
  const choose = chooser(20_261_122);
  const texts = Array.from({ length: 1500 }, () => brokenText(choose));

  it('gives spans in UTF-16 units that are sorted, apart and never inside a surrogate pair', () => {
    for (const text of texts) {
      const { spans, masked: result } = maskPersonalDetails(text);
      let end = 0;
      let rebuilt = '';
      for (const span of spans) {
        expect(span.start, text).toBeGreaterThanOrEqual(end);
        expect(span.end, text).toBeGreaterThan(span.start);
        rebuilt += text.slice(end, span.start) + MASK_TOKENS[span.type];
        end = span.end;
        for (const at of [span.start, span.end])
          expect(
            /[\ud800-\udbff]$/.test(text.slice(0, at)) && /^[\udc00-\udfff]/.test(text.slice(at)),
            text,
          ).toBe(false);
      }
      expect(rebuilt + text.slice(end)).toBe(result);
      expect(end).toBeLessThanOrEqual(text.length);
    }
  });

  it('changes nothing when done twice', () => {
    for (const text of texts) {
      const once = masked(text);
      expect(masked(once), text).toBe(once);
    }
  });

  it.each([
    [
      'a character without width in a name or number',
      '田\u200b中さん、電話090\u200b1234\u200b5678',
      '〔氏名〕さん、電話〔電話番号〕',
    ],
    ['a character without width in an honorific', '田中さ\u200bん', '〔氏名〕さ\u200bん'],
    ['kana with combining marks', 'タ\u3099ンタ\u3099 ハナコ様', '〔氏名〕様'],
    ['half-width kana', 'ﾀﾞﾝﾀﾞ ﾊﾅｺ様（ﾅｶﾑﾗ ﾌﾐｺ）', '〔氏名〕様（〔氏名〕）'],
    ['surrogate pairs', '👪𠮷田花子様😀', '👪〔氏名〕様😀'],
    [
      'a space between all characters',
      '「大 木 ス ミ」0 9 0 - 1 2 3 4 - 5 6 7 8',
      '「〔氏名〕」〔電話番号〕',
    ],
    ['spaces in a date', 'S 1 2 . 3 . 4 生', '〔生年月日〕 生'],
    ['spaces in an address of mail', '連絡は taro ＠ example ．com', '連絡は 〔メールアドレス〕'],
  ])('sees through %s', (_, text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    ['a name', '田中花\n子様が退院', '〔氏名〕様が退院'],
    ['a name, with CRLF', '山田\r\n花子様が退院', '〔氏名〕様が退院'],
    ['a telephone number', '電話は090-1234-\n5678です', '電話は〔電話番号〕です'],
    ['a number of an insured person', '被保険者番号：0001\n830027', '被保険者番号：〔被保険者番号〕'],
    ['a date of birth', '昭和12年\n3月4日生', '〔生年月日〕生'],
    ['a house number', '草津市野路町1234-\n5にお住まい', '草津市〔住所〕にお住まい'],
  ])('puts %s together that a line break cuts in two', (_, text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it('leaves apart what stands on lines of its own', () => {
    expect(masked('会議\n田中様')).toBe('会議\n〔氏名〕様');
    expect(masked('077-589-4410\n2人')).toBe('〔電話番号〕\n2人');
    expect(masked('被保険者番号：0001830027\n2 次の項目')).toBe('被保険者番号：〔被保険者番号〕\n2 次の項目');
  });

  it('takes time linear in the length of one line or of many', () => {
    for (const piece of [
      '被保険者番号 ',
      '氏名|生年月日\n1|',
      '大 木 ',
      '山 花子 ',
      '〔氏名〕と12345',
      '山と書いてヤマ様',
      'S1.1.1',
    ]) {
      const text = piece.repeat(Math.ceil(100_000 / piece.length)).slice(0, 100_000);
      // A pattern that runs away would not end before the test is given up.
      expect(masked(masked(text))).toBe(masked(text));
    }
  });
});
