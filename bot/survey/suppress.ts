import { percentages, type StatusCount, type StatusPercent } from './count-status.js';
import type { AreaPercent } from './survey-figures.js';

/** 秘匿: fewer municipalities than this could be told by those who know the area. */
const FEWEST_SHOWN = 5;

const PARTS = ['done', 'preparing', 'notStarted'] as const;
type Part = (typeof PARTS)[number];

/** Counts as they may leave a prefecture; null for what is kept back. */
export interface ShownCount {
  n: number | null;
  parts: Readonly<Record<Part, number | null>>;
  percent: StatusPercent;
}

/**
 * Keeps back counts of one to four, and with a single one of them the next smallest as well, so that it cannot be reckoned
 * from the others. Of fewer than five in all nothing is shown. Nought is no municipality, and is shown.
 */
export function suppress(count: StatusCount): ShownCount {
  const hidden = new Set<Part>(PARTS.filter((part) => count[part] > 0 && count[part] < FEWEST_SHOWN));
  if (count.n < FEWEST_SHOWN) for (const part of PARTS) hidden.add(part);
  const left = PARTS.filter((part) => !hidden.has(part) && count[part] > 0).sort(
    (a, b) => count[a] - count[b],
  );
  const together = (): number => [...hidden].reduce((sum, part) => sum + count[part], 0);
  while (hidden.size > 0 && (hidden.size < 2 || together() < FEWEST_SHOWN)) {
    const next = left.shift();
    if (next === undefined) break;
    hidden.add(next);
  }
  const percent = percentages(count);
  const shown = <T>(value: (part: Part) => T): Record<Part, T | null> => ({
    done: hidden.has('done') ? null : value('done'),
    preparing: hidden.has('preparing') ? null : value('preparing'),
    notStarted: hidden.has('notStarted') ? null : value('notStarted'),
  });
  return {
    n: count.n < FEWEST_SHOWN ? null : count.n,
    parts: shown((part) => count[part]),
    percent: shown((part) => percent[part]),
  };
}

/** Percentages of an area as others may see them: what was published is public, the rest is kept back where few are meant. */
export function shownPercent(area: AreaPercent | null): StatusPercent | null {
  if (area === null) return null;
  return area.published || area.count === null ? area.percent : suppress(area.count).percent;
}
