import { foldKey } from '../text/fold.js';
import { yearsIn } from '../text/japanese-date.js';
import { analyseQuestion } from './analyse-question.js';

/** Whether some texts together speak of every place, year, item and number that a question names. */
export function holdsNames(question: string, texts: readonly string[]): boolean {
  const { places, items, counters, years } = analyseQuestion(question);
  const key = foldKey(texts.join('\n'));
  const named = [
    ...places.prefectures.map(({ name }) => name),
    ...places.municipalities,
    ...places.regions,
    ...items.map((item) => `(${item})`),
    ...counters,
  ];
  const known = new Set(yearsIn(key).map(({ year }) => year));
  return named.every((name) => key.includes(foldKey(name))) && years.every(({ year }) => known.has(year));
}
