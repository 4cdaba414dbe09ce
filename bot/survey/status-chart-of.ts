import { percentages } from './count-status.js';
import type { StatusBar, StatusChart } from './status-chart.js';
import type { PrefectureSummary } from './summarise.js';
import { shownPercent } from './suppress.js';

const NOTHING = { done: null, preparing: null, notStarted: null };

/** A prefecture beside its region and the nation, item by item, as the report of 2017 draws it. */
export function statusChartOf(
  { prefecture, region, items }: PrefectureSummary,
  { title, source }: Pick<StatusChart, 'title' | 'source'>,
): StatusChart {
  return {
    title,
    source,
    items: items.map(({ id, name, count, region: ofRegion, nation }) => {
      const bars: StatusBar[] = [
        { label: `${prefecture}（n=${count.n}）`, ...percentages(count) },
        { label: region, ...(shownPercent(ofRegion) ?? NOTHING) },
        { label: '全国', ...(shownPercent(nation) ?? NOTHING) },
      ];
      // 北海道 is a region of its own.
      return { id, name, bars: region === prefecture ? bars.filter(({ label }) => label !== region) : bars };
    }),
  };
}
