import { ModelFault, type ModelFaultCode } from '../ports/chat-model.js';

/** So many failures in a row, and a provider is left alone. */
const MOST_FAILURES = 3;
const FIRST_REST = 15_000;
const LONGEST_REST = 300_000;

/** Faults of the provider, not of one question. A key that is refused is refused for everybody, at once. */
const PROVIDERS: ReadonlySet<ModelFaultCode> = new Set([
  'model-rate-limited',
  'model-unavailable',
  'model-timeout',
  'model-key-refused',
  'model-unknown',
  'model-cut',
  'model-empty',
]);
const AT_ONCE: ReadonlySet<ModelFaultCode> = new Set(['model-key-refused', 'model-unknown']);

/**
 * Keeps a dead provider from slowing everybody: after a few failures in a row it rests, twice as long each time, and then
 * one question tries it while the others go on without.
 */
export class CircuitBreaker {
  #failures = 0;
  #rest = FIRST_REST;
  #until = 0;
  /** So often it has begun to rest. */
  #rests = 0;
  #trying = false;

  constructor(private readonly now: () => Date) {}

  /** Null while it may be asked; else the instant from which it is tried again. */
  get restsUntil(): Date | null {
    return this.#until > this.now().getTime() ? new Date(this.#until) : null;
  }

  /** Whether a rest is over and nobody knows yet whether it is alive again. */
  get isUntried(): boolean {
    return this.#until > 0 && this.restsUntil === null;
  }

  /**
   * @param forgives faults of this work that say nothing of the provider
   * @throws ModelFault `model-resting`
   */
  async run<T>(
    work: () => Promise<T>,
    { forgives = [] }: { forgives?: readonly ModelFaultCode[] } = {},
  ): Promise<T> {
    const rest = this.restsUntil;
    const tried = this.#until > 0;
    if (rest !== null || (tried && this.#trying))
      throw new ModelFault('model-resting', `left alone until ${(rest ?? this.now()).toISOString()}`);
    this.#trying = tried;
    const rests = this.#rests;
    try {
      const result = await work();
      this.#succeeded();
      return result;
    } catch (error) {
      if (error instanceof ModelFault && forgives.includes(error.code)) throw error;
      if (error instanceof ModelFault && PROVIDERS.has(error.code)) this.#failed(error, rests);
      // It was answered, if not well: the provider lives.
      else if (error instanceof ModelFault && error.code !== 'model-ceiling') this.#succeeded();
      throw error;
    } finally {
      if (tried) this.#trying = false;
    }
  }

  #succeeded(): void {
    this.#failures = 0;
    this.#rest = FIRST_REST;
    this.#until = 0;
  }

  /** @param rests how often it had rested when the call was made */
  #failed({ code, retryAfter }: ModelFault, rests: number): void {
    // Of many that were waiting for the same dead provider, the first few tell all there is.
    if (rests !== this.#rests) return;
    this.#failures += 1;
    if (this.#failures < MOST_FAILURES && !AT_ONCE.has(code) && this.#until === 0) return;
    this.#rests += 1;
    const rest = Math.min(LONGEST_REST, Math.max(this.#rest, retryAfter ?? 0));
    this.#until = this.now().getTime() + rest;
    this.#rest = Math.min(LONGEST_REST, this.#rest * 2);
  }
}
