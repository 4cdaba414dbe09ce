import { locateQuote } from './locate-quote.js';
import { supported, unquoted } from './supported.js';

/** A place that a sentence is said to come from. */
export interface Quoted {
  /** Title, year and headings of the passage, in a line. */
  heading: string;
  passage: string;
  /** As it was given; it has to stand in the passage. */
  quote: string;
}

export interface Verdict {
  borneOut: boolean;
  /** As of {@link supported}, and `invented …` for a quote that does not stand in its passage. */
  reasons: string[];
  /** The places as they stand in their passages, in the order given; null for an invented one. */
  quotes: readonly (string | null)[];
}

/**
 * Whether a sentence may be said: each of its quotes stands in its passage, all its numbers, dates, names and quoted terms
 * stand in the quotes or in the passages' headings, and one of the passages bears it out alone. Nothing is put together
 * from two: half of one and half of another are easily a third thing.
 */
export function borneOut(sentence: string, quoted: readonly Quoted[]): Verdict {
  const quotes = quoted.map(({ passage, quote }) => {
    const span = locateQuote(passage, quote);
    return span === null ? null : passage.slice(span.start, span.end);
  });
  const invented = quoted.filter((_, i) => quotes[i] === null).map(({ quote }) => `invented ${quote}`);
  if (quoted.length === 0) invented.push('invented nothing is quoted');
  if (invented.length > 0) return { borneOut: false, reasons: invented, quotes };
  const said = quoted.map(({ heading }, i) => `${heading}\n${quotes[i] ?? ''}`).join('\n');
  const missing = unquoted(said, sentence);
  if (missing.length > 0) return { borneOut: false, reasons: missing, quotes };
  const verdicts = quoted.map(({ heading, passage }) => supported(passage, sentence, heading));
  const best = verdicts.reduce((one, other) => (other.reasons.length < one.reasons.length ? other : one));
  return { borneOut: best.supported, reasons: best.reasons, quotes };
}
