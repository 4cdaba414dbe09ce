import { sentencesOf } from '../text/sentences.js';
import { contentOf, cover } from './content-words.js';
import { hasName, namesIn } from './names.js';
import { quantitiesIn, sameQuantity } from './quantities.js';
import { clausesOf, plain, type Source, sourceOf, topicOf } from './source-units.js';
import { isBorneOutInParts, isOfOnePart, type Statement, shareOf } from './statement-parts.js';
import { bears, unitFaults } from './unit-faults.js';

/** Whether a sentence says no more and nothing else than a passage, and why not. */
export interface Support {
  supported: boolean;
  /** `number 33.4`, `name 京都府`, `quote …`, `bound …`, `stance can/cannot`, `denied …`, `uncovered …`, `apart …`. */
  reasons: string[];
}

/**
 * The gate. A sentence is taken apart into statements, and each must be borne out by one statement of the passage: its
 * numbers, dates, names and doers stand there, its words do, and what it allows, demands, counts in, plans or denies is what
 * stands there. Nothing is put together from two statements: subject of one and number of another are easily a falsehood.
 * Known limits: it knows few synonyms, so that free paraphrase is withheld rather than believed; what two words exchange
 * within one statement of few words it may not see.
 * @param heading title, year and headings of the passage, where they are known apart from it
 */
export function supported(passage: string, sentence: string, heading = ''): Support {
  const source = sourceOf(passage, heading);
  if (isVerbatim(plain(sentence), source.sentences)) return { supported: true, reasons: [] };
  const reasons = termsMissing(source.whole, sentence);
  for (const statement of statementsOf(sentence)) reasons.push(...faultsOf(statement, source));
  return { supported: reasons.length === 0, reasons: [...new Set(reasons)] };
}

/**
 * What of a sentence's numbers, dates, names and quoted terms does not stand in what was quoted for it: `number …`,
 * `name …`, `quote …`.
 */
export function unquoted(quotes: string, sentence: string): string[] {
  const source = plain(quotes);
  const known = quantitiesIn(source);
  return [
    ...termsMissing(source, sentence),
    ...quantitiesIn(plain(sentence)).flatMap((one) =>
      known.some((other) => sameQuantity(one, other)) ? [] : [`number ${one.written}`],
    ),
  ];
}

/** Quoted terms and names of a sentence that a source has not: `quote …`, `name …`. @param source a search key */
function termsMissing(source: string, sentence: string): string[] {
  const terms = [...sentence.matchAll(/[「『]([^」』]+)[」』]/g)].map(([, quoted = '']) => quoted);
  return [
    ...terms.filter((term) => !squash(source).includes(squash(plain(term)))).map((term) => `quote ${term}`),
    ...namesIn(plain(sentence)).flatMap((name) => (hasName(source, name) ? [] : [`name ${name}`])),
  ];
}

/** Whole sentences as they stand there say what they say. */
function isVerbatim(sentence: string, sentences: readonly string[]): boolean {
  const said = sentencesOf(sentence).map(squash);
  const known = new Set(sentences.map(squash));
  return said.length > 0 && said.every((one) => one !== '' && known.has(one));
}

function statementsOf(text: string): Statement[] {
  return sentencesOf(text).flatMap((sentence) => {
    const key = plain(sentence);
    const topic = topicOf(key);
    return clausesOf(key).map((clause, i) => ({
      key: clause,
      topic: i === 0 || topicOf(clause) !== '' ? '' : topic,
    }));
  });
}

/** Of the unit that bears most of it out. */
function faultsOf(statement: Statement, source: Source): string[] {
  const words = contentOf(statement.key);
  const quantities = quantitiesIn(statement.key);
  const known = quantitiesIn(source.whole);
  const missing = quantities.filter((one) => !known.some((other) => sameQuantity(one, other)));
  if (missing.length > 0) return missing.map(({ written }) => `number ${written}`);
  const foreign = words.filter((word) => isForeign(word, source.whole));
  if (foreign.length > 0) return [`uncovered ${foreign.join('、')}`];
  const about = [...words, ...contentOf(statement.topic)];
  let least: { faults: string[]; share: number } | null = null;
  for (const unit of source.units) {
    if (unit.parts.length > 0) {
      if (isBorneOutInParts(statement, unit, source.whole)) return [];
      if (isOfOnePart(statement, words, unit)) continue;
    }
    const share = shareOf(words, statement, unit);
    const faults = unitFaults(statement, { words, about, quantities, share, whole: source.whole }, unit);
    if (faults.length === 0) return [];
    const better =
      least === null || share > least.share || (share === least.share && faults.length < least.faults.length);
    if (better) least = { faults, share };
  }
  return least?.faults ?? [`uncovered ${about.join('、')}`];
}

/** A word with a meaning of its own that nothing in the passage has. */
function isForeign(word: string, whole: string): boolean {
  return bears(word) && cover(word, whole) === 0;
}

function squash(key: string): string {
  return key.replace(/[\s、。,.・()「」『』]/g, '');
}
