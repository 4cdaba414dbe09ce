import { type PassageWindow, widen } from '../passages/window.js';
import type { AnalysedQuestion } from '../question/analyse-question.js';
import { fused, type Meant } from './dense-vectors.js';
import { PassageAnalyser, type PassageAnalysis } from './passage-analysis.js';
import type { Candidate, IndexedPassage, PassageIndex } from './passage-index.js';
import {
  FEATURES,
  type FeatureValues,
  featuresOf,
  type WeightedTerms,
  weightedTerms,
} from './rank-features.js';
import { RANKING_WEIGHTS } from './ranking-weights.js';

/** A passage in the order in which it answers the question. */
export interface RankedPassage {
  at: number;
  indexed: IndexedPassage;
  analysis: PassageAnalysis;
  features: FeatureValues;
  /** Cosine of question and passage in the vector space. */
  cosine: number;
  /** The same of a model of meaning; null without one. */
  meaning: number | null;
  /** Sum of weighted features; differences, not absolute values, mean something. */
  score: number;
  window: PassageWindow;
}

export interface Ranking {
  question: AnalysedQuestion;
  terms: WeightedTerms;
  /** At most `SHOWN`, best first, none inside the window of a better one. */
  passages: RankedPassage[];
}

/** So many candidates are re-ranked; the gold passage was among the first sixty for nearly every question measured. */
const CANDIDATES = 60;
const SHOWN = 10;
/** Score difference that counts as one unit of worth when a window chooses its neighbours. */
const WORTH_SCALE = 5;

/** Places by features and meaning together; null where nothing is known of meaning. The scores stay what they are. */
function byMeaning(
  scored: readonly { at: number; score: number; meaning: number | null }[],
  weight: number,
): Map<number, number> | null {
  const meaning = new Map(scored.flatMap((one) => (one.meaning === null ? [] : [[one.at, one.meaning]])));
  if (meaning.size === 0) return null;
  return fused(new Map(scored.map(({ at, score }) => [at, score])), meaning, weight);
}

export class PassageRanker {
  readonly #analyser: PassageAnalyser;

  constructor(
    readonly index: PassageIndex,
    private readonly weights: Readonly<FeatureValues> = RANKING_WEIGHTS,
  ) {
    this.#analyser = new PassageAnalyser(index.passages);
  }

  rank(
    question: AnalysedQuestion,
    allowed: (at: number) => boolean,
    adjust: (indexed: IndexedPassage) => number = () => 0,
    meant: Meant | null = null,
  ): Ranking {
    const terms = weightedTerms(question, this.index);
    const scored = this.index
      .search({ query: question.key, allowed, count: CANDIDATES, meant })
      .map((candidate) => this.#score(question, terms, candidate));
    for (const one of scored) one.score += adjust(one.indexed);
    const order = meant === null ? null : byMeaning(scored, meant.weight);
    const place = ({ at, score }: (typeof scored)[number]): number => order?.get(at) ?? score;
    scored.sort((a, b) => place(b) - place(a) || a.at - b.at);
    return { question, terms, passages: this.#shown(scored, allowed) };
  }

  #score(
    question: AnalysedQuestion,
    terms: WeightedTerms,
    candidate: Candidate,
  ): Omit<RankedPassage, 'window'> {
    const indexed = this.index.passages[candidate.at]!;
    const analysis = this.#analyser.analyse(candidate.at);
    const features = featuresOf({ question, terms, candidate, indexed, analysis });
    let score = 0;
    for (const feature of FEATURES) score += this.weights[feature] * features[feature];
    const { at, cosine, meaning } = candidate;
    return { at, indexed, analysis, features, cosine, meaning, score };
  }

  /** Windows lean towards neighbours that score well themselves; what a better window shows whole is not listed again. */
  #shown(
    scored: readonly Omit<RankedPassage, 'window'>[],
    allowed: (at: number) => boolean,
  ): RankedPassage[] {
    const passages = this.index.ownPassages;
    const scores = new Map(scored.map((one) => [one.at, one.score]));
    const least = (scored[0]?.score ?? 0) - 2 * WORTH_SCALE;
    const worth = (at: number): number => (allowed(at) ? (scores.get(at) ?? least) / WORTH_SCALE : least);
    const shown: RankedPassage[] = [];
    const covered = new Set<number>();
    for (const one of scored) {
      if (shown.length === SHOWN) break;
      if (covered.has(one.at)) continue;
      const window = widen(passages, one.at, worth);
      shown.push({ ...one, window });
      for (let at = one.at - 4; at <= one.at + 4; at++) {
        const other = passages[at];
        if (
          other?.versionId === one.indexed.passage.versionId &&
          other.parts.every((part) => window.parts.includes(part))
        )
          covered.add(at);
      }
    }
    return shown;
  }
}
