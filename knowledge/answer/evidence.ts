import type { AnalysedQuestion } from '../question/analyse-question.js';
import { canAnswer } from '../question/answer-type.js';
import { cuesMet } from '../question/cues.js';
import { expectationsOf } from '../question/expectations.js';
import type { PassageIndex } from '../search/passage-index.js';
import { coverage } from '../search/rank-features.js';
import type { RankedPassage, Ranking } from '../search/rank-passages.js';
import { runTokens, tokenize, WORD_PREFIX, wordsOf } from '../search/tokenize.js';
import { fitsYear, namesOf, saysFiscalYear, weightedWords, wordCoverage } from '../search/word-coverage.js';
import { foldKey } from '../text/fold.js';
import type { ExtractedAnswer } from './compose-answer.js';
import { EVIDENCE, type Evidence } from './evidence-kinds.js';
import { EVIDENCE_BIAS, EVIDENCE_WEIGHTS } from './evidence-weights.js';

/**
 * Does what was found answer the question, or only speak of something near it? Decided from evidence: how much of
 * the question's content the answering passage covers, whether everything the question names (place, year, item,
 * number) stands there, whether words of the question are foreign to all documents, whether the answer has the
 * form asked for. No list of phrases.
 */
export function evidenceFor(ranking: Ranking, answer: ExtractedAnswer | null, index: PassageIndex): Evidence {
  const { question, terms, passages } = ranking;
  const top = passages.slice(0, 3);
  const best = top[0];
  const answering = answer === null ? [] : [...new Set(answer.quotes.map((quote) => quote.passage))];
  const sets = answering.length > 0 ? answering : top;
  const coveredBy = sets.map((one) => coverage(terms, one.analysis.coreTokens, one.analysis.contextTokens));
  const answerTokens = new Set(tokenize(answer?.text ?? ''));
  const whole = sets.map((one) => `${one.analysis.contextKey}\n${one.analysis.textKey}`);
  const named = namesOf(question);
  const missing = (names: readonly string[]): number =>
    names.length === 0
      ? 0
      : names.filter((name) => !whole.some((key) => key.includes(name))).length / names.length;
  const rarest = [...terms.terms].sort((a, b) => b[1] - a[1]).slice(0, 5);
  const reachable = (token: string): boolean =>
    sets.some((one) => one.analysis.textTokens.has(token) || one.analysis.contextTokens.has(token));
  const like = (token: string): boolean => reachable(token) || (terms.alike.get(token) ?? []).some(reachable);
  const contentWords = question.words.filter((word) => word.length >= 2);
  return {
    covered: Math.max(0, ...coveredBy),
    coveredAnswer: coverage(terms, answerTokens),
    coveredSecond:
      best === undefined ? 0 : coverage(terms, best.analysis.textTokens, best.analysis.contextTokens),
    softCovered: Math.max(0, ...sets.map((one) => one.features.softCoverage)),
    rareMissing: rarest.length === 0 ? 1 : rarest.filter(([token]) => !like(token)).length / rarest.length,
    unknown: shareUnknown(question, index),
    placeMissing: missing([
      ...question.places.prefectures.map((one) => one.name),
      ...question.places.municipalities,
      ...question.places.regions,
    ]),
    yearMissing: sets.some((one) =>
      fitsYear(
        question,
        one.indexed.edition.fiscalYear,
        `${one.analysis.contextKey}\n${one.analysis.coreKey}`,
      ),
    )
      ? 0
      : 1,
    itemMissing: missing(question.items.map((item) => `(${item})`)),
    counterMissing: missing(question.counters),
    typeMissing: answer !== null && canAnswer(question.wants, foldKey(answer.text), question.key) ? 0 : 1,
    unitMissing:
      answer === null
        ? 1
        : 1 -
          cuesMet(question.key, whole.join('\n')) -
          (cuesMet(question.key, '') === 0 && cuesMet(question.key, whole.join('\n')) === 0 ? 1 : 0),
    topScore: (best?.score ?? 0) / 10,
    margin: Math.min(3, (best?.score ?? 0) - (passages[3]?.score ?? 0)) / 3,
    phrases: Math.max(0, ...sets.map((one) => one.features.phrases)),
    phrase: Math.max(0, ...sets.map((one) => one.features.phrase)),
    vector: Math.max(0, ...sets.map((one) => one.features.vector)),
    namesTogether:
      named.length < 2 ? 0 : whole.some((key) => named.every((name) => key.includes(name))) ? 0 : 1,
    asksNothing:
      /(して|しろ|せよ|なさい|てくれ|頼む|たのむ|お願い|ください|ちょうだい)[。!！]?$/.test(
        foldKey(question.text),
      ) && !/教え|知り|見せ|あげて|挙げ|列挙/.test(question.text)
        ? 1
        : 0,
    wordsCovered:
      contentWords.length === 0
        ? 0
        : contentWords.filter((word) => whole.some((key) => key.includes(word)) || like(WORD_PREFIX + word))
            .length / contentWords.length,
    headings: Math.max(0, ...sets.map((one) => one.features.headingAsked)),
    ...bound(ranking, index),
    outcomeOfCall: asksOutcomeOfCall(question, best) ? 1 : 0,
    ...keyWords(ranking, index),
    boundTop: best?.features.boundPart ?? 0,
    cosine: Math.max(0, ...top.map((one) => one.cosine)),
    ...foreign(question, index),
  };
}

/** Probability that the passages answer the question, by logistic regression over the evidence. */
export function confidence(evidence: Evidence): number {
  let sum = EVIDENCE_BIAS;
  for (const name of EVIDENCE) sum += EVIDENCE_WEIGHTS[name] * evidence[name];
  return 1 / (1 + Math.exp(-sum));
}

/**
 * Coverage that counts only where everything named stands and the form asked for is shown: in one part (with its
 * label and headings), in one passage, in one document.
 */
function bound(
  ranking: Ranking,
  index: PassageIndex,
): Pick<
  Evidence,
  'boundPart' | 'boundCore' | 'boundDocument' | 'expectMissing' | 'expectShare' | 'nameInPart'
> {
  const { question, passages } = ranking;
  const names = namesOf(question);
  const expected = expectationsOf(foldKey(question.text));
  const words = weightedWords(question, index);
  let part = 0;
  let core = 0;
  let shown = 0;
  let named = 0;
  let loose = 0;
  for (const one of passages.slice(0, 5)) {
    const { analysis } = one;
    const about = analysis.contextKey;
    const yearFits = fitsYear(question, one.indexed.edition.fiscalYear, about);
    const windowKeys = one.window.parts.map((each) => foldKey(each.text));
    one.window.parts.forEach((each, i) => {
      const setting = `${about}\n${foldKey([each.label ?? '', ...(each.header ?? []), each.kind === 'row' || (windowKeys[i]?.length ?? 0) < 40 ? (windowKeys[i - 1] ?? '') : ''].join('\n'))}`;
      const key = windowKeys[i]!;
      const whole = `${setting}\n${key}`;
      const allNamed =
        names.every((name) => whole.includes(name)) && (yearFits || saysFiscalYear(question, whole));
      const shows = expected.filter((form) => form.test(key)).length / Math.max(1, expected.length);
      const covered = wordCoverage(words, whole);
      loose = Math.max(loose, covered);
      if (allNamed) named = Math.max(named, covered);
      if (expected.length === 0 || shows === 1) shown = Math.max(shown, covered);
      if (allNamed && (expected.length === 0 || shows === 1)) part = Math.max(part, covered);
    });
    const coreWhole = `${about}\n${analysis.coreKey}`;
    if (
      names.every((name) => coreWhole.includes(name)) &&
      (yearFits || saysFiscalYear(question, coreWhole)) &&
      expected.every((form) => form.test(analysis.coreKey))
    ) {
      core = Math.max(core, wordCoverage(words, coreWhole));
    }
  }
  return {
    boundPart: part,
    boundCore: core,
    boundDocument: loose,
    expectMissing: expected.length > 0 && shown === 0 ? 1 : 0,
    expectShare: shown,
    nameInPart: named,
  };
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

/** The rarest words of the question carry its subject: whether the answering passages know them. */
function keyWords(
  { question, passages }: Ranking,
  index: PassageIndex,
): Pick<Evidence, 'keyMissing' | 'keyMissingCore'> {
  const key = weightedWords(question, index)
    .filter(({ word }) => /[\p{Script=Han}\p{Script=Katakana}a-z]/u.test(word))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 2);
  if (key.length === 0) return { keyMissing: 1, keyMissingCore: 1 };
  const missing = (texts: readonly string[]): number =>
    Math.min(1, ...texts.map((text) => 1 - wordCoverage(key, text)));
  const top = passages.slice(0, 3);
  return {
    keyMissing: missing(top.map(({ analysis }) => `${analysis.contextKey}\n${analysis.textKey}`)),
    keyMissingCore: missing(top.map(({ analysis }) => analysis.coreKey)),
  };
}

/** How much of the question, by weight, is foreign to all documents, and whether its very subject is. */
function foreign(
  question: AnalysedQuestion,
  index: PassageIndex,
): Pick<Evidence, 'unknownWeight' | 'offTopic'> {
  const words = weightedWords(question, index).filter(({ word }) =>
    /[\p{Script=Han}\p{Script=Katakana}a-z]{2}/u.test(word),
  );
  const known = ({ word, like }: (typeof words)[number]): boolean =>
    [word, ...like].some((one) => index.documentFrequency(WORD_PREFIX + one) > 0 || hasRuns(one, index));
  const total = words.reduce((sum, { weight }) => sum + weight, 0);
  const unknown = words.filter((word) => !known(word));
  return {
    unknownWeight: total === 0 ? 0 : unknown.reduce((sum, { weight }) => sum + weight, 0) / total,
    offTopic: words.length > 0 && unknown.length / words.length >= 0.4 ? 1 : 0,
  };
}

/** A compound that the segmenter cuts otherwise in the documents is known when all its runs stand there. */
function hasRuns(word: string, index: PassageIndex): boolean {
  const runs = runTokens(word).filter((token) => token.length >= 2);
  return runs.length > 0 && runs.every((token) => index.documentFrequency(token) > 0);
}

/** Share of the question's content words that no document knows, even in a synonym or a piece. */
function shareUnknown(question: AnalysedQuestion, index: PassageIndex): number {
  const words = wordsOf(question.key).filter((word) => word.length >= 2 || /[\p{Script=Han}]/u.test(word));
  if (words.length === 0) return 1;
  const unknown = words.filter(
    (word) =>
      index.documentFrequency(WORD_PREFIX + word) === 0 &&
      runTokens(word).every((token) => index.documentFrequency(token) === 0),
  );
  return unknown.length / words.length;
}
