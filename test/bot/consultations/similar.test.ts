import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../bot/answering/answer.js';
import { type Replied, similarTo } from '../../../bot/consultations/similar.js';
import { suggestDraft } from '../../../bot/consultations/suggest-draft.js';

const EARLIER: Replied[] = [
  '相談窓口を医師会に委託することはできますか',
  '研修会の講師謝金は補助の対象になりますか',
  '住民向けの講演会は年に何回行えばよいですか',
  '退院時のカンファレンスに診療所は参加しますか',
].map((question, i) => ({
  consultationId: `c${i}`,
  number: `R8-00000${i}`,
  question,
  reply: `回答${i}`,
  at: `2026-10-0${i + 1}T00:00:00Z`,
}));

const NOT_FOUND: Answer = {
  outcome: 'not-found',
  text: '',
  citations: [],
  retrieved: [],
  warnings: [],
  nearest: [],
  related: [],
};

describe('earlier consultations', () => {
  it('are found by what they ask, not by how questions end', () => {
    expect(similarTo('医師会へ相談窓口の委託はできますか', EARLIER)[0]?.number).toBe('R8-000000');
    expect(similarTo('研修の講師への謝金は対象ですか', EARLIER)[0]?.number).toBe('R8-000001');
    expect(similarTo('災害のときの電源はどうしますか', EARLIER)).toEqual([]);
    expect(similarTo('', EARLIER)).toEqual([]);
    expect(similarTo('何か', [])).toEqual([]);
  });

  it('give the draft of a reply when the question is nearly the same, and only then', () => {
    const same = similarTo('相談窓口を医師会に委託できますか', EARLIER);
    expect(suggestDraft(same, NOT_FOUND)).toEqual({
      text: '回答0',
      from: { kind: 'earlier', number: 'R8-000000' },
    });
    expect(suggestDraft(similarTo('講師の旅費は', EARLIER), NOT_FOUND)).toBeNull();
  });

  it('give way to what the documents say now', () => {
    const citation = {
      document: 'x',
      title: '手引き',
      edition: '令和8年度',
      page: 3,
      heading: '',
      quote: 'q',
      passage: 'q',
      versionId: 'v',
      passageId: 'v.1',
    };
    const now: Answer = {
      ...NOT_FOUND,
      outcome: 'answered',
      text: '委託できます。',
      citations: [citation, citation],
    };
    expect(suggestDraft([], now)).toEqual({
      text: '委託できます。\n\n（出典：手引き・令和8年度・3頁）',
      from: { kind: 'documents' },
    });
  });
});
