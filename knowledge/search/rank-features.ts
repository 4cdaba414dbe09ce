import type { AnalysedQuestion } from '../question/analyse-question.js';
import { type AnswerType, canAnswer } from '../question/answer-type.js';
import { asksToApply, cuesMet } from '../question/cues.js';
import { type ExpectedForm, expectationsOf } from '../question/expectations.js';
import { escapedPattern } from '../text/escaped-pattern.js';
import { foldKey } from '../text/fold.js';
import { namedThings } from './named-features.js';
import type { PassageAnalysis } from './passage-analysis.js';
import type { Candidate, IndexedPassage, PassageIndex } from './passage-index.js';
import { longestShared, sharedPhrases } from './shared-text.js';
import { tokenize } from './tokenize.js';
import {
  fitsYear,
  namesOf,
  saysFiscalYear,
  type WeightedWord,
  weightedWords,
  wordCoverage,
} from './word-coverage.js';

/**
 * Simple features of a question and a passage. Re-ranking the best few dozen by them is worth .05–.13 of
 * hit@1 on the programme's documents, more than any choice of tokenizer.
 */
export const FEATURES = [
  'body',
  'heading',
  'vector',
  'coreCoverage',
  'textCoverage',
  'contextCoverage',
  'partCoverage',
  'phrase',
  'typeInCore',
  'typeInPart',
  'placeNamed',
  'placeConflict',
  'yearNamed',
  'yearConflict',
  'itemNamed',
  'counterNamed',
  'titleAsked',
  'headingAsked',
  'opening',
  'tableForNumber',
  'tableForText',
  'softCoverage',
  'typedPart',
  'rarest',
  'phrases',
  'titleOwn',
  'defines',
  'figures',
  'cues',
  'itemHeads',
  'callAsked',
  'expectPart',
  'boundPart',
  'expectCore',
  'wordsInCore',
  'wordsInPart',
  'wordsAround',
  'plainText',
] as const;
export type Feature = (typeof FEATURES)[number];
export type FeatureValues = Record<Feature, number>;

/** The question's terms with their rarity, shared by all candidates. */
export interface WeightedTerms {
  terms: ReadonlyMap<string, number>;
  total: number;
  /** For each term, the tokens of its synonyms. */
  alike: ReadonlyMap<string, readonly string[]>;
  /** The rarest terms that some passage holds. */
  rarest: readonly string[];
  /** For each term, how much it tells one document's title from another's; 0 when in no title or in all. */
  inTitles: ReadonlyMap<string, number>;
  words: readonly WeightedWord[];
  names: readonly string[];
  /** Forms that an answer must show, see question/expectations.ts. */
  expected: readonly ExpectedForm[];
}

export function weightedTerms(question: AnalysedQuestion, index: PassageIndex): WeightedTerms {
  const terms = new Map<string, number>();
  for (const token of tokenize(question.key)) terms.set(token, index.idf(token));
  const known = [...terms].filter(([term]) => index.documentFrequency(term) > 0).sort((a, b) => b[1] - a[1]);
  return {
    terms,
    total: [...terms.values()].reduce((sum, idf) => sum + idf, 0) || 1,
    alike: index.alike([...terms.keys()]),
    rarest: known.slice(0, 3).map(([term]) => term),
    words: weightedWords(question, index),
    names: namesOf(question),
    expected: expectationsOf(foldKey(question.text)),
    inTitles: new Map([...terms.keys()].map((term) => [term, index.titleRarity(term)])),
  };
}

/** Share of the question's weight that a set of tokens holds. */
export function coverage({ terms, total }: WeightedTerms, ...sets: readonly ReadonlySet<string>[]): number {
  let covered = 0;
  for (const [term, idf] of terms) if (sets.some((set) => set.has(term))) covered += idf;
  return covered / total;
}

export function featuresOf({
  question,
  terms,
  candidate,
  indexed,
  analysis,
}: {
  question: AnalysedQuestion;
  terms: WeightedTerms;
  candidate: Candidate;
  indexed: IndexedPassage;
  analysis: PassageAnalysis;
}): FeatureValues {
  const parts = analysis.parts.filter(
    (part) => part.part.kind !== 'heading' && part.part.kind !== 'table-head',
  );
  const scored = parts.map((part) => ({ part, share: coverage(terms, part.tokens, part.labelTokens) }));
  const best = scored.reduce<(typeof scored)[number] | null>(
    (top, one) => (top === null || one.share > top.share ? one : top),
    null,
  );
  const typedParts = scored
    .filter(({ part }) => canAnswer(question.wants, part.key, question.key))
    .map((one) => one.share);
  const hasRow = indexed.passage.parts.some((part) => part.kind === 'row');
  const named = namedThings(question, indexed, analysis);
  return {
    body: candidate.body,
    heading: candidate.heading,
    vector: candidate.vector,
    coreCoverage: coverage(terms, analysis.coreTokens),
    textCoverage: coverage(terms, analysis.textTokens),
    contextCoverage: coverage(terms, analysis.coreTokens, analysis.contextTokens),
    partCoverage: best?.share ?? 0,
    phrase: Math.min(1, longestShared(question.key, analysis.coreKey) / 10),
    typeInCore: typed(question, analysis.coreKey),
    typeInPart: best === null ? 0 : typed(question, best.part.key),
    ...named,
    titleAsked: coverage(terms, analysis.titleTokens),
    headingAsked: headingAsked(terms, analysis),
    opening: indexed.passage.ordinal === 0 ? 1 : 0,
    tableForNumber: hasRow && NUMERIC.has(question.wants) ? 1 : 0,
    tableForText: hasRow && !NUMERIC.has(question.wants) ? 1 : 0,
    softCoverage: softCoverage(terms, analysis.coreTokens, analysis.contextTokens),
    typedPart: Math.max(0, ...typedParts),
    rarest:
      terms.rarest.length === 0
        ? 0
        : terms.rarest.filter((term) => analysis.coreTokens.has(term) || analysis.contextTokens.has(term))
            .length / terms.rarest.length,
    phrases: sharedPhrases(question.key, analysis.coreKey),
    titleOwn: titleOwn(terms, analysis),
    defines: question.subject !== null && defines(analysis, question.subject) ? 1 : 0,
    cues: cuesMet(question.key, analysis.coreKey) || 0,
    itemHeads: question.items.some((item) =>
      analysis.headingKeys.some((heading) => heading.startsWith(`(${item})`)),
    )
      ? 1
      : 0,
    plainText: question.wants === 'definition' && !hasRow && /[。ぁ-ん]{2}/.test(analysis.coreKey) ? 1 : 0,
    callAsked: indexed.edition.deadlines.length > 0 && asksToApply(question.key) ? 1 : 0,
    ...wordFeatures(question, terms, indexed, analysis),
    figures: (analysis.coreKey.match(/\d/g) ?? []).length / Math.max(1, analysis.coreKey.length),
  };
}

const NUMERIC: ReadonlySet<AnswerType> = new Set(['number', 'share']);
/**
 * Coverage by whole words, and the same where the form asked for is shown (何人 by a number of people) and where
 * everything named stands in one part with its label and headings.
 */
function wordFeatures(
  question: AnalysedQuestion,
  { words, names, expected }: WeightedTerms,
  { edition }: IndexedPassage,
  analysis: PassageAnalysis,
): Pick<
  FeatureValues,
  'expectPart' | 'boundPart' | 'expectCore' | 'wordsInCore' | 'wordsInPart' | 'wordsAround'
> {
  const about = analysis.contextKey;
  const yearFits = fitsYear(question, edition.fiscalYear, about);
  const found = { expectPart: 0, boundPart: 0, wordsInPart: 0 };
  for (const { key, labelKey } of analysis.parts) {
    const whole = `${about}\n${labelKey}\n${key}`;
    const covered = wordCoverage(words, whole);
    const shows = expected.every((form) => form.test(key));
    found.wordsInPart = Math.max(found.wordsInPart, wordCoverage(words, `${labelKey}\n${key}`));
    if (shows) found.expectPart = Math.max(found.expectPart, covered);
    if (
      shows &&
      names.every((name) => whole.includes(name)) &&
      (yearFits || saysFiscalYear(question, whole))
    ) {
      found.boundPart = Math.max(found.boundPart, covered);
    }
  }
  return {
    ...found,
    expectCore: expected.length > 0 && expected.every((form) => form.test(analysis.coreKey)) ? 1 : 0,
    wordsInCore: wordCoverage(words, `${about}\n${analysis.coreKey}`),
    wordsAround: wordCoverage(words, analysis.textKey),
  };
}

const TYPED: ReadonlySet<AnswerType> = new Set([
  'date',
  'number',
  'share',
  'contact',
  'person',
  'reason',
  'procedure',
  'list',
  'place',
  'organisation',
]);

function typed({ wants, key: asked }: AnalysedQuestion, key: string): number {
  return TYPED.has(wants) && canAnswer(wants, key, asked) ? 1 : 0;
}

/** Coverage in which a synonym counts a little less than the word. */
export function softCoverage(
  { terms, total, alike }: WeightedTerms,
  ...sets: readonly ReadonlySet<string>[]
): number {
  const held = (token: string): boolean => sets.some((set) => set.has(token));
  let covered = 0;
  for (const [term, idf] of terms) {
    if (held(term)) covered += idf;
    else if (alike.get(term)?.some(held)) covered += 0.7 * idf;
  }
  return covered / total;
}

/** A word that only this document's title has names the document. */
function titleOwn({ inTitles }: WeightedTerms, { titleTokens }: PassageAnalysis): number {
  let own = 0;
  for (const [term, rarity] of inTitles) if (titleTokens.has(term)) own += rarity;
  return Math.min(1, own / 4);
}

/** Whether the core says what the thing asked for is: a heading that names it, or a sentence that begins with it. */
function defines(analysis: PassageAnalysis, subject: string): boolean {
  const named = new RegExp(
    `(?:^|[。「『\\n])${escapedPattern(subject)}[」』]?(?:[(][^)]*[)])?(?:とは|は|では|について)|「${escapedPattern(subject)}」(?:は|とは)`,
  );
  return (
    analysis.headingKeys.some(
      (heading) => heading.includes(subject) && heading.length <= subject.length + 8,
    ) || named.test(analysis.coreKey)
  );
}

/** How much of a heading of the core, or of the nearest above it, stands in the question: a section named by its heading is the section meant. */
function headingAsked({ terms }: WeightedTerms, { headings }: PassageAnalysis): number {
  const shares = headings.map((tokens) => tokens.filter((token) => terms.has(token)).length / tokens.length);
  return Math.max(0, ...shares);
}
