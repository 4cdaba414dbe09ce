import { createRequire } from 'node:module';
import { Cron } from 'croner';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';

/** 国民の祝日 by ISO day, as the Cabinet Office lists them and, for years to come, as the law has them. */
const { holidays } = createRequire(import.meta.url)('@holiday-jp/holiday_jp') as {
  holidays: Readonly<Record<string, unknown>>;
};

/** At ten in the morning of a working day. */
export const USUAL_TIMES = '0 10 * * 1-5';

/** A pattern such as 1 January alone never meets a working day. */
const MOST_CLOSED = 400;

/**
 * The next instant at which digests leave: by a cron pattern in the time of Japan, never on a holiday, nor from 29 December
 * to 3 January, when public offices are closed (行政機関の休日に関する法律).
 */
export function nextPostingTime(after: Date, pattern: string = USUAL_TIMES): Date {
  const times = new Cron(pattern, { timezone: 'Asia/Tokyo', paused: true });
  let next = times.nextRun(after);
  for (let i = 0; next !== null && isClosed(dayInJapan(next)); i++)
    next = i > MOST_CLOSED ? null : times.nextRun(next);
  if (next === null) throw new Error(`no posting time after ${after.toISOString()} by "${pattern}"`);
  return next;
}

/** Whether a text is a cron pattern by which something ever happens. */
export function isCronPattern(pattern: string): boolean {
  try {
    return nextPostingTime(new Date(0), pattern) instanceof Date;
  } catch {
    return false;
  }
}

/** @param day ISO day in Japan */
function isClosed(day: string): boolean {
  const date = day.slice(5);
  return day in holidays || date >= '12-29' || date <= '01-03';
}
