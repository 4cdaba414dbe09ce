/** Two small regressions by plain gradient descent; the sets are a few hundred questions, so nothing more is needed. */

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export function scoreOf(weights: readonly number[], row: readonly number[]): number {
  return sum(row.map((value, i) => value * weights[i]!));
}

/** Conditional choice (softmax over the candidates of a question, any right one counts), L2. */
export function fitChoice(
  questions: readonly { rows: number[][]; right: boolean[] }[],
  width: number,
  { l2 = 0.012, rounds = 1200, step = 0.3 } = {},
): number[] {
  const weights = new Array<number>(width).fill(0);
  for (let round = 0; round < rounds; round++) {
    const gradient = new Array<number>(width).fill(0);
    for (const { rows, right } of questions) {
      if (!right.includes(true)) continue;
      const scores = rows.map((row) => scoreOf(weights, row));
      const highest = Math.max(...scores);
      const odds = scores.map((score) => Math.exp(score - highest));
      const all = sum(odds);
      const good = sum(odds.filter((_, i) => right[i]));
      rows.forEach((row, i) => {
        const pull = (right[i] ? odds[i]! / good : 0) - odds[i]! / all;
        for (let k = 0; k < width; k++) gradient[k]! += pull * row[k]!;
      });
    }
    for (let k = 0; k < width; k++)
      weights[k]! += step * ((gradient[k]! / questions.length) * 5 - l2 * weights[k]!);
  }
  return weights;
}

/** Logistic regression, both classes weighing alike, L2 on all but the bias, which comes last. */
export function fitLogistic(
  examples: readonly { row: number[]; yes: boolean }[],
  width: number,
  { l2 = 0.001, rounds = 3000, step = 0.5 } = {},
): number[] {
  const weights = new Array<number>(width + 1).fill(0);
  const positive = examples.filter(({ yes }) => yes).length;
  for (let round = 0; round < rounds; round++) {
    const gradient = new Array<number>(width + 1).fill(0);
    for (const { row, yes } of examples) {
      const pull =
        ((yes ? 1 : 0) - probability(weights, row)) / (2 * (yes ? positive : examples.length - positive));
      for (let k = 0; k < width; k++) gradient[k]! += pull * row[k]!;
      gradient[width]! += pull;
    }
    for (let k = 0; k < width; k++) weights[k]! += step * (gradient[k]! - l2 * weights[k]!);
    weights[width]! += step * gradient[width]!;
  }
  return weights;
}

export function probability(weights: readonly number[], row: readonly number[]): number {
  return 1 / (1 + Math.exp(-(scoreOf(weights, row) + weights[row.length]!)));
}

export function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}
