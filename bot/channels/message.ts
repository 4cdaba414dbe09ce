/**
 * What the desk says in a chat service, in parts that each service draws in its own way. Text of documents and people is
 * always a part of its own, so that nothing in it is taken for markup.
 */
export interface Message {
  /** For notifications, and for clients that draw nothing. */
  text: string;
  parts: Part[];
  /** A model wrote it, and it has to be labelled so. */
  byModel?: boolean;
}

export type Part =
  /** Words of the desk's own that stand out, with lines and links below them. */
  | { is: 'head'; title: string; lines?: readonly string[]; links?: readonly Link[] }
  /** Of documents and people, as it is. @property pieces into how many a service may split it */
  | { is: 'text'; text: string; pieces?: number }
  /** In small print. */
  | { is: 'note'; text: string }
  | { is: 'sources'; consultationId: string; sources: readonly Source[] }
  | { is: 'buttons'; buttons: readonly Button[] }
  /** A picture for which the words stand that are said with it. @property name of the file */
  | { is: 'image'; name: string; title: string; alt: string; png: Uint8Array }
  | { is: 'divider' };

interface Link {
  label: string;
  url: string;
}

export interface Source {
  /** Title, edition, page and heading. */
  line: string;
  title: string;
  /** Verbatim. */
  quote: string;
}

export interface Button {
  label: string;
  /** Of `ACTIONS`; with a number behind a colon where there are several. */
  action: string;
  /** What comes back when it is pressed. */
  value: string;
  style?: 'primary' | 'danger';
}

/** Buttons in a row; none without any. */
export function buttons(...all: Button[]): Part[] {
  return all.length === 0 ? [] : [{ is: 'buttons', buttons: all }];
}

/** A title before something of others. */
export function titled(title: string, text: string, pieces?: number): Part[] {
  const said: Part = pieces === undefined ? { is: 'text', text } : { is: 'text', text, pieces };
  return [{ is: 'head', title }, said];
}

/** The sources in a line each, by the numbers that the answer gives them. */
export function sourceList(sources: readonly Source[]): string {
  return ['出典', ...sources.map(({ line }, i) => `［${i + 1}］${line}`)].join('\n');
}
