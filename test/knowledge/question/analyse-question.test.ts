import { describe, expect, it } from 'vitest';
import { analyseQuestion } from '../../../knowledge/question/analyse-question.js';
import { answerTypeOf } from '../../../knowledge/question/answer-type.js';
import { expectationsOf } from '../../../knowledge/question/expectations.js';
import { foldKey } from '../../../knowledge/text/fold.js';

describe('what a question names', () => {
  it('finds places in full, short and in kana', () => {
    expect(analyseQuestion('滋賀の取組は？').places.prefectures.map((one) => one.name)).toEqual(['滋賀県']);
    expect(analyseQuestion('ほっかいどうを管轄するのは').key).toContain('北海道');
    expect(analyseQuestion('蓮田市の窓口').places.municipalities).toEqual(['蓮田市']);
    expect(analyseQuestion('近畿管内の割合').places.regions).toEqual(['近畿']);
  });

  it('does not take 市町村 or 全市町 for a place', () => {
    expect(analyseQuestion('小規模市町村の課題と全市町の状況、関係市区町村').places.municipalities).toEqual(
      [],
    );
  });

  it('finds fiscal years, items and counters', () => {
    const question = analyseQuestion('令和3年度の（オ）はテーマ2の第1回でやる？');
    expect(question).toMatchObject({ years: [{ year: 2021, fiscal: true }], items: ['オ'] });
    expect(question.counters).toEqual(expect.arrayContaining(['第1回', 'テーマ2']));
  });
});

describe('what would answer a question', () => {
  it.each([
    ['申請はいつまで？', 'date'],
    ['会議がいつも遠い県はどこ', 'place'],
    ['研修は何回ありますか', 'number'],
    ['実施済みの割合は', 'share'],
    ['アドバイザーはどなた', 'person'],
    ['妥当性確認とは', 'definition'],
    ['申請書はどこに送る？', 'contact'],
    ['なぜ進まないのか', 'reason'],
    ['応募するにはどうすればいい', 'procedure'],
  ] as const)('%s → %s', (question, type) => {
    expect(answerTypeOf(foldKey(question))).toBe(type);
  });

  it('is recognised by its form', () => {
    const shows = (question: string, sentence: string): boolean =>
      expectationsOf(foldKey(question)).every((form) => form.test(foldKey(sentence)));
    expect(shows('職員は何人ですか', '担当係は３名です')).toBe(true);
    expect(shows('職員は何人ですか', '県医師会が運営しています')).toBe(false);
    expect(shows('予算はいくら', '基金を活用して実施する')).toBe(false);
    expect(shows('予算はいくら', '総額120万円とする')).toBe(true);
    expect(shows('搬送の費用は誰が負担しますか', '市町村が負担します')).toBe(true);
    expect(shows('審査の配点は何点', '審査の結果は公表します')).toBe(false);
    expect(shows('申請書は何ページ以内', '様式は5ページ以内とする')).toBe(true);
  });

  it('does not take what the question says for the answer', () => {
    const shows = (question: string, sentence: string): boolean =>
      expectationsOf(foldKey(question)).every((form) => form.test(foldKey(sentence)));
    expect(shows('滋賀県で実施したのはどの市ですか', '滋賀県では3市が実施した')).toBe(false);
    expect(shows('滋賀県で実施したのはどの市ですか', '滋賀県では大津市が実施した')).toBe(true);
    expect(shows('委託先の医療機関の名前は', '医療機関へ業務を委託した')).toBe(false);
    expect(shows('委託先の医療機関の名前は', '見本中央病院へ業務を委託した')).toBe(true);
    expect(shows('登壇した知事の名前は', '知事も講師として登壇した')).toBe(false);
    expect(shows('登壇した知事の名前は', '登壇は知事（見本 太郎）')).toBe(true);
  });
});
