import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Bm25, Bm25Data } from './bm25.js';

/**
 * Latent semantic analysis: a truncated singular value decomposition of the tf-idf matrix, by randomised
 * subspace iteration (Halko, Martinsson & Tropp 2011). It finds passages that share no word with the question
 * but words that keep company with its words. Weak alone (nDCG@10 .43), worth .8 points in a weighted sum.
 */
export interface LsaModel {
  dimensions: number;
  /** Terms that have a vector, in the order of `vectors`. */
  terms: string[];
  /** Row-major, terms × dimensions, each row already scaled by the term's idf. */
  vectors: Float32Array;
}

const LSA_DIMENSIONS = 128;
const OVERSAMPLING = 12;
const POWER_ITERATIONS = 2;

interface Sparse {
  rows: number;
  columns: number;
  rowOf: Uint32Array;
  columnOf: Uint32Array;
  values: Float64Array;
}

/** Fits a model to an index; null when there are too few passages for one to mean anything. */
export function fitLsa(index: Bm25, random: () => number): LsaModel | null {
  const data = index.data;
  const documents = data.lengths.length;
  const kept = usefulTerms(data);
  const dimensions = Math.min(LSA_DIMENSIONS, Math.floor(Math.min(documents, kept.length) / 4));
  if (dimensions < 8) return null;
  const idf = kept.map((id) => index.idf(data.terms[id]!));
  const matrix = weighted(data, kept, idf);
  const basis = termBasis(matrix, dimensions, random);
  const vectors = new Float32Array(kept.length * dimensions);
  for (let term = 0; term < kept.length; term++) {
    for (let d = 0; d < dimensions; d++)
      vectors[term * dimensions + d] = basis[term * dimensions + d]! * idf[term]!;
  }
  return { dimensions, terms: kept.map((id) => data.terms[id]!), vectors };
}

/** Terms seen once say nothing about company kept; terms in every third passage keep everybody's. */
function usefulTerms(data: Bm25Data): number[] {
  const most = Math.max(3, data.lengths.length / 3);
  const kept: number[] = [];
  for (let id = 0; id < data.terms.length; id++) {
    const frequency = data.offsets[id + 1]! - data.offsets[id]!;
    if (frequency >= 2 && frequency <= most) kept.push(id);
  }
  return kept;
}

function weighted(data: Bm25Data, kept: readonly number[], idf: readonly number[]): Sparse {
  const count = kept.reduce((sum, id) => sum + data.offsets[id + 1]! - data.offsets[id]!, 0);
  const matrix: Sparse = {
    rows: data.lengths.length,
    columns: kept.length,
    rowOf: new Uint32Array(count),
    columnOf: new Uint32Array(count),
    values: new Float64Array(count),
  };
  const norms = new Float64Array(matrix.rows);
  let at = 0;
  kept.forEach((id, column) => {
    for (let p = data.offsets[id]!; p < data.offsets[id + 1]!; p++) {
      const value = (1 + Math.log(data.frequencies[p]!)) * idf[column]!;
      matrix.rowOf[at] = data.documents[p]!;
      matrix.columnOf[at] = column;
      matrix.values[at++] = value;
      norms[data.documents[p]!]! += value * value;
    }
  });
  for (let i = 0; i < count; i++) matrix.values[i]! /= Math.sqrt(norms[matrix.rowOf[i]!]!) || 1;
  return matrix;
}

/** The leading right singular vectors, row-major terms × dimensions. */
function termBasis(matrix: Sparse, dimensions: number, random: () => number): Float64Array {
  const width = Math.min(dimensions + OVERSAMPLING, matrix.rows, matrix.columns);
  let terms = new Float64Array(matrix.columns * width);
  for (let i = 0; i < terms.length; i++) terms[i] = random() - 0.5;
  for (let round = 0; round <= POWER_ITERATIONS; round++) {
    const documents = orthonormal(multiply(matrix, terms, width, false), width);
    terms = multiply(matrix, documents, width, true);
    if (round < POWER_ITERATIONS) terms = orthonormal(terms, width);
  }
  // terms = Aᵀ Q; its left singular vectors are the term vectors wanted.
  const { values, vectors } = gramEigen(terms, width);
  const basis = new Float64Array(matrix.columns * dimensions);
  for (let d = 0; d < dimensions; d++) {
    const column = width - 1 - d;
    const scale = 1 / Math.sqrt(Math.max(values[column] ?? 0, 1e-12));
    for (let term = 0; term < matrix.columns; term++) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += terms[term * width + j]! * vectors.get(j, column);
      basis[term * dimensions + d] = sum * scale;
    }
  }
  return basis;
}

/** A·X (documents × width) or, transposed, Aᵀ·X (terms × width). */
function multiply(
  matrix: Sparse,
  x: Float64Array,
  width: number,
  transposed: boolean,
): Float64Array<ArrayBuffer> {
  const from = transposed ? matrix.rowOf : matrix.columnOf;
  const to = transposed ? matrix.columnOf : matrix.rowOf;
  const product = new Float64Array((transposed ? matrix.columns : matrix.rows) * width);
  for (let i = 0; i < matrix.values.length; i++) {
    const value = matrix.values[i]!;
    const source = from[i]! * width;
    const target = to[i]! * width;
    for (let j = 0; j < width; j++) product[target + j]! += value * x[source + j]!;
  }
  return product;
}

/** Orthonormal columns with the same span, through the Gram matrix (width × width, small). */
function orthonormal(x: Float64Array, width: number): Float64Array<ArrayBuffer> {
  const { values, vectors } = gramEigen(x, width);
  const rows = x.length / width;
  const result = new Float64Array(x.length);
  const scaled = values.map((value) => (value > 1e-10 ? 1 / Math.sqrt(value) : 0));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += x[row * width + j]! * vectors.get(j, column);
      result[row * width + column] = sum * scaled[column]!;
    }
  }
  return result;
}

function gramEigen(x: Float64Array, width: number): { values: number[]; vectors: Matrix } {
  const gram = new Float64Array(width * width);
  for (let row = 0; row < x.length; row += width) {
    for (let i = 0; i < width; i++) {
      const value = x[row + i]!;
      if (value === 0) continue;
      for (let j = i; j < width; j++) gram[i * width + j]! += value * x[row + j]!;
    }
  }
  const symmetric = Matrix.zeros(width, width);
  for (let i = 0; i < width; i++) {
    for (let j = i; j < width; j++) {
      symmetric.set(i, j, gram[i * width + j]!);
      symmetric.set(j, i, gram[i * width + j]!);
    }
  }
  const decomposition = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });
  return { values: decomposition.realEigenvalues, vectors: decomposition.eigenvectorMatrix };
}

/** Maps texts to unit vectors; a text without a known term has none. */
export class LsaProjector {
  readonly #rows: ReadonlyMap<string, number>;

  constructor(readonly model: LsaModel) {
    this.#rows = new Map(model.terms.map((term, row) => [term, row]));
  }

  get dimensions(): number {
    return this.model.dimensions;
  }

  project(tokens: ReadonlyMap<string, number>): number[] | null {
    const { dimensions, vectors } = this.model;
    const sum = new Array<number>(dimensions).fill(0);
    let found = false;
    for (const [token, weight] of tokens) {
      const row = this.#rows.get(token);
      if (row === undefined) continue;
      found = true;
      for (let d = 0; d < dimensions; d++) sum[d]! += weight * vectors[row * dimensions + d]!;
    }
    const norm = Math.sqrt(sum.reduce((total, value) => total + value * value, 0));
    return found && norm > 1e-9 ? sum.map((value) => value / norm) : null;
  }
}

/** Counts damped as in the fitted matrix. */
export function dampedCounts(tokens: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  for (const [token, count] of counts) counts.set(token, 1 + Math.log(count));
  return counts;
}
