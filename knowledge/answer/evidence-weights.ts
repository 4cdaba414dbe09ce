import type { Evidence } from './evidence-kinds.js';

/**
 * Fitted by logistic regression (L2, both classes weighted alike) on answerable and unanswerable questions about the
 * programme's documents; the threshold is where 95 of 100 answerable questions are still answered.
 */
export const EVIDENCE_BIAS = -2.29;
export const EVIDENCE_WEIGHTS: Readonly<Record<keyof Evidence, number>> = {
  covered: 0.76,
  coveredAnswer: -0.20,
  coveredSecond: 1.63,
  softCovered: -0.09,
  rareMissing: 0.74,
  unknown: -0.76,
  placeMissing: -1.54,
  yearMissing: -1.80,
  itemMissing: -0.57,
  counterMissing: 0.14,
  typeMissing: -0.35,
  unitMissing: -0.06,
  topScore: 1.58,
  margin: -0.48,
  phrases: 0.23,
  phrase: 0.59,
  vector: 0.57,
  namesTogether: -0.66,
  asksNothing: -2.00,
  wordsCovered: -1.68,
  headings: -0.30,
  boundPart: 2.46,
  boundCore: 1.70,
  boundDocument: -2.90,
  expectMissing: -0.81,
  expectShare: 0.08,
  nameInPart: -0.89,
};
export const ANSWER_THRESHOLD = 0.34;
