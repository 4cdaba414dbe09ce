import type { Evidence } from './evidence-kinds.js';

/**
 * Fitted by logistic regression (L2, both classes weighted alike) on answerable and unanswerable questions about the
 * programme's documents; the threshold is where 95 of 100 answerable questions are still answered.
 */
export const EVIDENCE_BIAS = -1.61;
export const EVIDENCE_WEIGHTS: Readonly<Record<keyof Evidence, number>> = {
  covered: 0.14,
  coveredAnswer: -0.48,
  coveredSecond: 0.93,
  softCovered: -0.59,
  rareMissing: 0.91,
  unknown: -0.03,
  placeMissing: -1.44,
  yearMissing: -1.97,
  itemMissing: -0.81,
  counterMissing: 0.3,
  typeMissing: 0.07,
  unitMissing: -0.03,
  topScore: 2.34,
  margin: -0.58,
  phrases: -0.04,
  phrase: 0.75,
  vector: 1.47,
  namesTogether: -0.84,
  asksNothing: -1.42,
  wordsCovered: -2.6,
  headings: -0.53,
  boundPart: 2.54,
  boundCore: 1.35,
  boundDocument: -2.54,
  expectMissing: -1.03,
  expectShare: -0.03,
  nameInPart: -0.54,
  outcomeOfCall: -3.54,
  keyMissing: -0.16,
  keyMissingCore: -0.41,
  boundTop: 0.88,
  cosine: -0.9,
  unknownWeight: -1.19,
  offTopic: -1.04,
};
export const ANSWER_THRESHOLD = 0.42;
