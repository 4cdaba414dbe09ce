import type { Quoted } from '../../knowledge/gate/borne-out.js';
import type { SourcePassage } from '../answering/answer-question.js';
import type { WrittenSentence } from './sentence-stream.js';

/** Passages as a model is given them, in JSON: by number, with where they stand. */
export function numbered(sources: readonly SourcePassage[]): object[] {
  return sources.map(({ passage, ...source }, i) => ({
    number: i + 1,
    文書: headingOf(source),
    本文: passage,
  }));
}

/** Title, year and headings in a line; what a sentence may name without quoting it. */
export function headingOf({
  title,
  edition,
  heading,
}: Pick<SourcePassage, 'title' | 'edition' | 'heading'>): string {
  return [title, edition, heading].filter((part) => part !== '').join('　');
}

/** The places that a sentence says it comes from. A number that was never given quotes nothing. */
export function quotedBy({ sources }: WrittenSentence, given: readonly SourcePassage[]): Quoted[] {
  return sources.map(({ number, quote }) => {
    const source = given[number - 1];
    return source === undefined
      ? { heading: '', passage: '', quote }
      : { heading: headingOf(source), passage: source.passage, quote };
  });
}
