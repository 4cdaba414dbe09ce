import type { PassagePart } from '../passages/passage.js';
import type { AnalysedQuestion } from '../question/analyse-question.js';
import { canAnswer } from '../question/answer-type.js';
import { cuesMet } from '../question/cues.js';
import { expectationsOf } from '../question/expectations.js';
import { coverage, longestShared, type WeightedTerms } from '../search/rank-features.js';
import type { RankedPassage } from '../search/rank-passages.js';
import { tokenSet } from '../search/token-set.js';
import { foldKey, squash, visibleLength } from '../text/fold.js';

export interface ScoredPart {
  part: PassagePart;
  /** Position in the window. */
  at: number;
  passage: RankedPassage;
  /** 0 is the best passage. */
  rank: number;
  score: number;
  /** Has the form that the question asks for (a date, a number of people); false when it asks for none. */
  shows: boolean;
}

/** How much better a sentence of a lower passage must be, per point of difference between the passages. */
const PER_SCORE = 0.12;

export function scoreParts(
  question: AnalysedQuestion,
  terms: WeightedTerms,
  passage: RankedPassage,
  rank: number,
  top: RankedPassage,
): ScoredPart[] {
  const { window } = passage;
  const title = squash(passage.indexed.edition.title);
  const expected = expectationsOf(foldKey(question.text));
  return window.parts.flatMap((part, at) => {
    if (part.kind === 'heading' || part.kind === 'table-head' || part.kind === 'note') return [];
    const key = foldKey(part.text);
    if (key.length < 2) return [];
    const labels = [part.label ?? '', ...(part.header ?? []), headingBefore(window.parts, at)].map(tokenSet);
    const own = tokenSet(part.text);
    const named = [
      ...question.items.map((item) => `(${item})`),
      ...question.places.prefectures.map((one) => one.name),
    ];
    const other =
      named.length > 0 &&
      /^(?:\([ア-ク]\)|[\p{Script=Han}]{2,3}[都道府県]|北海道)(?=\s|　|\S{2})/u.test(key) &&
      part.kind === 'row' &&
      !named.some((name) => key.includes(name));
    const inCore = at >= window.core[0] && at < window.core[1];
    const score =
      coverage(terms, own) +
      0.6 * (coverage(terms, own, ...labels) - coverage(terms, own)) +
      formOf(question, key, expected) +
      0.2 * cuesMet(question.key, `${foldKey(part.label ?? '')}\n${key}`) +
      Math.min(0.15, longestShared(question.key, key) / 60) +
      (inCore ? 0.2 : 0) +
      (namedByQuestion(part, question.key) ? LABEL_WORTH : 0) -
      PER_SCORE * (top.score - passage.score) -
      (part.kind === 'question' ? 0.3 : 0) -
      (visibleLength(part.text) < 8 ? 0.1 : 0) -
      (other ? 0.6 : 0) -
      (title.includes(squash(part.text)) ? 0.5 : 0) -
      (/^[(（]?n\s?=|^[\d.,%\s　()]+$/.test(key) ? 0.5 : 0);
    const shows = expected.length > 0 && expected.every((form) => form.test(key));
    return [{ part, at, passage, rank, score, shows }];
  });
}

/** 会場　見本会館 for a question that says 会場: the row's own label is what is asked for. */
function namedByQuestion({ kind, cells }: PassagePart, asked: string): boolean {
  const label = foldKey(cells?.[0] ?? '').replace(/\s+/g, '');
  return kind === 'row' && label.length >= 2 && label.length <= 12 && asked.includes(label);
}

const LABEL_WORTH = 0.3;

/** What the form of a sentence is worth: the very thing asked for, something of its kind, or neither. */
function formOf(question: AnalysedQuestion, key: string, expected: readonly RegExp[]): number {
  const kind = canAnswer(question.wants, key, question.key) ? KIND_WORTH : 0;
  if (expected.length === 0) return kind;
  return kind + (expected.every((form) => form.test(key)) ? FORM_WORTH : 0);
}

const KIND_WORTH = 0.15;

const FORM_WORTH = 0.2;

export function headingBefore(parts: readonly PassagePart[], at: number): string {
  for (let i = at - 1; i >= 0 && i >= at - 6; i--) if (parts[i]!.kind === 'heading') return parts[i]!.text;
  return '';
}
