import { z } from 'zod';
import { PREFECTURES } from '../../../../knowledge/places/prefectures.js';
import { fiscalYearOf } from '../../../../knowledge/text/japanese-date.js';

export interface InsightForm {
  /** First and last day, in Japan. */
  from: string;
  until: string;
  /** '' for all. */
  prefecture: string;
}

const Form = z.object({
  from: z.iso.date().optional().catch(undefined),
  until: z.iso.date().optional().catch(undefined),
  prefecture: z.string().catch(''),
});

/** Longer periods than this would draw a bar for every month of a life. */
const MOST_YEARS = 10;

/** The fiscal year that is running, unless the address says otherwise and makes sense. */
export function insightForm(query: Record<string, string>, today: string): InsightForm {
  const { from, until, prefecture } = Form.parse(query);
  const year = fiscalYearOf(today);
  const known = PREFECTURES.some(({ name }) => name === prefecture) ? prefecture : '';
  const whole = { from: `${year}-04-01`, until: `${year + 1}-03-31`, prefecture: known };
  if (from === undefined || until === undefined || from > until) return whole;
  return Number(until.slice(0, 4)) - Number(from.slice(0, 4)) > MOST_YEARS
    ? whole
    : { from, until, prefecture: known };
}
