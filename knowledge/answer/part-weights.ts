import type { PartFeature } from './part-features.js';

/**
 * Fitted by logistic regression over the parts of the best passages (softmax, L2), on the question sets that the
 * ranking weights were fitted on.
 */
export const PART_WEIGHTS: Readonly<Record<PartFeature, number>> = {
  passage: 2.27,
  leading: 0.75,
  core: 0.97,
  own: -0.07,
  setting: 1.6,
  words: 0.83,
  wordsSetting: 2.43,
  synonyms: 1.81,
  kind: 1.28,
  form: 1.0,
  formMissing: -1.0,
  cues: 0.51,
  cuesSetting: 2.36,
  phrase: 0.75,
  names: 1.68,
  year: 0.3,
  rowLabel: 2.64,
  column: 0.83,
  row: 0.23,
  rowForNumber: 1.15,
  heading: 1.57,
  before: 1.49,
  day: 1.86,
  answer: 0.5,
  question: -1.0,
  short: -1.36,
  length: -0.51,
  figuresOnly: -0.28,
  otherRow: -1.07,
  repeatsTitle: -1.23,
};
