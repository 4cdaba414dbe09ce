import { describe, expect, it } from 'vitest';
import { maskPersonalDetails } from '../../../knowledge/masking/mask.js';

const masked = (text: string): string => maskPersonalDetails(text).masked;

describe('names', () => {
  it.each([
    ['昨日、田中さんを訪問', '昨日、〔氏名〕さんを訪問'],
    ['佐藤 様のご家族', '〔氏名〕 様のご家族'],
    ['山本 花子氏', '〔氏名〕氏'],
    ['タナカさんとﾅｶﾑﾗ様', '〔氏名〕さんと〔氏名〕様'],
    ['佐藤ミヨ子様、青木トメさん', '〔氏名〕様、〔氏名〕さん'],
    ['田 中 花 子 様', '〔氏名〕 様'],
    ['鬼頭さんと髙橋さん', '〔氏名〕さんと〔氏名〕さん'],
    ['佐藤・田中両氏', '〔氏名〕・〔氏名〕両氏'],
  ])('are told by an honorific: %s', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    ['患者の鈴木一郎は退院予定', '患者の〔氏名〕は退院予定'],
    ['利用者の高橋が転倒', '利用者の〔氏名〕が転倒'],
    ['独居の渡辺さん', '独居の〔氏名〕さん'],
    ['担当ケアマネの小林から', '担当ケアマネの〔氏名〕から'],
    ['氏名：佐々木太郎', '氏名：〔氏名〕'],
    ['夫（康夫、82歳）と長男の健一', '夫（〔氏名〕、82歳）と長男の〔氏名〕'],
    ['出席者：田中(CM)、佐藤Ns、山口', '出席者：〔氏名〕(CM)、〔氏名〕Ns、〔氏名〕'],
    ['高齢福祉課の木村です', '高齢福祉課の〔氏名〕です'],
    ['中村課長に報告', '〔氏名〕課長に報告'],
  ])('are told by the words around: %s', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it('are told by an age, or by surname and given name together', () => {
    expect(masked('田中花子（82歳）は独居')).toBe('〔氏名〕（82歳）は独居');
    expect(masked('岡田幸子が昨日から食事をとらない')).toBe('〔氏名〕が昨日から食事をとらない');
  });

  it('are told again further on in the same text', () => {
    expect(masked('鈴木さんのことで相談です。鈴木は物忘れがあります。')).toBe(
      '〔氏名〕さんのことで相談です。〔氏名〕は物忘れがあります。',
    );
  });

  it.each([
    '医師さん、看護師さん、お医者さん、ケアマネさん、市長さん、先生方',
    '事務局様、県の皆様、利用者さん、患者様、ご家族様、包括さん、担当者様、皆さん',
    'Ａさんの事例、K氏、○○様、〇〇さん、甲さん',
    '山口では窓口があり、石川と福島の事例を比べた',
    '同様の様式が様々あり、この様に多様な仕様です。氏名を書く',
    '田中医院、佐藤クリニック、株式会社山田製作所、中村病院の連携室様',
    'ニチイさん、セコム様、大津市さん、滋賀県さん、奥さん、お孫さん',
    '長男の家族と夫の仕事、娘の自宅、本人の希望',
  ])('are not roles, organisations and places: %s', (text) => {
    expect(masked(text)).toBe(text);
  });
});
