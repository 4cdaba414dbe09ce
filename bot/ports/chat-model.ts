import type { ZodType } from 'zod';

/** A model that writes, wherever it runs. One call, one reply; what may be asked and spent is decided elsewhere. */
export interface ChatModel {
  /** Provider and model, as it is recorded with what it wrote: `azure gpt-4.1`. */
  readonly name: string;
  /** @throws ModelFault */
  chat(request: ChatRequest): Promise<ChatReply>;
}

export interface ChatRequest {
  system: string;
  user: string;
  /** What the reply must look like; it is read by the schema once more when it has come. */
  format: { name: string; schema: ZodType };
  signal: AbortSignal;
  /** What has come of the reply so far, each time that some more has. */
  onText?: (soFar: string) => void;
}

export interface ChatReply {
  text: string;
  tokens: Tokens;
}

/** As the service counts them; estimated from the letters where it does not say. */
export interface Tokens {
  input: number;
  output: number;
}

export const NO_TOKENS: Tokens = { input: 0, output: 0 };

export function addTokens(one: Tokens, other: Tokens): Tokens {
  return { input: one.input + other.input, output: one.output + other.output };
}

export type ModelFaultCode =
  | 'model-rate-limited'
  | 'model-unavailable'
  | 'model-timeout'
  | 'model-key-refused'
  | 'model-unknown'
  | 'model-too-long'
  | 'model-refused'
  | 'model-malformed'
  | 'model-empty'
  | 'model-cut'
  | 'model-ceiling'
  | 'model-resting';

/** Why a model gave nothing that can be used. The message is the operator's; nobody else sees it. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault';
  constructor(
    readonly code: ModelFaultCode,
    message: string,
    /** What the attempt cost all the same. */
    readonly tokens: Tokens = NO_TOKENS,
    /** Milliseconds that the service asked to be left alone for; null where it did not say. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }
}
