/** One bar: where the municipalities of an area stand with an item, in per cent. */
export interface StatusBar {
  /** 滋賀県 (n=19) */
  label: string;
  /** Null: not published, or too few to be shown. */
  done: number | null;
  preparing: number | null;
  notStarted: number | null;
}

/** A stacked 100 % bar chart: per item the prefecture, its region and the nation. */
export interface StatusChart {
  title: string;
  /** 出典と時点. */
  source: string;
  items: readonly { id: string; name: string; bars: readonly StatusBar[] }[];
}

const PARTS = [
  ['done', '実施済み'],
  ['preparing', '準備・調整中'],
  ['notStarted', '未着手'],
] as const;

/** What the chart shows, for those who do not see it: the figures of the first bar of each item. */
export function statusChartAlt({ title, items }: StatusChart): string {
  const others = items[0]?.bars.slice(1).map(({ label }) => label) ?? [];
  const beside = others.length === 0 ? '' : `${others.join('、')}と並べた`;
  const lines = items.map(({ id, bars }) => {
    const [own] = bars;
    const figures = PARTS.map(([part, name]) => {
      const percent = own?.[part] ?? null;
      return percent === null ? `${name}は公表値なし` : `${name}${percent.toFixed(1)}%`;
    });
    return `（${id}）${figures.join('、')}`;
  });
  return `${title}。${beside}帯グラフ。${items[0]?.bars[0]?.label ?? ''}の割合は、${lines.join('。')}。`;
}
