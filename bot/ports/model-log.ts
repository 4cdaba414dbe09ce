/** What was asked of a model, by call: for ceilings, for the operator, for the record of an answer. */
export interface ModelLog {
  add(call: ModelCall): Promise<void>;
  /** What a day in Japan has cost so far, of everybody and of one person. @param day ISO date */
  spent(day: string, personId: string): Promise<{ all: Spent; person: Spent }>;
  /** Sums of the last days, newest first, by day and by what became of the calls. */
  days(limit: number): Promise<ModelDay[]>;
  /** The newest calls that failed. */
  lastFaults(limit: number): Promise<ModelCall[]>;
}

export interface Spent {
  tokens: number;
  /** Yen. */
  cost: number;
}

export interface ModelCall {
  id: string;
  /** ISO instant. */
  at: string;
  /** Day in Japan, ISO date. */
  day: string;
  /** Of prompts/, or `embed`. */
  purpose: string;
  promptHash: string;
  model: string;
  /** `nobody` for who did not sign in. */
  personId: string;
  inputTokens: number;
  outputTokens: number;
  /** Yen; 0 where no prices are set. */
  cost: number;
  latencyMs: number;
  /** `ok`, or the code of a ModelFault. */
  outcome: string;
  /** For the operator; '' when all went well. */
  problem: string;
}

export interface ModelDay {
  day: string;
  outcome: string;
  calls: number;
  tokens: number;
  cost: number;
  /** Mean. */
  latencyMs: number;
}
