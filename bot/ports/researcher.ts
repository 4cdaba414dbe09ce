import type { ZodType } from 'zod';
import type { Tokens } from './chat-model.js';

/** Looks things up by tools, a step at a time. What it finds is kept by the tools; its own words count for nothing. */
export interface Researcher {
  /**
   * Ends when the model wants nothing more, or when a limit is reached.
   * @throws ModelFault
   */
  research(order: ResearchOrder): Promise<{ tokens: Tokens }>;
}

export interface ResearchOrder {
  system: string;
  user: string;
  tools: readonly Tool[];
  limits: ResearchLimits;
  signal: AbortSignal;
  /** Told after each call of the model what all have used together. */
  onUsed?: (tokens: Tokens) => void;
}

interface ResearchLimits {
  /** Calls of the model. */
  calls: number;
  /** Uses of tools. */
  uses: number;
  /** Read and written, of all calls together. */
  tokens: number;
}

export interface Tool<T = unknown> {
  name: string;
  description: string;
  input: ZodType<T>;
  /** What the model gets to read; never throws for what a model may have asked. */
  run(input: T): Promise<string>;
}
