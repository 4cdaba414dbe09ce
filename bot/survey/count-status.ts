import type { Questionnaire } from '../../knowledge/survey/questionnaire.js';
import { type ItemStatus, statusOf } from './item-status.js';
import { percentOf } from './percent.js';
import type { SurveyRow } from './survey-row.js';

/** How many municipalities stand where with an item. */
export interface StatusCount extends Readonly<Record<ItemStatus, number>> {
  /** That responded to it: done, preparing and not started. */
  n: number;
  notStartedMunicipalities: readonly string[];
}

/** Of those that responded to the item; null where nobody did. */
export type StatusPercent = Readonly<Record<Exclude<ItemStatus, 'noResponse'>, number | null>>;

/** By item, in the questionnaire's order. */
export function countStatus(
  rows: readonly SurveyRow[],
  { items }: Questionnaire,
): Readonly<Record<string, StatusCount>> {
  const counts = items.map((item) => {
    const count: Record<ItemStatus, number> = { done: 0, preparing: 0, notStarted: 0, noResponse: 0 };
    const notStartedMunicipalities: string[] = [];
    for (const { answers, name } of rows) {
      const status = statusOf(answers, item);
      count[status] += 1;
      if (status === 'notStarted') notStartedMunicipalities.push(name);
    }
    const n = count.done + count.preparing + count.notStarted;
    return [item.id, { ...count, n, notStartedMunicipalities }] as const;
  });
  return Object.fromEntries(counts);
}

export function percentages({ done, preparing, notStarted, n }: StatusCount): StatusPercent {
  return {
    done: percentOf(done, n),
    preparing: percentOf(preparing, n),
    notStarted: percentOf(notStarted, n),
  };
}

/** Whether a municipality has answered anything at all. */
export function hasResponded({ answers }: SurveyRow): boolean {
  return Object.values(answers).some((code) => code !== null);
}
