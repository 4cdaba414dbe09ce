import type { Used } from './model-desk.js';

/** How a model took part in an answer; kept with the consultation, for whoever reviews it. */
export interface Writing {
  model: string;
  /**
   * `written`: the answer is the model's. Otherwise it is what the documents' own words answer, because too little passed the
   * gate (`gate`), because the model found no answer (`unanswered`), because figures answer (`figures`), or because of a fault, by its code.
   */
  outcome: string;
  calls: readonly Used[];
  gate: GateResult;
  /** What a question that needed several look-ups was looked up by, in order. */
  steps: readonly Step[];
  latencyMs: number;
}

export interface GateResult {
  passed: number;
  repaired: number;
  withheld: readonly Withheld[];
}

interface Withheld {
  text: string;
  /** As of knowledge/gate. */
  reasons: readonly string[];
}

/** One use of a tool. */
export interface Step {
  tool: string;
  /** What was asked of it. */
  input: string;
  /** What it found, in a line. */
  found: string;
}

export const NOTHING_GATED: GateResult = { passed: 0, repaired: 0, withheld: [] };
