import { type ClassificationScheme, tagName } from '../../knowledge/classification/scheme.js';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import type { Group, InsightPeriod, InsightStore, Totals } from '../ports/insight-store.js';
import { groupQuestions, type QuestionGroup } from './group-questions.js';

/** What is asked, by whom, how fast it is answered, and what is asked and not found. */
export interface Insight {
  totals: Totals;
  /** Days from being sent to the secretariat to its first reply, to one decimal; null before the first reply. */
  daysToReply: { median: number; ninetieth: number } | null;
  /** Of the replies, those by the due date, in per cent to one decimal. */
  repliedInTime: number | null;
  tags: Named[];
  municipalities: (Named & { prefecture: string; municipality: string })[];
  /** How many asked anything at all. */
  municipalitiesAsking: number;
  /** All months of the period, also those without a question. */
  months: Named[];
  notFound: QuestionGroup[];
}

/** A group under the name that people know it by. */
export type Named = Omit<Group<never>, 'key'> & { name: string };

const MUNICIPALITIES_SHOWN = 20;
const QUESTIONS_COMPARED = 500;
const GROUPS_SHOWN = 20;

/** @param days first and last day of the period, in Japan */
export async function insightOf(
  store: InsightStore,
  scheme: ClassificationScheme,
  { from, until, prefecture }: { from: string; until: string; prefecture: string | null },
): Promise<Insight> {
  const period: InsightPeriod = {
    from: new Date(`${from}T00:00:00+09:00`).toISOString(),
    before: new Date(`${until}T24:00:00+09:00`).toISOString(),
    prefecture,
  };
  const waits = await store.waits(period);
  const replied = waits.flatMap(({ sentAt, repliedAt, dueOn }) =>
    repliedAt === null
      ? []
      : [{ days: (Date.parse(repliedAt) - Date.parse(sentAt)) / DAY, repliedAt, dueOn }],
  );
  const days = replied.map((one) => one.days).sort((a, b) => a - b);
  const inTime = replied.filter(
    ({ repliedAt, dueOn }) => dueOn === null || dayInJapan(new Date(repliedAt)) <= dueOn,
  );
  const byTag = new Map((await store.byTag(period)).map((group) => [group.key, group]));
  const byMonth = new Map((await store.byMonth(period)).map((group) => [group.key, group]));
  const municipalities = await store.byMunicipality(period);
  const tags = [...scheme.tags.map(({ id }) => id), ...byTag.keys()];
  return {
    totals: await store.totals(period),
    daysToReply:
      days.length === 0
        ? null
        : { median: rounded(quantile(days, 0.5)), ninetieth: rounded(quantile(days, 0.9)) },
    repliedInTime: replied.length === 0 ? null : rounded((100 * inTime.length) / replied.length),
    tags: [...new Set(tags)].map((tag) => ({
      name: tag === null ? '分類なし' : tagName(scheme, tag),
      ...countsOf(byTag.get(tag)),
    })),
    municipalities: municipalities.slice(0, MUNICIPALITIES_SHOWN).map(({ key, ...counts }) => ({
      name: `${key.prefecture}${key.municipality}`,
      ...key,
      ...counts,
    })),
    municipalitiesAsking: municipalities.length,
    months: monthsOf(from, until).map((month) => ({
      name: `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`,
      ...countsOf(byMonth.get(month)),
    })),
    notFound: groupQuestions(await store.notFound(period, QUESTIONS_COMPARED)).slice(0, GROUPS_SHOWN),
  };
}

const DAY = 86_400_000;

function countsOf(group: Group<unknown> | undefined): Omit<Group<never>, 'key'> {
  return { asked: group?.asked ?? 0, answered: group?.answered ?? 0, sent: group?.sent ?? 0 };
}

/** Every month from the first day's to the last day's, `2026-11`. */
function monthsOf(from: string, until: string): string[] {
  const months: string[] = [];
  const last = until.slice(0, 7);
  for (let month = from.slice(0, 7); month <= last; month = monthAfter(month)) months.push(month);
  return months;
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** Nearest rank: a value that occurred, not one between two. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
