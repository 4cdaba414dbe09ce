/**
 * What a file reader hands over (*original* layer). Readers of structured formats name headings, items and
 * tables themselves; readers of page formats (PDF, plain text) hand over physical lines, which
 * knowledge/text/mend-lines.ts turns into the same blocks.
 */
export type ReadBlock =
  | { kind: 'heading'; level: number; text: string; page: number | null }
  | { kind: 'paragraph'; text: string; page: number | null }
  | { kind: 'item'; text: string; page: number | null }
  | { kind: 'table'; caption: string | null; header: string[] | null; rows: string[][]; page: number | null }
  | { kind: 'qa'; question: string; answer: string; note: string | null; page: number | null }
  | { kind: 'lines'; lines: PhysicalLine[] };

/** One printed line. */
export interface PhysicalLine {
  text: string;
  page: number | null;
  /** A gap larger than the usual line feed stands before the line. */
  breakBefore: boolean;
  /** The line is the first of its page or column. */
  pageBreakBefore: boolean;
  /** How far the line reaches towards the right edge of its column, 0–1; null when the reader cannot know. */
  fill: number | null;
}

export interface ReadDocument {
  /** Name of the reader, e.g. `pdf`. */
  reader: string;
  blocks: ReadBlock[];
  /** Number of pages, or null where the format has none. */
  pageCount: number | null;
  /** Title given by the file's own metadata or front matter, if any. */
  declared: Record<string, string>;
  /** What could not be read although the rest could: a page without a text layer, a sheet that was cut off. */
  problems: ReadProblem[];
}

export interface ReadProblem {
  /** Stable code, e.g. `page-without-text`. */
  code: string;
  message: string;
  page: number | null;
}
