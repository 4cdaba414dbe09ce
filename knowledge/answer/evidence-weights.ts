import type { Evidence } from './evidence-kinds.js';

/**
 * Fitted by logistic regression (L2, both classes weighted alike) on answerable and unanswerable questions about the
 * programme's documents; the threshold is where 95 of 100 answerable questions are still answered.
 */
export const EVIDENCE_BIAS = -2.18;
export const EVIDENCE_WEIGHTS: Readonly<Record<keyof Evidence, number>> = {
  covered: 0.27,
  coveredAnswer: -0.68,
  coveredSecond: 1.21,
  softCovered: -0.03,
  rareMissing: 1.52,
  unknown: 0.12,
  placeMissing: -1.76,
  yearMissing: -2.15,
  itemMissing: -0.46,
  counterMissing: 0.14,
  typeMissing: 0.11,
  unitMissing: -0.07,
  topScore: 2.61,
  margin: -0.87,
  phrases: -0.43,
  phrase: 0.81,
  vector: 1.36,
  namesTogether: -0.9,
  asksNothing: -1.26,
  wordsCovered: -2.12,
  headings: -0.63,
  boundPart: 2.19,
  boundCore: 1.35,
  boundDocument: -2.58,
  expectMissing: -1.06,
  expectShare: -0.46,
  nameInPart: -0.63,
  outcomeOfCall: -3.65,
  keyMissing: -0.42,
  keyMissingCore: -0.38,
  boundTop: 1.44,
  cosine: -0.78,
  unknownWeight: -1.39,
  offTopic: -0.79,
};
export const ANSWER_THRESHOLD = 0.4;
