/** PDF transformation [a b c d e f]. */
export type Matrix = ArrayLike<number>;

export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = values(outer);
  const [g, h, i, j, k, l] = values(inner);
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export function transformed(matrix: Matrix, x: number, y: number): readonly [number, number] {
  const [a, b, c, d, e, f] = values(matrix);
  return [a * x + c * y + e, b * x + d * y + f];
}

export function values(matrix: Matrix): [number, number, number, number, number, number] {
  const at = (i: number): number => matrix[i] ?? 0;
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}
