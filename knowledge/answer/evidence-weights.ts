import type { Evidence } from './evidence-kinds.js';

/**
 * Fitted by logistic regression (L2, both classes weighted alike) on answerable and unanswerable questions about the
 * programme's documents; the threshold is where 95 of 100 answerable questions are still answered.
 */
export const EVIDENCE_BIAS = -2.9;
export const EVIDENCE_WEIGHTS: Readonly<Record<keyof Evidence, number>> = {
  covered: 0.05,
  coveredAnswer: 0.2,
  coveredSecond: 1.9,
  softCovered: -0.29,
  rareMissing: 1.18,
  unknown: -0.96,
  placeMissing: -1.27,
  yearMissing: -1.71,
  itemMissing: -0.5,
  counterMissing: 0.1,
  typeMissing: -0.63,
  unitMissing: -0.04,
  topScore: 1.98,
  margin: -0.44,
  phrases: -0.41,
  phrase: 0.64,
  vector: 0.52,
  namesTogether: -0.76,
  asksNothing: -2.04,
  wordsCovered: -1.24,
  headings: -0.47,
  boundPart: 2.84,
  boundCore: 1.24,
  boundDocument: -2.83,
  expectMissing: -1.48,
  expectShare: 0.24,
  nameInPart: -0.3,
};
export const ANSWER_THRESHOLD = 0.38;
