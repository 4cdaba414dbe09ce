import type { Questionnaire } from '../../knowledge/survey/questionnaire.js';
import { countStatus, type StatusCount } from './count-status.js';
import type { SurveyRow } from './survey-row.js';

/** 人口規模: small municipalities lag behind (平成27年度実施状況調査), so that each is looked at among its like. */
interface PopulationClass {
  label: string;
  /** People, from this many on and below that many. */
  from: number;
  below: number;
}

const POPULATION_CLASSES: readonly PopulationClass[] = [
  { label: '1万人未満', from: 0, below: 10_000 },
  { label: '1万人以上5万人未満', from: 10_000, below: 50_000 },
  { label: '5万人以上10万人未満', from: 50_000, below: 100_000 },
  { label: '10万人以上30万人未満', from: 100_000, below: 300_000 },
  { label: '30万人以上', from: 300_000, below: Number.POSITIVE_INFINITY },
];

/** Null where the file gives no population. */
function classOf({ population }: Pick<SurveyRow, 'population'>): PopulationClass | null {
  if (population === null) return null;
  return POPULATION_CLASSES.find(({ from, below }) => population >= from && population < below) ?? null;
}

/** By class, smallest first; then those of unknown population. Classes without a municipality are left out. */
export function countByPopulation(
  rows: readonly SurveyRow[],
  questionnaire: Questionnaire,
): { label: string; municipalities: number; counts: Readonly<Record<string, StatusCount>> }[] {
  return [...POPULATION_CLASSES, null].flatMap((one) => {
    const inside = rows.filter((row) => classOf(row) === one);
    if (inside.length === 0) return [];
    const label = one?.label ?? '人口の記載なし';
    return [{ label, municipalities: inside.length, counts: countStatus(inside, questionnaire) }];
  });
}
