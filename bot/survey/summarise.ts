import { PREFECTURES } from '../../knowledge/places/prefectures.js';
import type { PublishedFigures } from '../../knowledge/survey/published-figures.js';
import { type Questionnaire, subItemKey } from '../../knowledge/survey/questionnaire.js';
import {
  countStatus,
  hasResponded,
  percentages,
  type StatusCount,
  type StatusPercent,
} from './count-status.js';
import type { SurveyRow } from './read-answers.js';

/** Where a prefecture's municipalities stand, beside their region and the nation. */
export interface PrefectureSummary {
  prefecture: string;
  region: string;
  municipalities: number;
  /** That answered anything. */
  respondents: number;
  /** In the questionnaire's order. */
  items: readonly ItemSummary[];
}

export interface ItemSummary {
  id: string;
  name: string;
  count: StatusCount;
  percent: StatusPercent;
  /** From the rows where they hold every prefecture, else as published; null where neither is known. */
  regionPercent: StatusPercent | null;
  nationalPercent: StatusPercent | null;
  /** 準備・検討作業 that should come first: how many have not begun it either. Null without one. */
  need: { name: string; notStarted: number; n: number } | null;
}

/** Null for a prefecture of which the survey has no row. */
export function summarise(
  rows: readonly SurveyRow[],
  prefecture: string,
  { questionnaire, published }: { questionnaire: Questionnaire; published: PublishedFigures | null },
): PrefectureSummary | null {
  const own = rows.filter((row) => row.prefecture === prefecture);
  const region = PREFECTURES.find(({ name }) => name === prefecture)?.region;
  if (own.length === 0 || region === undefined) return null;
  const inRegion = PREFECTURES.filter((one) => one.region === region).map(({ name }) => name);
  const everywhere = PREFECTURES.map(({ name }) => name);
  const comparable = published?.questionnaire === questionnaire.id ? published : null;
  const counts = countStatus(own, questionnaire);
  const ofRegion = percentIn(rows, inRegion, questionnaire);
  const ofNation = percentIn(rows, everywhere, questionnaire);
  return {
    prefecture,
    region,
    municipalities: own.length,
    respondents: own.filter(hasResponded).length,
    items: questionnaire.items.flatMap(({ id, name, subItems }) => {
      const count = counts[id];
      if (count === undefined) return [];
      const need = subItems.find((one) => one.confirmsNeed && one.name !== null);
      return {
        id,
        name,
        count,
        percent: percentages(count),
        regionPercent: ofRegion?.[id] ?? comparable?.regions[region]?.[id] ?? null,
        nationalPercent: ofNation?.[id] ?? comparable?.nation[id] ?? null,
        need:
          need === undefined ? null : { name: need.name ?? '', ...begun(own, subItemKey(id, need.number)) },
      };
    }),
  };
}

/** Null when the rows lack one of the prefectures: a part of an area is not the area. */
function percentIn(
  rows: readonly SurveyRow[],
  prefectures: readonly string[],
  questionnaire: Questionnaire,
): Readonly<Record<string, StatusPercent>> | null {
  const inside = rows.filter(({ prefecture }) => prefectures.includes(prefecture));
  const present = new Set(inside.map(({ prefecture }) => prefecture));
  if (present.size < prefectures.length) return null;
  const counts = countStatus(inside, questionnaire);
  return Object.fromEntries(Object.entries(counts).map(([id, count]) => [id, percentages(count)]));
}

function begun(rows: readonly SurveyRow[], key: string): { notStarted: number; n: number } {
  const answers = rows.map((row) => row.answers[key] ?? null).filter((code) => code !== null);
  return { notStarted: answers.filter((code) => code === 4).length, n: answers.length };
}
