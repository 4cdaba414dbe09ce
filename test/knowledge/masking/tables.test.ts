import { describe, expect, it } from 'vitest';
import { maskPersonalDetails } from '../../../knowledge/masking/mask.js';

const masked = (text: string): string => maskPersonalDetails(text).masked;

describe('tables', () => {
  it('are masked by the heads of their columns', () => {
    expect(
      masked('| 氏名 | 生年月日 | 被保険者番号 | 備考 |\n| 櫛田 ナツ | S9.4.1 | 0001830027 | 独居 |'),
    ).toBe(
      '| 氏名 | 生年月日 | 被保険者番号 | 備考 |\n| 〔氏名〕 | 〔生年月日〕 | 〔被保険者番号〕 | 独居 |',
    );
    expect(masked('氏名\t住所\n丸木戸ツヤ様\t北野125-1')).toBe('氏名\t住所\n〔氏名〕様\t〔住所〕');
    expect(masked('氏名,年齢,電話\n大楠 フク,86,38-2055')).toBe('氏名,年齢,電話\n〔氏名〕,86,〔電話番号〕');
  });

  it('may hold surname and given name in two cells', () => {
    expect(masked('| 田中 | 花子 | 要介護2 |')).toBe('| 〔氏名〕 | 〔氏名〕 | 要介護2 |');
  });

  it.each([
    '| 項目 | 金額 | 備考 |\n| 会場費 | 12,000 | 市民会館 |',
    '| 市町 | 氏名 | 電話 |\n| 合計 | 不明 | なし |',
    '氏名、住所、電話番号の欄がある様式\n別紙、様式、記入例',
  ])('without a detail stay: %s', (text) => {
    expect(masked(text)).toBe(text);
  });
});
