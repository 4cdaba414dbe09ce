import type { Feature } from './rank-features.js';

/**
 * Weights of the re-ranking features, fitted by logistic regression over candidate lists (softmax, L2) on question
 * sets about the programme's documents, and checked by cross-validation and on a set that took no part.
 */
export const RANKING_WEIGHTS: Readonly<Record<Feature, number>> = {
  body: 1.87,
  heading: 1.95,
  vector: 0.55,
  coreCoverage: 0.22,
  textCoverage: 0.89,
  contextCoverage: 1.56,
  partCoverage: 0.6,
  phrase: 0.72,
  typeInCore: 1.98,
  typeInPart: 0.25,
  placeNamed: 0.72,
  placeConflict: -0.37,
  yearNamed: 0.37,
  yearConflict: -0.37,
  itemNamed: 1.09,
  counterNamed: 0.84,
  titleAsked: 0.11,
  headingAsked: 0.58,
  opening: -0.15,
  tableForNumber: 1.86,
  tableForText: 0.4,
  softCoverage: 1.77,
  typedPart: 1.36,
  rarest: 1.78,
  phrases: 0.84,
  titleOwn: 1.28,
  defines: 0.71,
  figures: 0.94,
  cues: 1.97,
  itemHeads: -0.22,
  plainText: 0.89,
};
