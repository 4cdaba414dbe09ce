import type { Questionnaire } from '../../knowledge/survey/questionnaire.js';
import { type ItemStatus, statusOf } from './item-status.js';
import type { SurveyRow } from './survey-row.js';

/** A survey with its rows, as far as it is compared with another. */
export interface ComparedSurvey {
  title: string;
  questionnaire: Questionnaire;
  rows: readonly SurveyRow[];
}

/**
 * 前回からの変化. Only answers to the same version of the questionnaire are compared, and only of municipalities that
 * answered both times; otherwise it says why not.
 */
export type Change =
  | { why: 'no-earlier' | 'other-questionnaire' | 'nobody-in-both' }
  | { since: string; items: Readonly<Record<string, ItemChange>> };

interface ItemChange {
  /** Municipalities that responded to the item in both surveys. */
  n: number;
  before: Readonly<Record<Exclude<ItemStatus, 'noResponse'>, number>>;
  after: Readonly<Record<Exclude<ItemStatus, 'noResponse'>, number>>;
  /** That carry it out now and did not before, and the other way round. */
  newlyDone: readonly string[];
  noLongerDone: readonly string[];
}

export const NOT_COMPARED: Readonly<Record<Extract<Change, { why: string }>['why'], string>> = {
  'no-earlier': '前回の調査が取り込まれていないため、変化は示していません。',
  'other-questionnaire': '前回の調査とは調査票が異なるため、比べていません。',
  'nobody-in-both': '前回と今回の両方に回答した市町村がないため、比べていません。',
};

/** @param before the newest survey of an earlier year, of the same area; null: there is none */
export function compareSurveys(before: ComparedSurvey | null, after: ComparedSurvey): Change {
  if (before === null) return { why: 'no-earlier' };
  if (before.questionnaire.id !== after.questionnaire.id) return { why: 'other-questionnaire' };
  const earlier = new Map(before.rows.flatMap((row) => keysOf(row).map((key) => [key, row] as const)));
  const pairs = after.rows.flatMap((now) => {
    const then = keysOf(now).flatMap((key) => earlier.get(key) ?? [])[0];
    return then === undefined ? [] : [{ then, now }];
  });
  const items = after.questionnaire.items.map((item) => {
    const both = pairs.flatMap(({ then, now }) => {
      const [from, to] = [statusOf(then.answers, item), statusOf(now.answers, item)];
      return from === 'noResponse' || to === 'noResponse' ? [] : [{ name: now.name, from, to }];
    });
    const count = (of: 'from' | 'to', status: ItemStatus): number =>
      both.filter((one) => one[of] === status).length;
    const counts = (of: 'from' | 'to') => ({
      done: count(of, 'done'),
      preparing: count(of, 'preparing'),
      notStarted: count(of, 'notStarted'),
    });
    const change: ItemChange = {
      n: both.length,
      before: counts('from'),
      after: counts('to'),
      newlyDone: both.filter(({ from, to }) => from !== 'done' && to === 'done').map(({ name }) => name),
      noLongerDone: both.filter(({ from, to }) => from === 'done' && to !== 'done').map(({ name }) => name),
    };
    return [item.id, change] as const;
  });
  if (items.every(([, { n }]) => n === 0)) return { why: 'nobody-in-both' };
  return { since: before.title, items: Object.fromEntries(items) };
}

/** Municipalities keep their code, and mostly their name. */
function keysOf({ prefecture, name, code }: SurveyRow): string[] {
  return [...(code === null ? [] : [code]), `${prefecture} ${name}`];
}
