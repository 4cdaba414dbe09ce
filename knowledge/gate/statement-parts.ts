import { contentOf, cover, coverage } from './content-words.js';
import { quantitiesIn } from './quantities.js';
import { DOER } from './role-faults.js';
import { type SourceUnit, topicOf } from './source-units.js';
import { unitFaults } from './unit-faults.js';

export interface Statement {
  key: string;
  /** Of the sentence, where the statement has none of its own. */
  topic: string;
}

/** Share of a topic's words that stand around a unit or before it. */
const TOPIC_COVERED = 0.65;

/** By letters; what a statement is about may stand in the sentence before, or elsewhere in its own. */
export function shareOf(
  words: readonly string[],
  { key, topic }: Statement,
  { text, heading, context, before, asked }: SourceUnit,
): number {
  const around = `${text} ${context} ${asked} ${heading}`;
  const about = contentOf(topic === '' ? topicOf(key) : topic);
  const rest = words.filter((word) => !about.includes(word));
  const ofTopic = coverage(about, `${around} ${before}`);
  if (ofTopic < TOPIC_COVERED) return Math.min(ofTopic, coverage(words, around));
  return coverage(
    rest.length > 0 ? [...rest, ...words.filter((word) => cover(word, around) === 1)] : words,
    around,
  );
}

/** Of a statement's words, without who does it: so many in one of several statements, and it is about that one alone. */
const OF_ONE = 0.9;

/** Whether one of a sentence's statements speaks of all that is said: the others have nothing to add to it. */
export function isOfOnePart(
  { key }: Statement,
  words: readonly string[],
  { text, context, parts }: SourceUnit,
): boolean {
  const doers = [...key.matchAll(DOER)].map(([, doer = '']) => doer).join('');
  const said = words.filter((word) => !doers.includes(word));
  const own = topicOf(text);
  return said.length > 0 && parts.some((part) => coverage(said, `${own} ${part} ${context}`) >= OF_ONE);
}

/** Of a sentence of several statements: each piece between commas is borne out by one of them, in their order. */
export function isBorneOutInParts(statement: Statement, unit: SourceUnit, whole: string): boolean {
  const pieces = piecesOf(statement.key);
  if (pieces.length < 2) return false;
  const own = topicOf(unit.text);
  let at = 0;
  for (const piece of pieces) {
    const words = contentOf(piece);
    const weighed = { words, about: words, quantities: quantitiesIn(piece), whole };
    const fits = (part: string): boolean => {
      const text = own === '' || topicOf(part) !== '' ? part : `${own}は、${part}`;
      const one = { ...unit, text, context: `${unit.context} ${own}`, parts: [] };
      const share = coverage(words, `${text} ${one.context}`);
      return unitFaults({ key: piece }, { ...weighed, share }, one).length === 0;
    };
    const next = unit.parts.findIndex((part, i) => i >= at && fits(part));
    if (next < 0) return false;
    at = next;
  }
  return true;
}

/** Letters of a piece below which its words say too little to be weighed. */
const SHORT = 4;

/** What stands between commas; what is only about something, or says too little, goes with the next. */
function piecesOf(key: string): string[] {
  const pieces: string[] = [];
  let open = '';
  for (const part of key.split(/(?<=、)/)) {
    open += part;
    if (/[はもがをにと]、$/.test(open) || contentOf(open).join('').length < SHORT) continue;
    pieces.push(open);
    open = '';
  }
  if (open !== '') pieces.push(open);
  return pieces;
}
