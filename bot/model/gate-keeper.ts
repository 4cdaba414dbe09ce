import { borneOut } from '../../knowledge/gate/borne-out.js';
import type { Citation } from '../answering/answer.js';
import type { SourcePassage } from '../answering/answer-question.js';
import { quotedBy } from './numbered-sources.js';
import type { WrittenSentence } from './sentence-stream.js';
import { unfitFor } from './unfit-sentence.js';

export interface Passed {
  text: string;
  citations: readonly Citation[];
}

export interface Failed {
  sentence: WrittenSentence;
  reasons: readonly string[];
  /** Place in the answer. */
  at: number;
}

export type Gated = { passed: Passed } | { failed: Failed };

/** Whether a sentence is about what was asked. @param at its place in the answer, from 0 */
export type IsAbout = (passed: Passed, at: number) => boolean;

/**
 * Holds sentences to the passages that a model was given, and to what was asked: what is true and beside the point is no
 * answer. Each is held once, however often it is asked about.
 */
export class GateKeeper {
  readonly #known = new Map<string, Gated>();

  constructor(
    private readonly given: readonly SourcePassage[],
    private readonly isAbout: IsAbout,
  ) {}

  hold(sentence: WrittenSentence, at: number): Gated {
    const key = JSON.stringify([at, sentence]);
    const known = this.#known.get(key) ?? this.#hold(sentence, at);
    this.#known.set(key, known);
    return known;
  }

  #hold(sentence: WrittenSentence, at: number): Gated {
    const text = sentence.text.trim();
    const unfit = unfitFor(text);
    if (unfit !== null) return { failed: { sentence, reasons: [unfit], at } };
    const { borneOut: holds, reasons, quotes } = borneOut(text, quotedBy(sentence, this.given));
    if (!holds) return { failed: { sentence, reasons, at } };
    const citations = sentence.sources.flatMap(({ number }, i) => {
      const source = this.given[number - 1];
      const quote = quotes[i];
      return source === undefined || quote == null ? [] : [{ ...source, quote }];
    });
    const passed = { text, citations };
    return this.isAbout(passed, at) ? { passed } : { failed: { sentence, reasons: ['aside'], at } };
  }
}
