import { analyseQuestion } from '../../knowledge/question/analyse-question.js';
import { foldKey } from '../../knowledge/text/fold.js';

/**
 * A follow-up made to stand alone: それはいつ？ takes its subject from the question before, じゃあ愛知県は？ takes the
 * question before with the place exchanged. A question that names enough of its own is left as it is.
 */
export function standAloneQuestion(asked: string, earlier: readonly string[]): string {
  let standing = '';
  for (const turn of [...earlier, asked]) standing = standing === '' ? turn : combine(standing, turn);
  return standing;
}

/** The question with the subject of the one before put in front of it. */
export function continuedQuestion(asked: string, earlier: readonly string[]): string {
  const before = standAloneQuestion(earlier.at(-1) ?? '', earlier.slice(0, -1));
  return `${subjectOf(before)} ${asked}`;
}

/**
 * この事業 may point to what was spoken of before, but people mostly mean the programme that the whole desk is about:
 * where the first gives no answer, the second is meant.
 */
export function meansTheProgramme(asked: string): boolean {
  return /(?:この|本|当)事業/.test(asked);
}

const POINTS_BACK =
  /^(?:では|じゃあ?|それでは|あと|で、|ちなみに|なら)?[、\s]*(?:それ|その|そこ|これ|この|同じ|ほか|他に|もっと)/;
const TURNS_TO = /^(?:では|じゃあ?|それでは|それなら|あと|なら)[、\s]*/;
const BARE = /^(?:では|じゃあ?|それでは|あと)?[、\s]*.{1,14}(?:は|の場合は|だと|なら|だったら)[?？]*$/;

/** A word that could be what a question is about; どこに送ればいい has none. */
const NAMING = /[\p{Script=Han}々]{2}|[\p{Script=Katakana}ー]{2}|[a-z]{2}/u;

function combine(before: string, turn: string): string {
  const key = foldKey(turn).trim();
  const refers =
    POINTS_BACK.test(key) || TURNS_TO.test(key) || BARE.test(key) || !NAMING.test(analyseQuestion(turn).key);
  if (!refers) return turn;
  const own = key.replace(TURNS_TO, '').replace(POINTS_BACK, '');
  const [past, now] = [analyseQuestion(before), analyseQuestion(turn)];
  const exchanged = exchange(before, past, now);
  if (exchanged !== null && BARE.test(key)) return exchanged;
  return `${subjectOf(exchanged ?? before)} ${own}`;
}

type Analysed = ReturnType<typeof analyseQuestion>;

/** The earlier question with its place or item replaced by the new one; null when the turn names none. */
function exchange(before: string, past: Analysed, now: Analysed): string | null {
  const places = swap(before, placeNames(past), placeNames(now));
  const items = swap(places ?? before, itemNames(past), itemNames(now));
  return items ?? places;
}

function swap(text: string, old: readonly string[], fresh: readonly string[]): string | null {
  if (fresh.length === 0) return null;
  let rest = foldKey(text);
  for (const name of old) rest = rest.replaceAll(name, '');
  return `${fresh.join('、')}の${rest.replace(/^の/, '')}`;
}

function placeNames({ places }: Analysed): string[] {
  return [...places.prefectures.map((one) => one.name), ...places.municipalities, ...places.regions];
}

function itemNames({ items }: Analysed): string[] {
  return items.map((item) => `(${item})`);
}

/** The earlier question without what it asked for. */
function subjectOf(before: string): string {
  return analyseQuestion(before).key.replace(/[?？。]+$/, '');
}
