import { type AnswerCode, type SurveyItem, subItemKey } from '../../knowledge/survey/questionnaire.js';

/** 実施状況 of one item in one municipality. */
export type ItemStatus = 'done' | 'preparing' | 'notStarted' | 'noResponse';

/** By sub-item, as ア-1; null for one that was left blank. */
export type Answers = Readonly<Record<string, AnswerCode | null>>;

/**
 * The status by the rule of the 2017 survey's report (実施有無の判定の考え方), over the sub-items that count: any 1 is done,
 * all 4 are not started, everything else is prepared. Blanks are this desk's extension: where nothing speaks for more and
 * something was left blank, the item has no response.
 */
export function statusOf(answers: Answers, { id, subItems }: SurveyItem): ItemStatus {
  const counted = subItems
    .filter(({ counted: counts }) => counts)
    .map(({ number }) => answers[subItemKey(id, number)] ?? null);
  if (counted.includes(1)) return 'done';
  if (counted.some((code) => code === 2 || code === 3)) return 'preparing';
  return counted.includes(null) ? 'noResponse' : 'notStarted';
}

/** Whether the questionnaire asks a municipality why it has not begun an item. */
export function wasAsked(answers: Answers, { id, subItems }: SurveyItem): boolean {
  return subItems.every(({ number }) => answers[subItemKey(id, number)] === 4);
}
