import { describe, expect, it } from 'vitest';
import { isSameQuestion } from '../../../knowledge/answer/same-question.js';
import { analyseQuestion } from '../../../knowledge/question/analyse-question.js';

const same = (asked: string, pair: string): boolean => isSameQuestion(analyseQuestion(asked), pair);

describe('a question that was asked before', () => {
  it.each([
    ['救急搬送の費用は誰が負担しますか', '救急搬送の費用は誰が負担しますか'],
    ['救急搬送の費用は誰が負担するのか教えてください', '救急搬送の費用は誰が負担しますか'],
    ['滋賀県の相談窓口の設置は委託できますか', '滋賀県の相談窓口の設置は、委託できますか。'],
  ])('%s', (asked, pair) => expect(same(asked, pair)).toBe(true));

  it.each([
    ['令和7年度の応募締切はいつですか', '令和8年度の応募締切はいつですか'],
    ['富山県の相談窓口は誰が運営していますか', '石川県の相談窓口は誰が運営していますか'],
    ['相談窓口の予算はいくらですか', '相談窓口の設置は委託できますか'],
    ['今日の天気は', '相談窓口は'],
  ])('%s is another than %s', (asked, pair) => expect(same(asked, pair)).toBe(false));
});
