import { describe, expect, it } from 'vitest';
import { maskPersonalDetails } from '../../../knowledge/masking/mask.js';
import { isMyNumber } from '../../../knowledge/masking/personal-numbers.js';

const masked = (text: string): string => maskPersonalDetails(text).masked;

describe('telephone numbers and mail addresses', () => {
  it.each([
    '077-523-1234',
    '０９０－１２３４－５６７８',
    '090 1234 5678',
    '080ー1234‐5678',
    '(077)523-1234',
    '077（523）1234',
    '0748-24-5678',
    '09012345678',
    '+81-90-1234-5678',
    '0120-123-456',
  ])('are masked however they are written: %s', (number) => {
    expect(masked(`連絡先は${number}です`)).toBe('連絡先は〔電話番号〕です');
  });

  it('are masked in full width too', () => {
    expect(masked('ｔａｎａｋａ＠ｅｘａｍｐｌｅ．ｊｐへ')).toBe('〔メールアドレス〕へ');
  });

  it('end before the count behind them', () => {
    expect(masked('077-589-4410 2名、090-1234-5678 3人')).toBe('〔電話番号〕 2名、〔電話番号〕 3人');
  });

  it('are not amounts, office numbers or years', () => {
    const text = '事業費123456789円、事業所番号2570100123、法人番号4000020250007、1-2-3の順、2026-11-22まで';
    expect(masked(text)).toBe(text);
  });
});

describe('numbers of persons', () => {
  it.each([
    ['被保険者番号0001234567', '被保険者番号〔被保険者番号〕'],
    ['介護保険被保険者証の番号　００００１２３４５６', '介護保険被保険者証の番号　〔被保険者番号〕'],
    ['後期高齢者医療の被保険者番号は12345678', '後期高齢者医療の被保険者番号は〔被保険者番号〕'],
    ['記号12-34 番号5678901', '記号〔被保険者番号〕 番号〔被保険者番号〕'],
    ['カルテ番号 A-12345、患者ID：00987654', 'カルテ番号 〔記録番号〕、患者ID：〔記録番号〕'],
    ['12345678（カルテ番号）', '〔記録番号〕（カルテ番号）'],
  ])('are masked by their label: %s', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    ['「00 0273 9918」（被保険者番号）の方', '「〔被保険者番号〕」（被保険者番号）の方'],
    ['番号欄にK-20931とあり、カルテ番号のようです', '番号欄に〔記録番号〕とあり、カルテ番号のようです'],
    ['被保険者番号を書き忘れました。12345678です', '被保険者番号を書き忘れました。〔被保険者番号〕です'],
    [
      'カルテ番号1200458と伝えましたが、正しくは1200485',
      'カルテ番号〔記録番号〕と伝えましたが、正しくは〔記録番号〕',
    ],
    ['患者ID7002931と7002932は双子', '患者ID〔記録番号〕と〔記録番号〕は双子'],
    ['0001830027の方', '〔被保険者番号〕の方'],
    ['当院ID 5520193、宛名番号12345678', '当院ID 〔記録番号〕、宛名番号〔記録番号〕'],
  ])('are masked further from their label, or for their own form: %s', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it('stay when another label speaks for them', () => {
    const text =
      '被保険者番号の欄に、保険者番号250001を書いた。会議ID 812 3456 7890。様式第12345号、被保険者番号は空欄';
    expect(masked(text)).toBe(text);
  });

  it('stay when the label has no number, or the number is the insurer’s', () => {
    const text = '被保険者番号は10桁です。保険者番号250001。カルテ番号の付け方、利用者数1234人';
    expect(masked(text)).toBe(text);
  });

  it('prove a My Number by its check digit', () => {
    expect(isMyNumber('123456789018')).toBe(true);
    expect(isMyNumber('123456789012')).toBe(false);
    expect(masked('1234 5678 9018')).toBe('〔個人番号〕');
    expect(masked('1234 5678 9012')).toBe('1234 5678 9012');
    expect(masked('マイナンバーは123456789012')).toBe('マイナンバーは〔個人番号〕');
  });
});

describe('birth dates', () => {
  it.each([
    ['生年月日：S13.12.5', '生年月日：〔生年月日〕'],
    ['Ｓ２０年５月３日生まれ', '〔生年月日〕生まれ'],
    ['1945/5/3生まれ', '〔生年月日〕生まれ'],
    ['昭和二十年五月三日生', '〔生年月日〕生'],
    ['女性（S12.3.4、87歳）', '女性（〔生年月日〕、87歳）'],
    ['昭和15年（1940年）9月30日、昭和拾四年弐月弐拾日生', '〔生年月日〕、〔生年月日〕生'],
    ['山下清、昭和15年1月20日、男', '〔氏名〕、〔生年月日〕、男'],
  ])('are masked by what stands beside them: %s', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it('are days before 1989 that belong to no law and no event', () => {
    expect(masked('正しくは昭和10年5月23日とのこと')).toBe('正しくは〔生年月日〕とのこと');
    const text = '昭和45年4月1日開院、1964年10月10日の東京五輪、昭和62年3月10日の協定、S60.4.1制定';
    expect(masked(text)).toBe(text);
  });

  it('are not other dates', () => {
    const text = '締切は令和8年11月22日。昭和58年2月1日に施行。5月3日生活支援会議。昭和22年生まれの世代';
    expect(masked(text)).toBe(text);
  });
});
