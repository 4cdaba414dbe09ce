import type { Evidence } from './evidence-kinds.js';

/**
 * Fitted by logistic regression (L2, both classes weighted alike) on answerable and unanswerable questions about the
 * programme's documents; the threshold is where 95 of 100 answerable questions are still answered.
 */
export const EVIDENCE_BIAS = -1.99;
export const EVIDENCE_WEIGHTS: Readonly<Record<keyof Evidence, number>> = {
  covered: 0.45,
  coveredAnswer: -0.69,
  coveredSecond: 0.83,
  softCovered: -0.22,
  rareMissing: 0.98,
  unknown: -1.33,
  placeMissing: -1.44,
  yearMissing: -1.97,
  itemMissing: -0.82,
  counterMissing: 0.24,
  typeMissing: 0.12,
  unitMissing: -0.04,
  topScore: 2.53,
  margin: -0.75,
  phrases: -0.15,
  phrase: 0.81,
  vector: 0.71,
  namesTogether: -0.76,
  asksNothing: -1.92,
  wordsCovered: -1.85,
  headings: -0.66,
  boundPart: 2.17,
  boundCore: 1.49,
  boundDocument: -2.76,
  expectMissing: -0.88,
  expectShare: -0.26,
  nameInPart: -0.58,
  outcomeOfCall: -3.45,
  keyMissing: -0.58,
  keyMissingCore: -0.24,
  boundTop: 1.03,
};
export const ANSWER_THRESHOLD = 0.36;
