import { ModelFault, type Tokens } from '../ports/chat-model.js';
import type { Spent } from '../ports/model-log.js';

/** What may be spent in a day of Japan; null: no limit. Money in yen. */
export interface Ceilings {
  tokensPerDay: number | null;
  tokensPerPerson: number | null;
  costPerDay: number | null;
  costPerPerson: number | null;
}

/** Yen for a million tokens; null: no price was given, and nothing is reckoned. */
export interface Prices {
  input: number;
  output: number;
}

export function costOf({ input, output }: Tokens, prices: Prices | null): number {
  return prices === null ? 0 : (input * prices.input + output * prices.output) / 1_000_000;
}

/**
 * A letter of Japanese is about one token for most models, and a little more for some: an estimate that is rather too high
 * keeps below a ceiling.
 */
export function estimatedTokens(text: string): number {
  return Math.ceil(text.length * 1.2);
}

/** In place of a person: whoever measures a model asks for nobody, and only a day's ceiling holds. */
export const EVALUATION = 'evaluation';

/** What calls under way may cost, so that many at once do not go over together. */
export class Ceiling {
  readonly #pending = new Map<string, Spent>();

  constructor(private readonly ceilings: Ceilings) {}

  /**
   * Sets aside what a call may cost at most.
   * @returns gives it back, once what it did cost is written down
   * @throws ModelFault `model-ceiling`
   */
  reserve(person: string, most: Spent, spent: { all: Spent; person: Spent }): () => void {
    const { tokensPerDay, tokensPerPerson, costPerDay, costPerPerson } = this.ceilings;
    const own = this.#pending.get(person) ?? NOTHING;
    const all = [...this.#pending.values()].reduce(add, NOTHING);
    check('tokens of a day', spent.all.tokens + all.tokens + most.tokens, tokensPerDay);
    check('yen of a day', spent.all.cost + all.cost + most.cost, costPerDay);
    if (person !== EVALUATION) {
      check('tokens of one person in a day', spent.person.tokens + own.tokens + most.tokens, tokensPerPerson);
      check('yen of one person in a day', spent.person.cost + own.cost + most.cost, costPerPerson);
    }
    this.#pending.set(person, add(own, most));
    return () => {
      const now = this.#pending.get(person) ?? NOTHING;
      const rest = { tokens: now.tokens - most.tokens, cost: now.cost - most.cost };
      if (rest.tokens <= 0) this.#pending.delete(person);
      else this.#pending.set(person, rest);
    };
  }
}

const NOTHING: Spent = { tokens: 0, cost: 0 };

function add(one: Spent, other: Spent): Spent {
  return { tokens: one.tokens + other.tokens, cost: one.cost + other.cost };
}

function check(what: string, would: number, ceiling: number | null): void {
  if (ceiling !== null && would > ceiling)
    throw new ModelFault('model-ceiling', `${what}: ${Math.ceil(would)} would be more than ${ceiling}`);
}
