import { DOER } from '../faults/role-faults.js';
import { unitFaults } from '../faults/unit-faults.js';
import type { SourceUnit } from '../passage/source-units.js';
import { contentOf, cover, coverage } from '../words/content-words.js';
import { type Quantity, quantitiesIn, sameQuantity } from '../words/quantities.js';
import { topicOf } from './clauses.js';
import type { Statement } from './statements.js';

/** Share of a topic's words that stand around a unit or before it. */
const TOPIC_COVERED = 0.65;

const SHORTEST_TOPIC = 3;

/** By letters; what a statement is about may stand in the sentence before, or elsewhere in its own. */
export function shareOf(
  words: readonly string[],
  { key, topic }: Statement,
  { text, heading, context, carried, before, asked }: SourceUnit,
): number {
  const around = `${text} ${context} ${carried} ${asked} ${heading}`;
  const about = contentOf(topic === '' ? topicOf(key) : topic);
  const rest = words.filter((word) => !about.includes(word));
  // 第2回 is 第2回の研修, once that was spoken of.
  const short = topicOf(text).replace(/^[^\p{L}]+/u, '');
  const isSame = topic !== '' && short.length >= SHORTEST_TOPIC && topic.includes(short);
  const ofTopic = isSame ? 1 : coverage(about, `${around} ${before}`);
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
  { text, context, carried, parts }: SourceUnit,
): boolean {
  const doers = [...key.matchAll(DOER)].map(([, doer = '']) => doer).join('');
  const said = words.filter((word) => !doers.includes(word));
  const own = topicOf(text);
  const quantities = quantitiesIn(key);
  const topic = contentOf(topicOf(key));
  // What a statement without a topic of its own goes on about may have been named by the one before it; a number belongs to
  // its own.
  const goesOn = (part: string): boolean =>
    !/\d/.test(key) &&
    topicOf(part) === '' &&
    topic.some((word) => cover(word, part) < 1) &&
    topic.every((word) => cover(word, text) === 1);
  const last = said.at(-1) ?? '';
  return (
    said.length > 0 &&
    parts.some(
      (part) =>
        !goesOn(part) &&
        cover(last, part) === 1 &&
        holdsAll(quantities, part) &&
        coverage(said, `${own} ${part} ${context} ${carried}`) >= OF_ONE,
    )
  );
}

function holdsAll(quantities: readonly Quantity[], text: string): boolean {
  const there = quantitiesIn(text);
  return quantities.every((one) => there.some((other) => sameQuantity(one, other)));
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
      const one = { ...unit, text, carried: `${unit.carried} ${own}`, parts: [] };
      const share = coverage(words, `${text} ${one.context} ${one.carried}`);
      return (
        unitFaults({ key: piece, sentence: statement.sentence }, { ...weighed, share }, one).length === 0
      );
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
    if (
      /[\p{Script=Han}\p{Script=Katakana}ー)」]、$/u.test(open) ||
      (/[はもがをにと]、$/.test(open) && !/は[^、]*\d[^、]*が、$/.test(open)) ||
      (contentOf(open).join('').length < SHORT && !/\d/.test(open))
    )
      continue;
    pieces.push(open);
    open = '';
  }
  if (open !== '') pieces.push(open);
  return pieces;
}

/** What one piece says of another: why, when, under which condition. It has to stand in one place. */
const DEPENDS =
  /(?:ため|ので|(?<![時日月分年頃])から|により|によって|より|ことで|と|ば|たら|なら|場合(?:に|は|には)?|とき(?:に|は|には)?|際(?:に|は|には)?|うえで|上で|限り|あって(?:は|も)|が|のに|つつ|ながら|ものの|一方で?|[後前](?:に|は)?|代わりに|ずに|対象として|について|に関し(?:て|ては)?|に対し(?:て|ては)?)、$/;

/** A statement that says several things beside each other, in these; in one where they depend on each other. */
export function separable(statement: Statement): Statement[] {
  const pieces = piecesOf(statement.key);
  if (pieces.slice(0, -1).some((piece) => DEPENDS.test(piece))) return [statement];
  const topic = topicOf(statement.key) || statement.topic;
  return pieces.map((key, i) => ({
    ...statement,
    key,
    topic: i === 0 ? statement.topic : topicOf(key) === '' ? topic : '',
  }));
}
