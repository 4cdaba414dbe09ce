import { describe, expect, it } from 'vitest';
import { maskPersonalDetails } from '../../../knowledge/masking/mask.js';
import { MASK_TOKENS } from '../../../knowledge/masking/mask-type.js';
import { PublicNames } from '../../../knowledge/masking/public-names.js';

const NOTE =
  '①ﾀﾅｶ ﾊﾅｺ様（Ｓ２０．５．３生、80歳）℡０９０－１２３４－５６７８\n大津市梅林１－２－３、渡邉󠄀さんと𠮷田さん、㈱山田様、Ａさん';

/** Names that stand in these texts. */
function publicIn(texts: readonly string[]): (name: string) => boolean {
  const names = new PublicNames();
  for (const text of texts) names.add(text);
  return (name) => names.has(name);
}

describe('masking', () => {
  it('gives offsets into the original, sorted and apart, whatever the width of characters', () => {
    const { masked, spans } = maskPersonalDetails(NOTE);
    expect(spans.map(({ start, end, type }) => [type, NOTE.slice(start, end)])).toEqual([
      ['name', 'ﾀﾅｶ ﾊﾅｺ'],
      ['birth-date', 'Ｓ２０．５．３'],
      ['phone', '０９０－１２３４－５６７８'],
      ['address', '梅林１－２－３'],
      ['name', '渡邉󠄀'],
      ['name', '𠮷田'],
    ]);
    let rebuilt = NOTE;
    for (const { start, end, type } of [...spans].reverse())
      rebuilt = rebuilt.slice(0, start) + MASK_TOKENS[type] + rebuilt.slice(end);
    expect(masked).toBe(rebuilt);
  });

  it('changes nothing when done twice', () => {
    const once = maskPersonalDetails(NOTE).masked;
    expect(maskPersonalDetails(once)).toEqual({ masked: once, spans: [] });
    for (const token of Object.values(MASK_TOKENS)) {
      const text = `患者の${token}さん、${token}：${token}1丁目`;
      expect(maskPersonalDetails(maskPersonalDetails(text).masked).spans).toEqual([]);
    }
  });

  it.each([
    '0-',
    '漢',
    '様',
    'さん',
    '田中さん',
    '患者の',
    '市',
    '1丁目',
    'a@',
    '昭和2',
    '出席者:田中、',
    'マンション1',
    '記号 a',
    '((1',
    '被保険者',
  ])('takes time linear in the length of the text: %s', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length)).slice(0, 100_000);
    // A pattern that runs away would not end before the test is given up.
    const { masked } = maskPersonalDetails(text);
    expect(maskPersonalDetails(masked).masked).toBe(masked);
  });
});

describe('public names', () => {
  const isPublic = publicIn([
    '座長　飯島 勝矢　東京大学\n問い合わせ 担当：永井 電話 03-3432-1837\n田中一覧 小松知事',
    'E-mail: desk@example.jp',
  ]);

  it('are names, telephone numbers and mail addresses that documents print', () => {
    expect(isPublic('飯島勝矢')).toBe(true);
    expect(isPublic('０３（３４３２）１８３７')).toBe(true);
    expect(isPublic('desk@example.jp')).toBe(true);
    expect(isPublic('山田花子')).toBe(false);
    expect(isPublic('090-1234-5678')).toBe(false);
  });

  it('are a surname alone only with a title or as the contact', () => {
    expect(isPublic('小松')).toBe(true);
    expect(isPublic('永井')).toBe(true);
    expect(isPublic('田中')).toBe(false);
  });

  it('stay unmasked', () => {
    expect(maskPersonalDetails('飯島勝矢氏と田中さん、03-3432-1837', isPublic).masked).toBe(
      '飯島勝矢氏と〔氏名〕さん、03-3432-1837',
    );
  });
});
