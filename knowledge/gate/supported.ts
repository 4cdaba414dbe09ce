import { sentencesOf } from '../text/sentences.js';
import { faultsOf } from './borne-by.js';
import { exchangeFaults } from './faults/exchange-faults.js';
import { type Source, sourceOf } from './passage/source-units.js';
import { statementsOf } from './statements/statements.js';
import { contentOf, coverage } from './words/content-words.js';
import { hasName, namesIn } from './words/names.js';
import { plain } from './words/one-spelling.js';
import { quantitiesIn, sameQuantity } from './words/quantities.js';

/** Whether a sentence says no more and nothing else than a passage, and why not. */
export interface Support {
  supported: boolean;
  /** `number 33.4`, `name 京都府`, `quote …`, `bound …`, `stance can/cannot`, `denied …`, `condition …`, `uncovered …`, `apart …`, `long 612`. */
  reasons: string[];
}

/** Letters and statements of a sentence beyond which nobody would read it; what is longer would only cost time to compare. */
const LONGEST_SENTENCE = 500;
const MOST_STATEMENTS = 12;

/**
 * The gate. A sentence is taken apart into statements, and each must be borne out by one statement of the passage: its
 * numbers, dates, names and doers stand there, its words do, and what it allows, demands, counts in, plans or denies is what
 * stands there. Nothing is put together from two statements: subject of one and number of another are easily a falsehood.
 * Known limits: it knows few synonyms, so that free paraphrase is withheld rather than believed; what two words exchange
 * within one statement of few words it may not see.
 * @param heading title, year and headings of the passage, where they are known apart from it
 */
export function supported(passage: string, sentence: string, heading = ''): Support {
  const statements = sentence.length > LONGEST_SENTENCE ? [] : statementsOf(sentence);
  if (sentence.length > LONGEST_SENTENCE || statements.length > MOST_STATEMENTS)
    return { supported: false, reasons: [`long ${sentence.length}`] };
  const source = sourceOf(passage, heading);
  if (isVerbatim(plain(sentence), source.sentences)) return { supported: true, reasons: [] };
  const reasons = termsMissing(source.whole, sentence);
  for (const statement of statements) reasons.push(...faultsOf(statement, source));
  for (const whole of sentencesOf(sentence)) reasons.push(...exchanged(plain(whole), source));
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

/** Share of a sentence's words that stand in another which says about the same. */
const ALIKE = 0.6;

/** Share less than that of the line that is most alike. */
const NEARLY = 0.1;

/** Words that have changed places against a sentence, or a row, which otherwise says the same. */
function exchanged(key: string, { lines, sentences }: Source): string[] {
  const words = contentOf(key);
  const alike = [...lines.filter(({ length }) => length <= LONGEST_SENTENCE), ...sentences]
    .map((line) => ({ line, share: coverage(words, line) }))
    .filter(({ share }) => share >= ALIKE);
  // Another row of a table says nearly the same of something else.
  const best = Math.max(...alike.map(({ share }) => share));
  return alike.filter(({ share }) => share >= best - NEARLY).flatMap(({ line }) => exchangeFaults(key, line));
}

function squash(key: string): string {
  return key.replace(/[\s、。,.・()「」『』]/g, '');
}
