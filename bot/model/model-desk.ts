import type { ZodType } from 'zod';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import { addTokens, type ChatModel, type ChatReply, ModelFault, type Tokens } from '../ports/chat-model.js';
import type { ModelLog } from '../ports/model-log.js';
import { bareReply } from './bare-reply.js';
import { Ceiling, type Ceilings, costOf, estimatedTokens, type Prices } from './ceilings.js';
import type { CircuitBreaker } from './circuit-breaker.js';
import { inTime } from './in-time.js';
import { filled, type Prompt, type PromptId, type Prompts } from './prompt.js';

/** Tokens of a reply that are set aside before one is asked for. */
const REPLY_RESERVED = 2000;
/** A provider that asks to be left alone for longer than this is not waited for, in milliseconds. */
const LONGEST_PAUSE = 2000;
const USUAL_PAUSE = 300;

type Facts = Readonly<Record<string, string | number>>;

/** Watches a piece of work: what is known before, and what is known when it went well. */
export type Observed = <T>(
  name: string,
  facts: Facts,
  work: () => Promise<{ result: T; more: Facts }>,
) => Promise<T>;

interface ModelDeskParts {
  model: ChatModel;
  prompts: Prompts;
  breaker: CircuitBreaker;
  log: ModelLog;
  ceilings: Ceilings;
  prices: Prices | null;
  now: () => Date;
  newId: () => string;
  /** Around each call. */
  observed: Observed;
}

/** Whom a call is for, and until when it is of use. */
export interface CallFor {
  personId: string;
  signal: AbortSignal;
  /** What has come of the reply so far; less than before when the call had to be tried again. */
  onText?: (soFar: string) => void;
  /** Told of every call, also of those that failed. */
  onUsed?: (used: Used) => void;
  /** Whether it may be too slow without the provider being to blame. */
  isBounded?: boolean;
}

/** What was asked of a model on the way to one answer. */
export interface Used {
  purpose: string;
  promptHash: string;
  tokens: Tokens;
  /** Yen. */
  cost: number;
  latencyMs: number;
  /** `ok` or the code of a ModelFault. */
  outcome: string;
}

/**
 * Asks the model for one of the jobs in prompts/: within what may be spent, not while the provider rests, once more when
 * it only stumbled. Every call is written down, also those that failed.
 */
export class ModelDesk {
  readonly #ceiling: Ceiling;

  constructor(private readonly parts: ModelDeskParts) {
    this.#ceiling = new Ceiling(parts.ceilings);
  }

  get name(): string {
    return this.parts.model.name;
  }

  get restsUntil(): Date | null {
    return this.parts.breaker.restsUntil;
  }

  get isUntried(): boolean {
    return this.parts.breaker.isUntried;
  }

  prompt(id: PromptId): Prompt {
    return this.parts.prompts[id];
  }

  /** @throws ModelFault */
  async tell<Id extends PromptId, T>(
    id: Id,
    values: Parameters<typeof filled<Id>>[1],
    schema: ZodType<T>,
    { onText, ...call }: CallFor,
  ): Promise<T> {
    const prompt = this.parts.prompts[id];
    const { system, user } = filled<Id>(prompt, values);
    const request = { system, user, format: { name: id.replaceAll('-', '_'), schema }, signal: call.signal };
    let written = '';
    const asked = {
      ...request,
      onText: (soFar: string): void => {
        written = soFar;
        onText?.(soFar);
      },
    };
    const expected = { input: estimatedTokens(system + user), output: REPLY_RESERVED };
    const soFar = (): Tokens => ({ input: expected.input, output: estimatedTokens(written) });
    return this.guarded({ ...call, purpose: id, promptHash: prompt.hash, expected, soFar }, async () => {
      const reply = await this.#patiently(() => this.parts.model.chat(asked), call.signal);
      return { value: read(reply, schema), tokens: reply.tokens };
    });
  }

  /**
   * Runs something that asks a model by itself, under the same rules.
   * @throws ModelFault
   */
  async guarded<T>(
    call: Omit<CallFor, 'onText'> & {
      purpose: string;
      promptHash: string;
      /** What is set aside for it. */
      expected: Tokens;
      /** What it has used so far, of work that asks several times: known also when it is not waited for to the end. */
      soFar: () => Tokens;
    },
    work: () => Promise<{ value: T; tokens: Tokens }>,
  ): Promise<T> {
    const { breaker, now, observed } = this.parts;
    const started = performance.now();
    const ended = async (tokens: Tokens, fault: ModelFault | null): Promise<void> => {
      const used = {
        purpose: call.purpose,
        promptHash: call.promptHash,
        tokens,
        cost: costOf(tokens, this.parts.prices),
        latencyMs: Math.round(performance.now() - started),
        outcome: fault?.code ?? 'ok',
      };
      call.onUsed?.(used);
      await this.#write(call.personId, used, fault, now());
    };
    let release = (): void => {};
    try {
      release = await this.#reserve(call.personId, call.expected);
      const facts = {
        'gen_ai.request.model': this.name,
        'renkei.prompt': call.purpose,
        'renkei.prompt.hash': call.promptHash,
      };
      const { value, tokens } = await observed(`model ${call.purpose}`, facts, async () => {
        const result = await breaker.run(() => inTime(work(), call.signal), {
          forgives: call.isBounded === true ? ['model-timeout'] : [],
        });
        const { input, output } = result.tokens;
        return { result, more: { 'gen_ai.usage.input_tokens': input, 'gen_ai.usage.output_tokens': output } };
      });
      await ended(tokens, null);
      return value;
    } catch (error) {
      if (!(error instanceof ModelFault)) throw error;
      await ended(costOfFault(error, call.soFar()), error);
      throw error;
    } finally {
      release();
    }
  }

  /** Once more after a stumble, when the time allows it. What was written before is lost, and paid for. */
  async #patiently(work: () => Promise<ChatReply>, signal: AbortSignal): Promise<ChatReply> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ModelFault) || !STUMBLES.has(error.code)) throw error;
      const pause = error.retryAfter ?? USUAL_PAUSE;
      if (pause > LONGEST_PAUSE || signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (signal.aborted) throw error;
      const reply = await work().catch((again: unknown) => {
        if (!(again instanceof ModelFault)) throw again;
        const { code, message, tokens, retryAfter } = again;
        throw new ModelFault(code, message, addTokens(tokens, error.tokens), retryAfter);
      });
      return { ...reply, tokens: addTokens(reply.tokens, error.tokens) };
    }
  }

  async #reserve(personId: string, expected: Tokens): Promise<() => void> {
    const { log, prices, now } = this.parts;
    const spent = await log.spent(dayInJapan(now()), personId);
    const most = { tokens: expected.input + expected.output, cost: costOf(expected, prices) };
    return this.#ceiling.reserve(personId, most, spent);
  }

  async #write(personId: string, used: Used, fault: ModelFault | null, at: Date): Promise<void> {
    await this.parts.log.add({
      id: this.parts.newId(),
      at: at.toISOString(),
      day: dayInJapan(at),
      purpose: used.purpose,
      promptHash: used.promptHash,
      model: this.name,
      personId,
      inputTokens: used.tokens.input,
      outputTokens: used.tokens.output,
      cost: used.cost,
      latencyMs: used.latencyMs,
      outcome: used.outcome,
      problem: fault?.message ?? '',
    });
  }
}

/** A second try may go well. */
const STUMBLES = new Set(['model-rate-limited', 'model-unavailable']);

/** What was sent to a model that was not waited for is paid for all the same. */
function costOfFault({ code, tokens }: ModelFault, soFar: Tokens): Tokens {
  return code === 'model-timeout' && sumOf(soFar) > sumOf(tokens) ? soFar : tokens;
}

function sumOf({ input, output }: Tokens): number {
  return input + output;
}

function read<T>({ text, tokens }: ChatReply, schema: ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(bareReply(text));
  } catch {
    throw new ModelFault('model-malformed', 'the reply is no JSON', tokens);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ModelFault(
    'model-malformed',
    `the reply has another shape: ${issue?.path.join('.')} ${issue?.message}`,
    tokens,
  );
}
