import type { Audience } from '../../knowledge/document/edition.js';
import type { Writing } from '../model/writing.js';

/** What staff get back. The same on every channel. */
export interface Answer {
  outcome: 'answered' | 'not-found';
  /** Japanese, です・ます or verbatim extracts, at most 400 characters, without the source list. */
  text: string;
  citations: Citation[];
  /** The ten best passages, best first, whatever the outcome. */
  retrieved: { document: string; passage: string; score: number }[];
  warnings: Warning[];
  /** Of a not-found: documents that speak of something near. */
  nearest: { title: string; edition: string; heading: string }[];
  /** Questions of indexed Q&A near to this one, which the viewer may see; at most three. */
  related: readonly string[];
  /** How a model took part; missing where none was asked. */
  writing?: Writing;
}

/** How an answer was made, as it is recorded: by which model, or `extractive`, and from which generation of the index. */
export function madeBy({ writing }: Pick<Answer, 'writing'>, generation: string | null): string {
  const by = writing?.outcome === 'written' ? `model ${writing.model}` : 'extractive';
  return `${by} ${generation ?? ''}`.trim();
}

/** 出典: passage and quoted span. */
export interface Citation {
  document: string;
  title: string;
  /** 令和3年度, or '' where the year is unknown. */
  edition: string;
  page: number | null;
  heading: string;
  /** Verbatim span of `passage`. */
  quote: string;
  /** The passage's whole display text. */
  passage: string;
  versionId: string;
  passageId: string;
}

/** 該当箇所 as it is found by words, without a question that it answers. */
export type FoundPassage = Omit<Citation, 'quote' | 'document'>;

/** The end of a not-found: an offer, which is left out where the secretariat has the question already. */
export const OFFER = '必要でしたら事務局にご相談ください。';

/** Codes are an open list: deadline-passed, superseded, older-edition, conflict, qa-confirmed, masked, sample, degraded. */
export interface Warning {
  code: string;
  message: string;
}

/** Whose eyes the answer is for; in a channel the channel's, not the asker's. */
export interface Viewer {
  audience: Audience;
  /** Null: belongs to no prefecture; sees what is for the nation. The secretariat sees all scopes. */
  prefecture: string | null;
  municipality: string | null;
}

export const SECRETARIAT: Viewer = { audience: 'secretariat', prefecture: null, municipality: null };
export const ANONYMOUS: Viewer = { audience: 'public', prefecture: null, municipality: null };
