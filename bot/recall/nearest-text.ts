import { squash } from '../../knowledge/text/fold.js';

/** Less in common than this is another matter, not another wording. */
const LEAST_IN_COMMON = 0.35;

/** The passage that has most in common with a quote, as shares of its letter pairs; null when none has much. */
export function nearestText(quote: string, texts: readonly string[]): string | null {
  const wanted = pairsOf(quote);
  let best: { text: string; share: number } | null = null;
  for (const text of texts) {
    const pairs = pairsOf(text);
    const common = [...wanted].filter((pair) => pairs.has(pair)).length;
    const share = wanted.size === 0 ? 0 : common / wanted.size;
    if (share >= LEAST_IN_COMMON && share > (best?.share ?? 0)) best = { text, share };
  }
  return best?.text ?? null;
}

function pairsOf(text: string): Set<string> {
  const letters = [...squash(text)];
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`));
}
