import type { PassagePart } from '../passages/passage.js';
import type { AnalysedQuestion } from '../question/analyse-question.js';
import { type AnswerType, canAnswer } from '../question/answer-type.js';
import { cuesMet } from '../question/cues.js';
import { coverage, softCoverage, type WeightedTerms } from '../search/rank-features.js';
import type { RankedPassage } from '../search/rank-passages.js';
import { longestShared } from '../search/shared-text.js';
import { tokenSet } from '../search/token-set.js';
import { fitsYear, namesOf, saysFiscalYear, wordCoverage } from '../search/word-coverage.js';
import { foldKey, squash } from '../text/fold.js';
import { headingBefore } from './heading-before.js';

/**
 * What tells the sentence, list item or table row that answers from its neighbours, each roughly 0 to 1. `…Setting`
 * counts what a part is about without saying so: its label, its table's header, the headings above it, its document.
 */
export const PART_FEATURES = [
  'passage',
  'leading',
  'core',
  'own',
  'setting',
  'words',
  'wordsSetting',
  'synonyms',
  'kind',
  'form',
  'formMissing',
  'cues',
  'cuesSetting',
  'phrase',
  'names',
  'year',
  'rowLabel',
  'column',
  'row',
  'rowForNumber',
  'heading',
  'before',
  'day',
  'answer',
  'question',
  'short',
  'length',
  'figuresOnly',
  'otherRow',
  'repeatsTitle',
] as const;
export type PartFeature = (typeof PART_FEATURES)[number];
export type PartFeatureValues = Record<PartFeature, number>;

/** Difference between passages' scores that counts as one. */
const SCORE_SCALE = 5;
const LONGEST_PHRASE = 10;
const FIGURES: ReadonlySet<AnswerType> = new Set(['number', 'share']);

/**
 * @param at position of the part in the passage's window
 * @param top the best passage of the ranking
 */
export function partFeatures(
  question: AnalysedQuestion,
  terms: WeightedTerms,
  passage: RankedPassage,
  at: number,
  top: RankedPassage,
): PartFeatureValues {
  const { window, analysis, indexed } = passage;
  const part = window.parts[at]!;
  const key = foldKey(part.text);
  const heading = headingBefore(window.parts, at);
  const labelKey = foldKey([part.label ?? '', ...(part.header ?? []), heading].join('\n'));
  const near = `${labelKey}\n${key}`;
  const whole = `${analysis.contextKey}\n${near}`;
  const own = tokenSet(part.text);
  const around = [part.label ?? '', ...(part.header ?? []), heading].map(tokenSet);
  const names = namesOf(question);
  const { expected } = terms;
  const shows = expected.every((form) => form.test(key));
  const before = window.parts[at - 1];
  return {
    passage: (passage.score - top.score) / SCORE_SCALE,
    leading: passage === top ? 1 : 0,
    core: at >= window.core[0] && at < window.core[1] ? 1 : 0,
    own: coverage(terms, own),
    setting: coverage(terms, own, ...around, analysis.contextTokens),
    words: wordCoverage(terms.words, key),
    wordsSetting: wordCoverage(terms.words, whole),
    synonyms: softCoverage(terms, own, ...around),
    kind: hasKind(question.wants) && canAnswer(question.wants, key, question.key) ? 1 : 0,
    form: expected.length > 0 && shows ? 1 : 0,
    formMissing: shows ? 0 : 1,
    cues: cuesMet(question.key, key),
    cuesSetting: cuesMet(question.key, near),
    phrase: Math.min(1, longestShared(question.key, key) / LONGEST_PHRASE),
    names: names.length === 0 ? 0 : names.filter((name) => whole.includes(name)).length / names.length,
    year:
      question.years.length > 0 &&
      (saysFiscalYear(question, whole) || fitsYear(question, indexed.edition.fiscalYear, analysis.contextKey))
        ? 1
        : 0,
    rowLabel: shareAsked(part.cells?.[0] ?? '', terms),
    column: Math.max(0, ...(part.header ?? []).slice(1).map((name) => shareAsked(name, terms))),
    row: part.kind === 'row' ? 1 : 0,
    rowForNumber: part.kind === 'row' && FIGURES.has(question.wants) ? 1 : 0,
    heading: coverage(terms, tokenSet(heading)),
    before: before === undefined || before.kind === 'table-head' ? 0 : coverage(terms, tokenSet(before.text)),
    day: question.wants === 'date' && /\d\s?月\s?\d|\d\s?日|[上中下]旬/.test(key) ? 1 : 0,
    answer: part.kind === 'answer' ? 1 : 0,
    question: part.kind === 'question' ? 1 : 0,
    short: key.length < SHORT ? 1 : 0,
    length: Math.min(1, Math.log(1 + key.length) / 6),
    figuresOnly: /^[(（]?n\s?=|^[\d.,%\s　()]+$/.test(key) ? 1 : 0,
    otherRow: namesAnother(question, part, key) ? 1 : 0,
    repeatsTitle: squash(indexed.edition.title).includes(squash(part.text)) ? 1 : 0,
  };
}

const SHORT = 8;

function hasKind(wants: AnswerType): boolean {
  return wants !== 'fact' && wants !== 'yes-no';
}

/** 会場 for a question that says 会場: how much of a row's label, or of a column's name, is asked for. */
function shareAsked(name: string, { terms }: WeightedTerms): number {
  const tokens = [...tokenSet(name)];
  return tokens.length === 0 ? 0 : tokens.filter((token) => terms.has(token)).length / tokens.length;
}

/** A row of a table by items or prefectures that is about another one than those asked for. */
function namesAnother(question: AnalysedQuestion, { kind }: PassagePart, key: string): boolean {
  const named = [
    ...question.items.map((item) => `(${item})`),
    ...question.places.prefectures.map((one) => one.name),
  ];
  return (
    kind === 'row' &&
    named.length > 0 &&
    /^(?:\([ア-ク]\)|[\p{Script=Han}]{2,3}[都道府県]|北海道)(?=\s|　|\S{2})/u.test(key) &&
    !named.some((name) => key.includes(name))
  );
}
