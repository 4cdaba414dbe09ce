import { describe, expect, it } from 'vitest';
import { appendToBm25, Bm25, Bm25Builder } from '../../../knowledge/search/bm25.js';
import { AppendedVectorIndex, ExactVectorIndex } from '../../../knowledge/search/vector-index.js';

const DOCUMENTS = [
  ['相談', '窓口', '相談'],
  ['研修', '窓口'],
  ['搬送', '費用', '相談'],
  ['費用'],
  ['看取', '研修', '費用', '費用'],
];

function built(documents: readonly (readonly string[])[]): Bm25 {
  const builder = new Bm25Builder();
  for (const tokens of documents) builder.add(tokens);
  return new Bm25(builder.finish());
}

describe('documents folded into an index', () => {
  it.each([0, 1, 3, 5])('score as if it had been built with them, %i of five built before', (count) => {
    const whole = built(DOCUMENTS);
    const base = built(DOCUMENTS.slice(0, count));
    const folded = new Bm25(appendToBm25(base.data, DOCUMENTS.slice(count)));
    for (const term of ['相談', '費用', '看取', '窓口', '未知']) {
      expect(folded.documentFrequency(term)).toBe(whole.documentFrequency(term));
      expect([...folded.scores(new Map([[term, 1]]))]).toEqual([...whole.scores(new Map([[term, 1]]))]);
    }
  });

  it('are found by their vectors among the others, as far as they are allowed', () => {
    const base = new ExactVectorIndex([[1, 0], null, [0, 1]]);
    const all = new AppendedVectorIndex(base, [[0.8, 0.6], null]);
    expect(all.size).toBe(5);
    const found = (allowed: (at: number) => boolean) =>
      all.search({ vector: [0.8, 0.6], count: 2, allowed }).map(({ at }) => at);
    expect(found(() => true)).toEqual([3, 0]);
    expect(found((at) => at !== 3)).toEqual([0, 2]);
  });
});
