import type { Questionnaire, SurveyItem } from '../../knowledge/survey/questionnaire.js';
import { wasAsked } from './item-status.js';
import type { SurveyRow } from './survey-row.js';

/** 未実施理由 of an item. */
export interface ReasonCounts {
  /** Municipalities that were asked: all their sub-items are 4. They are not all that struggle, as the authors warn. */
  asked: number;
  /** That gave any. */
  answered: number;
  /** The most frequent first. */
  reasons: readonly { number: number; label: string; count: number }[];
}

export function countReasons(
  rows: readonly SurveyRow[],
  item: SurveyItem,
  { reasons: labels }: Questionnaire,
): ReasonCounts {
  const asked = rows.filter(({ answers }) => wasAsked(answers, item));
  const given = asked.flatMap(({ reasons }) => {
    const own = reasons[item.id] ?? [];
    return own.length === 0 ? [] : [own];
  });
  const counts = new Map<number, number>();
  for (const number of given.flat()) counts.set(number, (counts.get(number) ?? 0) + 1);
  const labelOf = (number: number): string =>
    labels.find((one) => one.number === number)?.label ?? `選択肢${number}`;
  return {
    asked: asked.length,
    answered: given.length,
    reasons: [...counts]
      .map(([number, count]) => ({ number, label: labelOf(number), count }))
      .sort((a, b) => b.count - a.count || a.number - b.number),
  };
}
