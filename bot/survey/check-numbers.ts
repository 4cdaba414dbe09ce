import { foldKey } from '../../knowledge/text/fold.js';
import type { StatusPercent } from './count-status.js';
import type { ItemSummary, PrefectureSummary } from './summarise.js';
import { shownPercent } from './suppress.js';

/** A number in a text that the data do not bear out where it stands. */
export interface UnboundNumber {
  number: string;
  /** The clause that holds it. */
  clause: string;
}

/**
 * Every number of a digest must be one of the survey's, of the item that its clause speaks of, and of the area that stands
 * before it: a percentage of the nation is none of the prefecture. What stands in 「」 is a name when it is one of `names`.
 * Shares in words (七割, 半数) cannot be checked and are refused.
 * @param names titles of documents and of surveys, which may hold numbers of their own
 */
export function unboundNumbers(
  text: string,
  summary: PrefectureSummary,
  names: readonly string[],
): UnboundNumber[] {
  const bare = names.reduce((rest, name) => (name === '' ? rest : rest.replaceAll(name, '')), text);
  const found: UnboundNumber[] = [];
  let about: ItemSummary | null = null;
  for (const clause of bare.split(/(?<=[。、\n])/)) {
    const mentioned: ItemSummary | undefined = summary.items.find(({ id }) => clause.includes(`（${id}）`));
    if (mentioned !== undefined) about = mentioned;
    const key = foldKey(clause);
    for (const match of key.matchAll(/\d[\d,]*(?:\.\d+)?/g)) {
      const number = match[0].replaceAll(',', '');
      const before = key.slice(0, match.index);
      const after = key.slice(match.index + match[0].length);
      if (!isBound(number, { before, after, about, summary }))
        found.push({ number: match[0], clause: clause.trim() });
    }
    for (const [words] of key.matchAll(
      /[一二三四五六七八九十\d]+割(?:\d*分)?|過?半数|大半|[一二三四五六七八九十\d]+倍/g,
    ))
      found.push({ number: words, clause: clause.trim() });
    // A new sentence speaks of its own.
    if (/[。\n]\s*$/.test(clause)) about = null;
  }
  return found;
}

interface Where {
  before: string;
  after: string;
  about: ItemSummary | null;
  summary: PrefectureSummary;
}

function isBound(number: string, { before, after, about, summary }: Where): boolean {
  const value = Number(number);
  if (after.startsWith('%')) {
    if (about === null) return false;
    return percentsBefore(before, about, summary).some((percent) => percent?.toFixed(1) === number);
  }
  if (about === null)
    return [summary.municipalities, summary.respondents, summary.nonRespondents.length].includes(value);
  return countsOf(about, summary).has(value);
}

function percentsBefore(before: string, item: ItemSummary, { region }: PrefectureSummary): (number | null)[] {
  const area = before.match(new RegExp(`(全国|${foldKey(region)})(?:は|の|が|平均)?[(]?$`))?.[1];
  if (area === undefined)
    return [...values(item.percent), ...item.subItems.map(({ donePercent }) => donePercent)];
  return values(shownPercent(area === '全国' ? item.nation : item.region));
}

function values(percent: StatusPercent | null): (number | null)[] {
  return percent === null ? [] : [percent.done, percent.preparing, percent.notStarted];
}

function countsOf(
  item: ItemSummary,
  { change, municipalities, respondents }: PrefectureSummary,
): Set<number> {
  const { count, subItems, reasons } = item;
  const moved = 'why' in change ? undefined : change.items[item.id];
  return new Set([
    municipalities,
    respondents,
    count.n,
    count.done,
    count.preparing,
    count.notStarted,
    count.noResponse,
    reasons.asked,
    reasons.answered,
    ...reasons.reasons.map((one) => one.count),
    ...subItems.flatMap(({ codes, n }) => [...Object.values(codes), n]),
    ...(moved === undefined
      ? []
      : [
          moved.n,
          ...Object.values(moved.before),
          ...Object.values(moved.after),
          moved.newlyDone.length,
          moved.noLongerDone.length,
          Math.abs(moved.after.done - moved.before.done),
        ]),
  ]);
}
