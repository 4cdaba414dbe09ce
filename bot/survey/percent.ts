/** Share of `n` in per cent to one decimal, half up, reckoned in whole numbers; null of nothing. */
export function percentOf(count: number, n: number): number | null {
  if (n === 0) return null;
  return Math.floor((2000 * count + n) / (2 * n)) / 10;
}
