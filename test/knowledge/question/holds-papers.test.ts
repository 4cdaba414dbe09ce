import { describe, expect, it } from 'vitest';
import { holdsPapers } from '../../../knowledge/question/holds-papers.js';

describe('papers that a question is about', () => {
  it.each([
    ['実績報告書の提出期限は', '報告書の提出期限は３月末とする。', true],
    ['実績報告書の提出期限は', '応募票の提出期限は１月末とする。', false],
    ['事業実績報告書はいつまで', '実績報告書は３月末までに提出する。', true],
    ['申請書はどこに出しますか', '応募票は県に提出する。', true],
    ['エントリーシートと誓約書はどこに', 'エントリーシートは県に送る。', true],
    ['収支決算書と実績報告書はどこに', '実績報告書は県に送る。', false],
    ['文書管理の方法は', '記録を残す。', true],
  ] as const)('%s — %s', (question, text, holds) => {
    expect(holdsPapers(question, [text])).toBe(holds);
  });
});
