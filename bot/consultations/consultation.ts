import { dayInJapan, fiscalYearOf } from '../../knowledge/text/japanese-date.js';
import type { Answer } from '../answering/answer.js';
import type { Writing } from '../model/writing.js';
import type { State } from './state.js';
import type { Action } from './transitions.js';

/** 相談: one question of one person, from the asking to the end. Everything typed in it is masked. */
export interface Consultation {
  id: string;
  /** R8-000123: fiscal year of the era, then a count from 1. */
  number: string;
  state: State;
  /** Grows with every change; a change that was prepared on another revision is refused. */
  revision: number;
  asker: Asker;
  question: string;
  /** Earlier turns that the question goes on from, oldest first. */
  earlier: readonly string[];
  answer: GivenAnswer;
  classification: Classification | null;
  /** Prefecture that was asked about it or got a copy; its people may read it. */
  sharedWith: string | null;
  assigneeId: string | null;
  /** ISO date until which the secretariat wants to have replied. */
  dueOn: string | null;
  feedback: Feedback | null;
  duplicateOf: string | null;
  retentionClass: RetentionClass;
  /** ISO instants. */
  askedAt: string;
  changedAt: string;
}

export interface Asker {
  personId: string;
  name: string;
  prefecture: string | null;
  municipality: string | null;
  channel: 'page' | 'slack' | 'teams' | 'command-line';
  /** Conversation of the channel, if it has any. */
  thread: string | null;
}

export const WAY_NAMES: Readonly<Record<Asker['channel'], string>> = {
  page: '画面',
  slack: 'Slack',
  teams: 'Teams',
  'command-line': 'コマンドライン',
};

/** The answer as it was given, whatever becomes of the documents later. */
export interface GivenAnswer {
  outcome: Answer['outcome'];
  text: string;
  citations: Pick<
    Answer['citations'][number],
    'versionId' | 'passageId' | 'title' | 'edition' | 'page' | 'heading' | 'quote'
  >[];
  warnings: Answer['warnings'];
  /** How it was made: `extractive` or `model …`, and the generation of the index. */
  madeBy: string;
  /** How a model took part; null where none was asked. */
  writing: Writing | null;
}

/** The classification scheme is a versioned file; a tag means nothing without it. */
export interface Classification {
  scheme: string;
  tag: string;
  /** Proposed by the desk until somebody confirms it. */
  confirmed: boolean;
}

interface Feedback {
  good: boolean;
  reason: string;
  at: string;
}

export type RetentionClass = 'normal' | 'short' | 'long';

/** One line of the history. */
export interface Entry {
  id: string;
  consultationId: string;
  at: string;
  actorId: string;
  actorName: string;
  action:
    | Action
    | 'ask'
    | 'add'
    | 'feedback'
    | 'correct'
    | 'note'
    | 'classify'
    | 'set-due'
    | 'retain'
    | 'copy'
    | 'redact'
    | 'recall'
    | 'recall-settled'
    | 'hand-over';
  from: State | null;
  to: State;
  /** What was written, masked. */
  text: string | null;
  /** Notes are the secretariat's own; the asker sees everything else. */
  internal: boolean;
}

/** R8-000123. @param askedAt ISO instant */
export function consultationNumber(askedAt: string, count: number): string {
  return `R${fiscalYearInJapan(askedAt) - 2018}-${String(count).padStart(6, '0')}`;
}

/** Fiscal year of an instant, as the calendar stands in Japan. */
export function fiscalYearInJapan(instant: string): number {
  return fiscalYearOf(dayInJapan(new Date(instant)));
}
