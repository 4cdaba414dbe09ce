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
}

export type Gated = { passed: Passed } | { failed: Failed };

/** Holds sentences to the passages that a model was given. Each is held once, however often it is asked about. */
export class GateKeeper {
  readonly #known = new Map<string, Gated>();

  constructor(private readonly given: readonly SourcePassage[]) {}

  hold(sentence: WrittenSentence): Gated {
    const key = JSON.stringify(sentence);
    const known = this.#known.get(key) ?? this.#hold(sentence);
    this.#known.set(key, known);
    return known;
  }

  #hold(sentence: WrittenSentence): Gated {
    const text = sentence.text.trim();
    const unfit = unfitFor(text);
    if (unfit !== null) return { failed: { sentence, reasons: [unfit] } };
    const { borneOut: holds, reasons, quotes } = borneOut(text, quotedBy(sentence, this.given));
    if (!holds) return { failed: { sentence, reasons } };
    const citations = sentence.sources.flatMap(({ number }, i) => {
      const source = this.given[number - 1];
      const quote = quotes[i];
      return source === undefined || quote == null ? [] : [{ ...source, quote }];
    });
    return { passed: { text, citations } };
  }
}
