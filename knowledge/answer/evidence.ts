import type { AnalysedQuestion } from '../question/analyse-question.js';
import { holdsPapers } from '../question/holds-papers.js';
import type { PassageIndex } from '../search/passage-index.js';
import { coverage, type WeightedTerms } from '../search/rank-features.js';
import type { RankedPassage, Ranking } from '../search/rank-passages.js';
import { tokenize, WORD_PREFIX } from '../search/tokenize.js';
import { fitsYear, namesOf, type WeightedWord, wordCoverage } from '../search/word-coverage.js';
import { foldKey } from '../text/fold.js';
import { boundCoverage } from './bound-coverage.js';
import { EVIDENCE, type Evidence } from './evidence-kinds.js';
import { EVIDENCE_BIAS, EVIDENCE_WEIGHTS } from './evidence-weights.js';
import type { ExtractedAnswer } from './extract-answer.js';
import { offTopic, unknownWeight } from './foreign-words.js';

/**
 * Does what was found answer the question, or only speak of something near it? Decided from evidence: how much of
 * the question's content the answering passage covers, whether everything the question names (place, year, item,
 * number, document) stands there, whether words of the question are foreign to all documents, whether the answer has
 * the form asked for. No list of phrases.
 */
export function evidenceFor(ranking: Ranking, answer: ExtractedAnswer | null, index: PassageIndex): Evidence {
  const { question, terms, passages } = ranking;
  const top = passages.slice(0, 3);
  const best = top[0];
  const answering = answer === null ? [] : [...new Set(answer.quotes.map((quote) => quote.passage))];
  const sources = answering.length > 0 ? answering : top;
  const texts = sources.map(({ analysis }) => `${analysis.contextKey}\n${analysis.textKey}`);
  const most = (of: (source: RankedPassage) => number): number => Math.max(0, ...sources.map(of));
  return {
    coveredAnswer: coverage(terms, new Set(tokenize(answer?.text ?? ''))),
    coveredSecond:
      best === undefined ? 0 : coverage(terms, best.analysis.textTokens, best.analysis.contextTokens),
    topScore: (best?.score ?? 0) / 10,
    margin: Math.min(3, (best?.score ?? 0) - (passages[3]?.score ?? 0)) / 3,
    phrases: most(({ features }) => features.phrases),
    phrase: most(({ features }) => features.phrase),
    vector: most(({ features }) => features.vector),
    headings: most(({ features }) => features.headingAsked),
    ...wordsMissing(question, terms, sources, texts),
    ...namesMissing(question, sources, texts),
    ...keyWords(terms.words, top),
    ...boundCoverage(ranking),
    ...likeliest(question, answer),
    titleMissing: titleMissing(terms, sources),
    compoundMissing: compoundMissing(question, texts),
    compoundUnknown: compoundMissing(question, [answer?.text ?? '', ...texts.slice(0, 1)]),
    unknownWeight: unknownWeight(terms.words, index),
    offTopic: offTopic(terms.words, index),
    outcomeOfCall: asksOutcomeOfCall(question, best) ? 1 : 0,
    paperMissing: holdsPapers(question.key, texts) ? 0 : 1,
    asksNothing: isOrder(question) ? 1 : 0,
  };
}

/** Probability that the passages answer the question, by logistic regression over the evidence. */
export function confidence(evidence: Evidence): number {
  let sum = EVIDENCE_BIAS;
  for (const name of EVIDENCE) sum += EVIDENCE_WEIGHTS[name] * evidence[name];
  return 1 / (1 + Math.exp(-sum));
}

function wordsMissing(
  { words }: AnalysedQuestion,
  { terms, alike }: WeightedTerms,
  sources: readonly RankedPassage[],
  texts: readonly string[],
): Pick<Evidence, 'rareMissing' | 'wordsCovered'> {
  const held = (token: string): boolean =>
    sources.some(({ analysis }) => analysis.textTokens.has(token) || analysis.contextTokens.has(token));
  const meant = (token: string): boolean => held(token) || (alike.get(token) ?? []).some(held);
  const rarest = [...terms].sort((a, b) => b[1] - a[1]).slice(0, 5);
  const content = words.filter((word) => word.length >= 2);
  return {
    rareMissing: rarest.length === 0 ? 1 : share(rarest, ([token]) => !meant(token)),
    wordsCovered: share(
      content,
      (word) => texts.some((text) => text.includes(word)) || meant(WORD_PREFIX + word),
    ),
  };
}

function namesMissing(
  question: AnalysedQuestion,
  sources: readonly RankedPassage[],
  texts: readonly string[],
): Pick<Evidence, 'placeMissing' | 'yearMissing' | 'namesTogether'> {
  const { prefectures, municipalities, regions } = question.places;
  const places = [...prefectures.map((one) => one.name), ...municipalities, ...regions];
  const names = namesOf(question);
  const together = texts.some((text) => names.every((name) => text.includes(name)));
  return {
    placeMissing: share(places, (name) => !texts.some((text) => text.includes(name))),
    yearMissing: sources.some(({ indexed, analysis }) =>
      fitsYear(question, indexed.edition.fiscalYear, `${analysis.contextKey}\n${analysis.coreKey}`),
    )
      ? 0
      : 1,
    namesTogether: names.length >= 2 && !together ? 1 : 0,
  };
}

/** The rarest words of the question carry its subject: whether the best passages know them. */
function keyWords(
  words: readonly WeightedWord[],
  top: readonly RankedPassage[],
): Pick<Evidence, 'keyMissing' | 'keyMissingCore'> {
  const key = words
    .filter(({ word }) => /[\p{Script=Han}\p{Script=Katakana}a-z]/u.test(word))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 2);
  if (key.length === 0) return { keyMissing: 1, keyMissingCore: 1 };
  const missing = (texts: readonly string[]): number =>
    Math.min(1, ...texts.map((text) => 1 - wordCoverage(key, text)));
  return {
    keyMissing: missing(top.map(({ analysis }) => `${analysis.contextKey}\n${analysis.textKey}`)),
    keyMissingCore: missing(top.map(({ analysis }) => analysis.coreKey)),
  };
}

/** What speaks for the likeliest part by itself, however the others do. */
function likeliest(
  question: AnalysedQuestion,
  answer: ExtractedAnswer | null,
): Pick<Evidence, 'bestWords' | 'bestSetting' | 'bestLabel' | 'bestForm' | 'bestYear' | 'bestBound'> {
  if (answer === null)
    return { bestWords: 0, bestSetting: 0, bestLabel: 0, bestForm: 0, bestYear: 0, bestBound: 0 };
  const { features } = answer.best;
  const yearMissing = question.years.length > 0 && features.year === 0;
  const nameMissing = namesOf(question).length > 0 && features.names < 1;
  return {
    bestWords: features.wordsSetting,
    bestSetting: features.setting,
    bestLabel: features.rowLabel,
    bestForm: features.formMissing,
    bestYear: yearMissing ? 1 : 0,
    bestBound: features.formMissing === 1 || yearMissing || nameMissing ? 0 : features.wordsSetting,
  };
}

/** The question names a document by words of its title, and the answer comes from another. */
function titleMissing({ inTitles }: WeightedTerms, sources: readonly RankedPassage[]): number {
  let missing = 0;
  for (const [term, rarity] of inTitles) {
    const held = sources.some(
      ({ analysis }) => analysis.titleTokens.has(term) || analysis.coreTokens.has(term),
    );
    if (!held) missing += rarity;
  }
  return Math.min(1, missing / 4);
}

const COMPOUND =
  /[\p{Script=Han}々]{3,}|[\p{Script=Katakana}ー]{3,}|[\p{Script=Han}々\p{Script=Katakana}ー]{4,}/gu;

/** Share of the question's compounds (介護保険料, レセプトデータ), by length, that stand nowhere as they are written. */
function compoundMissing({ key }: AnalysedQuestion, texts: readonly string[]): number {
  const compounds = [...new Set(key.match(COMPOUND) ?? [])];
  const letters = (of: readonly string[]): number => of.reduce((sum, one) => sum + one.length, 0);
  const missing = compounds.filter((one) => !texts.some((text) => text.includes(one)));
  return compounds.length === 0 ? 0 : letters(missing) / letters(compounds);
}

/**
 * A call for applications tells what will be; who applied, was chosen or reported stands elsewhere. So a question in
 * the past about a call is not answered by the call itself.
 */
function asksOutcomeOfCall({ key }: AnalysedQuestion, best: RankedPassage | undefined): boolean {
  return best !== undefined && best.indexed.edition.kind === 'guideline' && OUTCOME.test(key);
}

const OUTCOME =
  /(選ばれ|決まっ|採択され|選定され|応募(し|してき|があっ|され)|参加し|出席し|傍聴し|報告(され|があっ|し)|発表(され|し)|得られ|出まし|出|選ん|集まっ|行われ|開かれ)(た|て(いる|いた)|まし)(?!い|場合|ら|時|とき|後)|(結果|成果|効果|実績|倍率)(は|を|が|って|について)/;

/** Somebody who wants something done, not something known. */
function isOrder({ text }: AnalysedQuestion): boolean {
  return (
    /(して|しろ|せよ|なさい|てくれ|頼む|たのむ|お願い|ください|ちょうだい)[。!！]?$/.test(foldKey(text)) &&
    !/教え|知り|見せ|あげて|挙げ|列挙/.test(text)
  );
}

function share<T>(of: readonly T[], which: (one: T) => boolean): number {
  return of.length === 0 ? 0 : of.filter(which).length / of.length;
}
