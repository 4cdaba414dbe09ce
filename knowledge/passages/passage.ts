/**
 * Passage 該当箇所: the smallest thing that is retrieved and cited, about 300 characters that follow the document's
 * own structure. The passages of a version, in order, are its whole text. What people are shown is a *window*: the
 * passage widened to its surroundings, up to 600 characters (window.ts). Ranking small and showing wide is worth
 * .05–.08 of hit@1 on the programme's own documents.
 */
export interface Passage {
  id: string;
  versionId: string;
  /** Position in the version, from 0. */
  ordinal: number;
  /** Page of the first line; null where the source has no pages. */
  page: number | null;
  /** Headings above, outermost first; a heading that the passage begins with is the last. */
  path: string[];
  /** Parts in reading order; joined they are the passage's text. */
  parts: PassagePart[];
}

/** A sentence, item, heading or table row. */
export interface PassagePart {
  kind: 'heading' | 'sentence' | 'item' | 'row' | 'question' | 'answer' | 'note' | 'table-head';
  text: string;
  /** What stands between this part and the one before: nothing inside a paragraph, else a line feed. */
  glue: '' | '\n';
  page: number | null;
  /** The nearest heading or row label above; null at top level. */
  label: string | null;
  /** Of a row: its cells and the header cells they stand under. */
  cells?: string[];
  header?: string[];
}

export function passageText(passage: Pick<Passage, 'parts'>): string {
  return joinParts(passage.parts);
}

export function joinParts(parts: readonly PassagePart[]): string {
  return parts.map((part, i) => (i === 0 ? '' : part.glue) + part.text).join('');
}

export function headerText(header: readonly string[]): string {
  return header.filter((cell) => cell !== '').join(CELL_GAP);
}

/** Between cells of a row: white space for comparison, a visible gap for the eye. */
export const CELL_GAP = '　';
