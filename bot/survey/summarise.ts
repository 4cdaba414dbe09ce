import type { SurveyItem } from '../../knowledge/survey/questionnaire.js';
import { type Area, NATION, regionOf } from './area.js';
import type { Change } from './compare-surveys.js';
import { countReasons, type ReasonCounts } from './count-reasons.js';
import { hasResponded, percentages, type StatusCount, type StatusPercent } from './count-status.js';
import { countSubItems, type SubItemCount } from './count-sub-items.js';
import { countByPopulation } from './population-class.js';
import type { AreaPercent, SurveyFigures } from './survey-figures.js';
import type { SurveyRow } from './survey-row.js';

/** Where the municipalities of an area stand. */
export interface AreaSummary {
  municipalities: number;
  /** That answered anything. */
  respondents: number;
  /** Names of those that answered nothing. */
  nonRespondents: readonly string[];
  /** In the questionnaire's order. */
  items: readonly AreaItem[];
  /** By 人口規模, smallest first, by item. */
  populationClasses: ReturnType<typeof countByPopulation>;
  change: Change;
}

interface AreaItem {
  id: string;
  name: string;
  count: StatusCount;
  percent: StatusPercent;
  subItems: readonly SubItemCount[];
  /** 準備・検討作業 that should come first, beside the item. Null without one. */
  need: SubItemCount | null;
  reasons: ReasonCounts;
}

/** The municipalities of a prefecture, beside their region and the nation. */
export interface PrefectureSummary extends AreaSummary {
  prefecture: string;
  region: string;
  items: readonly ItemSummary[];
}

export interface ItemSummary extends AreaItem {
  /** Null where neither rows nor published figures tell. */
  region: AreaPercent | null;
  nation: AreaPercent | null;
}

export function summariseArea(figures: SurveyFigures, area: Area): AreaSummary {
  const rows = figures.rowsIn(area);
  const counts = figures.counts(area);
  const { questionnaire } = figures;
  return {
    municipalities: rows.length,
    respondents: rows.filter(hasResponded).length,
    nonRespondents: rows.filter((row) => !hasResponded(row)).map(({ name }) => name),
    items: questionnaire.items.flatMap((item) => {
      const count = counts[item.id];
      return count === undefined ? [] : [itemOf(item, { rows, count, figures })];
    }),
    populationClasses: countByPopulation(rows, questionnaire),
    change: figures.change(area),
  };
}

/** Null for a prefecture of which the survey has no row. */
export function summarise(figures: SurveyFigures, prefecture: string): PrefectureSummary | null {
  const region = regionOf(prefecture);
  const own: Area = { kind: 'prefecture', name: prefecture };
  if (region === null || figures.rowsIn(own).length === 0) return null;
  const summary = summariseArea(figures, own);
  return {
    ...summary,
    prefecture,
    region,
    items: summary.items.map((item) => ({
      ...item,
      region: figures.percent({ kind: 'region', name: region }, item.id),
      nation: figures.percent(NATION, item.id),
    })),
  };
}

function itemOf(
  item: SurveyItem,
  { rows, count, figures }: { rows: readonly SurveyRow[]; count: StatusCount; figures: SurveyFigures },
): AreaItem {
  const subItems = countSubItems(rows, item);
  return {
    id: item.id,
    name: item.name,
    count,
    percent: percentages(count),
    subItems,
    need: subItems.find(({ confirmsNeed, name }) => confirmsNeed && name !== null) ?? null,
    reasons: countReasons(rows, item, figures.questionnaire),
  };
}
