import { describe, expect, it } from 'vitest';
import { reasonInJapanese } from '../../bot/model/reasons-in-japanese.js';
import { supported } from '../../knowledge/gate/supported.js';

const PASSAGE = '窓口の運営は、郡市医師会に年100万円以内で委託することができる。';

describe('why a sentence was withheld', () => {
  it.each([
    '窓口の運営は、年200万円以内で委託することができます。',
    '窓口の運営は、年100万円以上で委託することができます。',
    '京都府の窓口の運営は委託することができます。',
    '窓口の運営は委託することができません。',
    '窓口の運営は、郡市医師会に委託します。',
    '窓口の運営は「全額国費」で委託することができます。',
    '窓口の運営は、裁判所に委託することができます。',
  ])('is said in Japanese: %s', (sentence) => {
    const { reasons } = supported(PASSAGE, sentence);
    expect(reasons).not.toEqual([]);
    for (const reason of reasons) expect(reasonInJapanese(reason)).not.toMatch(/[a-z]/);
  });
});
