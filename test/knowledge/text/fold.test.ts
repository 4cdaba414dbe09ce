import { describe, expect, it } from 'vitest';
import { foldKey, foldWithOffsets, squash, visibleLength } from '../../../knowledge/text/fold.js';
import { mendCharacters } from '../../../knowledge/text/mend-characters.js';

describe('search keys', () => {
  it('make full width, half width, radicals and waves one', () => {
    expect(foldKey('ＰＤＣＡ～ｸﾞﾙｰﾌﾟ ⾏政の⻑ ⺠間〜')).toBe('pdca~グループ 行政の長 民間~');
  });

  it('map every unit of the key back to where it stands in the display text', () => {
    const display = '令和３年 ㈱ﾃﾞｽｸ';
    const { key, toDisplay } = foldWithOffsets(display);
    expect(key).toBe('令和3年 (株)デスク');
    expect(toDisplay.length).toBe(key.length + 1);
    expect(display.slice(toDisplay[key.indexOf('(株)')], toDisplay[key.indexOf('デスク')])).toBe('㈱');
    expect(display.slice(toDisplay[key.indexOf('デ')], toDisplay[key.indexOf('ス')])).toBe('ﾃﾞ');
  });

  it('keep numbers whole and apart when texts are compared without white space', () => {
    expect(squash('割合 94.7％').includes(squash('94.7%'))).toBe(true);
    expect(squash('190件').includes(squash('19'))).toBe(false);
    expect(squash('1,233 (70.8%)').includes(squash('1233 70.8'))).toBe(true);
    expect(squash('11月').includes(squash('1月'))).toBe(false);
  });

  it('count a passage without its white space', () => {
    expect(visibleLength(' あ い\nう　')).toBe(3);
  });
});

describe('display text', () => {
  it('mends what no author typed and leaves what an author chose', () => {
    expect(mendCharacters('\uF0B7 ⼈材\u00AD育成 ①　２～５ ｶﾅ')).toBe('・ 人材育成 ① ２～５ カナ');
  });

  it('pulls justified characters together', () => {
    expect(mendCharacters('居 宅 介 護 事 業 所')).toBe('居宅介護事業所');
    expect(mendCharacters('ア イ ウ エ')).toBe('ア イ ウ エ');
  });
});
