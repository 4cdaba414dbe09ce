import type { AnalysedQuestion } from '../question/analyse-question.js';
import type { PassageAnalysis } from './passage-analysis.js';
import type { IndexedPassage } from './passage-index.js';

/** Whether the places, years, items and numbered things that the question names are those of the passage. */
export function namedThings(
  question: AnalysedQuestion,
  indexed: IndexedPassage,
  analysis: PassageAnalysis,
): Record<
  'placeNamed' | 'placeConflict' | 'yearNamed' | 'yearConflict' | 'itemNamed' | 'counterNamed',
  number
> {
  const { places, years, items, counters } = question;
  const asked = [...places.prefectures.map((one) => one.name), ...places.municipalities, ...places.regions];
  const whole = `${analysis.contextKey}\n${analysis.coreKey}`;
  const placeNamed =
    asked.length === 0 ? 0 : asked.filter((name) => whole.includes(name)).length / asked.length;
  const others = analysis.pathPlaces.prefectures.filter((one) => !asked.includes(one.name));
  const fiscalYear = indexed.edition.fiscalYear;
  const yearNamed =
    years.length > 0 && years.some(({ year }) => analysis.years.has(year) || year === fiscalYear) ? 1 : 0;
  return {
    placeNamed,
    placeConflict: asked.length > 0 && placeNamed === 0 && others.length > 0 ? 1 : 0,
    yearNamed,
    yearConflict: years.length > 0 && yearNamed === 0 ? 1 : 0,
    itemNamed: share01(
      items.map((item) => `(${item})`),
      whole,
    ),
    counterNamed: share01(counters, whole),
  };
}

function share01(asked: readonly string[], key: string): number {
  return asked.length === 0
    ? 0
    : asked.filter((one) => key.replace(/[（）]/g, (c) => (c === '（' ? '(' : ')')).includes(one)).length /
        asked.length;
}
