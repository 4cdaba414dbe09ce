import { describe, expect, it } from 'vitest';
import { Bm25, Bm25Builder } from '../../../knowledge/search/bm25.js';
import { dampedCounts, fitLsa, LsaProjector } from '../../../knowledge/search/lsa.js';
import { seededRandom } from '../../../knowledge/search/random.js';
import { SynonymTable } from '../../../knowledge/search/synonyms.js';
import { tokenize } from '../../../knowledge/search/tokenize.js';

describe('tokens', () => {
  it('are kanji bigrams, katakana trigrams, numbers and words; hiragana gives none', () => {
    const tokens = tokenize('在宅医療のコーディネーターは1,741市町村ですか');
    expect(tokens).toEqual(
      expect.arrayContaining([
        '在宅',
        '宅医',
        '医療',
        'コーディネーター',
        'コーデ',
        '1741',
        'w:在宅',
        'w:医療',
      ]),
    );
    expect(tokens.filter((token) => /^(w:)?(です|の|は|か)$/.test(token))).toEqual([]);
  });
});

describe('BM25', () => {
  const builder = new Bm25Builder();
  const texts = ['相談窓口を設置する', '研修を年三回開催する', '相談員の研修と相談窓口の案内', ''];
  for (const text of texts) builder.add(tokenize(text));
  const index = new Bm25(builder.finish());

  it('ranks rare and repeated terms higher and leaves the rest at zero', () => {
    const scores = index.scores(new Map(tokenize('相談').map((token) => [token, 1])));
    expect(scores[2]).toBeGreaterThan(0);
    expect(scores[1]).toBe(0);
    expect(scores[3]).toBe(0);
    expect(index.idf('開催')).toBeGreaterThan(index.idf('相談'));
  });

  it('survives an empty collection', () => {
    const empty = new Bm25(new Bm25Builder().finish());
    expect(empty.scores(new Map([['何', 1]]))).toHaveLength(0);
  });
});

describe('latent semantic analysis', () => {
  const topics = [
    ['医師会', '往診', '診療所', '在宅医', '看取り', '訪問診療'],
    ['予算', '補助金', '会計', '決算', '経費', '交付金'],
    ['研修', '講師', '受講', '修了', '座学', '演習'],
    ['統計', '集計', '割合', '調査票', '回答率', '分析'],
  ];
  const random = seededRandom(7);
  const texts = Array.from({ length: 160 }, (_, i) =>
    Array.from({ length: 4 }, () => topics[i % 4]![Math.floor(random() * 6)]).join('、'),
  );
  const builder = new Bm25Builder();
  for (const text of texts) builder.add(tokenize(text));
  const index = new Bm25(builder.finish());

  it('brings words of one topic together that never stand side by side in the question', () => {
    const projector = new LsaProjector(fitLsa(index, seededRandom(1))!);
    const vector = (text: string): number[] => projector.project(dampedCounts(tokenize(text)))!;
    const cosine = (a: number[], b: number[]): number => a.reduce((sum, value, d) => sum + value * b[d]!, 0);
    expect(cosine(vector('往診'), vector('看取り'))).toBeGreaterThan(
      cosine(vector('往診'), vector('補助金')) + 0.05,
    );
    expect(projector.project(new Map([['未知語', 1]]))).toBeNull();
  });

  it('gives the same model for the same documents', () => {
    expect(fitLsa(index, seededRandom(1))!.vectors).toEqual(fitLsa(index, seededRandom(1))!.vectors);
  });

  it('declines a handful of passages', () => {
    const few = new Bm25Builder();
    few.add(tokenize('短い文'));
    expect(fitLsa(new Bm25(few.finish()), seededRandom(1))).toBeNull();
  });
});

describe('synonyms', () => {
  it('bring their tokens in at less than full weight', () => {
    const table = new SynonymTable([['自動車', 'クルマ']]);
    const expanded = table.expand(tokenize('クルマ'));
    expect(expanded.get('クルマ')).toBe(1);
    expect(expanded.get('自動')).toBeGreaterThan(0);
    expect(expanded.get('自動')).toBeLessThan(1);
  });
});
