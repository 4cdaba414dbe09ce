import type { PassagePart } from '../passages/passage.js';
import type { AnalysedQuestion } from '../question/analyse-question.js';
import type { WeightedTerms } from '../search/rank-features.js';
import type { RankedPassage } from '../search/rank-passages.js';
import { foldKey } from '../text/fold.js';
import { PART_FEATURES, type PartFeatureValues, partFeatures } from './part-features.js';
import { PART_WEIGHTS } from './part-weights.js';

export interface ScoredPart {
  part: PassagePart;
  /** Position in the window. */
  at: number;
  passage: RankedPassage;
  /** Log-odds against the other parts; only differences mean something. */
  score: number;
  features: PartFeatureValues;
}

/** Scores what may answer: every sentence, item and row of a passage's window; headings only say where they stand. */
export function scoreParts(
  question: AnalysedQuestion,
  terms: WeightedTerms,
  passage: RankedPassage,
  top: RankedPassage,
  weights: Readonly<PartFeatureValues> = PART_WEIGHTS,
): ScoredPart[] {
  return passage.window.parts.flatMap((part, at) => {
    if (!mayAnswer(part)) return [];
    const features = partFeatures(question, terms, passage, at, top);
    let score = 0;
    for (const name of PART_FEATURES) score += weights[name] * features[name];
    return [{ part, at, passage, score, features }];
  });
}

export function mayAnswer({ kind, text }: PassagePart): boolean {
  return kind !== 'heading' && kind !== 'table-head' && kind !== 'note' && foldKey(text).length >= 2;
}
