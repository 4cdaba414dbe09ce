import { squash } from '../../knowledge/text/fold.js';

/** A consultation that the secretariat has replied to. */
export interface Replied {
  consultationId: string;
  number: string;
  question: string;
  reply: string;
  /** ISO instant of the reply. */
  at: string;
}

export interface Similar extends Replied {
  /** 0 to 1. */
  score: number;
}

/** Below this the questions have a word in common, not their matter. */
const LEAST_SCORE = 0.3;
const MOST = 5;

/**
 * Earlier questions most like this one, best first: shared letter pairs, each weighed by how few questions have it
 * (ですか is in all of them), as a share of what both have (Dice).
 */
export function similarTo(question: string, earlier: readonly Replied[]): Similar[] {
  const pairs = earlier.map((one) => pairsOf(one.question));
  const holding = new Map<string, number>();
  for (const own of pairs) for (const pair of own) holding.set(pair, (holding.get(pair) ?? 0) + 1);
  const weight = (pair: string): number =>
    Math.log(1 + (earlier.length + 1) / ((holding.get(pair) ?? 0) + 1));
  const sum = (set: Iterable<string>): number => {
    let total = 0;
    for (const pair of set) total += weight(pair);
    return total;
  };
  const asked = pairsOf(question);
  const ofAsked = sum(asked);
  return earlier
    .map((one, i) => {
      const own = pairs[i] ?? new Set<string>();
      const common = sum([...own].filter((pair) => asked.has(pair)));
      const all = ofAsked + sum(own);
      return { ...one, score: all === 0 ? 0 : (2 * common) / all };
    })
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score || b.at.localeCompare(a.at))
    .slice(0, MOST);
}

function pairsOf(text: string): Set<string> {
  const letters = [...squash(text)];
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`));
}
