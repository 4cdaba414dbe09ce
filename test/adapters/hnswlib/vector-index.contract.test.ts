import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HnswVectorIndex } from '../../../adapters/hnswlib/hnsw-vector-index.js';
import { seededRandom } from '../../../knowledge/search/random.js';
import { ExactVectorIndex, type VectorIndex } from '../../../knowledge/search/vector-index.js';

const DIMENSIONS = 16;
const random = seededRandom(3);
const unit = (): number[] => {
  const vector = Array.from({ length: DIMENSIONS }, () => random() - 0.5);
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
};
const vectors: (number[] | null)[] = Array.from({ length: 3000 }, (_, i) => (i % 10 === 9 ? null : unit()));

const refused = (loading: Promise<unknown>): Promise<boolean> =>
  loading.then(
    () => false,
    () => true,
  );

const IMPLEMENTATIONS: Record<string, () => VectorIndex> = {
  exact: () => new ExactVectorIndex(vectors),
  hnswlib: () => HnswVectorIndex.build(vectors, DIMENSIONS),
};

describe.each(Object.entries(IMPLEMENTATIONS))('a vector index (%s)', (_, make) => {
  const index = make();
  const exact = new ExactVectorIndex(vectors);

  it('finds the nearest, itself first', () => {
    const [first] = index.search({ vector: vectors[5]!, count: 3, allowed: () => true });
    expect(first?.at).toBe(5);
    expect(first?.similarity).toBeCloseTo(1, 4);
  });

  it('agrees with exact search on nearly all neighbours', () => {
    let same = 0;
    for (let i = 0; i < 20; i++) {
      const request = { vector: unit(), count: 10, allowed: () => true };
      const truth = new Set(exact.search(request).map(({ at }) => at));
      same += index.search(request).filter(({ at }) => truth.has(at)).length;
    }
    expect(same / 200).toBeGreaterThan(0.95);
  });

  it('returns only what is allowed, however little that is', () => {
    for (const modulus of [2, 50, 1500]) {
      const found = index.search({ vector: unit(), count: 5, allowed: (at) => at % modulus === 0 });
      expect(found.length).toBeGreaterThan(0);
      expect(found.every(({ at }) => at % modulus === 0)).toBe(true);
    }
    expect(index.search({ vector: unit(), count: 5, allowed: () => false })).toEqual([]);
  });

  it('returns fewer than asked for when there are fewer', () => {
    expect(index.search({ vector: unit(), count: 10_000, allowed: (at) => at < 20 })).toHaveLength(18);
  });

  it('lets an error of the predicate reach the caller', () => {
    const search = (): unknown =>
      index.search({
        vector: unit(),
        count: 5,
        allowed: () => {
          throw new Error('predicate failed');
        },
      });
    expect(search).toThrow('predicate failed');
  });
});

describe('a saved hnswlib index', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'renkei-hnsw-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is the same after loading', async () => {
    const file = join(folder, 'v.hnsw');
    const built = HnswVectorIndex.build(vectors, DIMENSIONS);
    await built.save(file);
    const loaded = await HnswVectorIndex.load(file, vectors, DIMENSIONS);
    const request = { vector: unit(), count: 5, allowed: () => true };
    expect(loaded.search(request).map(({ at }) => at)).toEqual(built.search(request).map(({ at }) => at));
  });

  it('is refused when it is damaged, empty or of another size', async () => {
    const file = join(folder, 'v.hnsw');
    await HnswVectorIndex.build(vectors, DIMENSIONS).save(file);
    expect(await refused(HnswVectorIndex.load(file, vectors, DIMENSIONS + 1))).toBe(true);
    expect(await refused(HnswVectorIndex.load(file, vectors.slice(1), DIMENSIONS))).toBe(true);
    await truncate(file, 100);
    expect(await refused(HnswVectorIndex.load(file, vectors, DIMENSIONS))).toBe(true);
    await writeFile(file, '');
    expect(await refused(HnswVectorIndex.load(file, vectors, DIMENSIONS))).toBe(true);
  });

  it('refuses vectors that would poison it', () => {
    expect(() => HnswVectorIndex.build([[Number.NaN, ...unit().slice(1)]], DIMENSIONS)).toThrow(RangeError);
  });
});
