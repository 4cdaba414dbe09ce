import { createHash } from 'node:crypto';
import { passageText } from '../../knowledge/passages/passage.js';
import { contextOf, type IndexedPassage } from '../../knowledge/search/passage-index.js';

/** Characters beyond which a passage says nothing new to a model of meaning. */
const LONGEST = 2000;

/** What of a passage is turned into a vector: its document, its headings and itself. */
export function embeddedText(indexed: IndexedPassage): string {
  return `${contextOf(indexed)}\n${passageText(indexed.passage)}`.slice(0, LONGEST);
}

export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
