import type { StatusBar, StatusChart } from '../../bot/survey/status-chart.js';

/** Pixels. Drawn for a phone, which shows it at about a third: type is large and everything stands below each other. */
const WIDTH = 1000;
const LEFT = 230;
const RIGHT = 130;
const ROW = 50;
const HEADING = 62;
const HEAD = 150;
const FOOT = 74;
/** Narrower parts hold no number; it stands beside the bar then. */
const ROOM_FOR_NUMBER = 7;
const FAMILY = 'Noto Sans JP';
const INK = '#1a1a1a';

/**
 * Dark, light and dark again, so that neighbours differ in lightness whatever colours somebody sees; in the order of the
 * report. Text on them has a contrast of 4.5 to 1 and more.
 */
const PARTS = [
  { key: 'done', name: 'いずれか実施済み', short: '実施', colour: '#0b3d91', ink: '#ffffff' },
  { key: 'preparing', name: '準備・調整中', short: '準備', colour: '#b9d3f3', ink: INK },
  { key: 'notStarted', name: 'いずれも未実施・未着手', short: '未着手', colour: '#a83f00', ink: '#ffffff' },
] as const;

/** The chart as an SVG image in the typeface Noto Sans JP. */
export async function statusChartSvg({ title, source, items }: StatusChart): Promise<string> {
  const [{ init, use }, { BarChart }, { GraphicComponent, GridComponent }, { SVGRenderer }] =
    await Promise.all([
      import('echarts/core'),
      import('echarts/charts'),
      import('echarts/components'),
      import('echarts/renderers'),
    ]);
  use([BarChart, GraphicComponent, GridComponent, SVGRenderer]);
  const places = placed(items);
  const end = places.at(-1)?.bottom ?? HEAD;
  const height = end + FOOT;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      textStyle: { fontFamily: FAMILY },
      grid: places.map(({ top, bars }) => ({ left: LEFT, right: RIGHT, top, height: bars.length * ROW })),
      xAxis: places.map((_, gridIndex) => ({
        type: 'value',
        gridIndex,
        min: 0,
        max: 100,
        interval: 25,
        axisLabel: { show: false },
        splitLine: { lineStyle: { color: '#d0d0d0' } },
      })),
      yAxis: places.map(({ bars }, gridIndex) => ({
        type: 'category',
        gridIndex,
        inverse: true,
        data: bars.map(({ label }) => label),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: '#767676' } },
        axisLabel: {
          interval: 0,
          color: INK,
          width: LEFT - 20,
          overflow: 'truncate',
          formatter: (label: string, i: number) => `{${i === 0 ? 'own' : 'other'}|${plain(label)}}`,
          rich: {
            own: { fontFamily: FAMILY, fontSize: 25, fontWeight: 'bold', color: INK },
            other: { fontFamily: FAMILY, fontSize: 24, color: INK },
          },
        },
      })),
      series: places.flatMap(({ bars }, grid) =>
        PARTS.map(({ key, colour, ink }) => ({
          type: 'bar',
          // Stacks of one name would stand on each other across the items.
          stack: `item-${grid}`,
          xAxisIndex: grid,
          yAxisIndex: grid,
          barWidth: ROW - 12,
          itemStyle: { color: colour, borderColor: '#ffffff', borderWidth: 2 },
          label: {
            show: true,
            fontFamily: FAMILY,
            fontSize: 24,
            color: ink,
            formatter: ({ value }: { value?: unknown }) =>
              typeof value === 'number' && value >= ROOM_FOR_NUMBER ? value.toFixed(1) : '',
          },
          data: bars.map((bar) => bar[key] ?? '-'),
        })),
      ),
      graphic: [
        text(title, { x: 24, y: 22, size: 32, bold: true, most: WIDTH - 48 }),
        ...legend(),
        ...places.flatMap(({ heading, top, bars }) => [
          text(heading, { x: 24, y: top - HEADING + 20, size: 28, bold: true, most: WIDTH - 48 }),
          ...bars.flatMap((bar, i) => beside(bar, top + i * ROW)),
        ]),
        text('単位：%', { x: WIDTH - RIGHT + 12, y: 76, size: 22, bold: false, most: RIGHT - 20 }),
        text(`出典：${source}`, { x: 24, y: end + 24, size: 22, bold: false, most: WIDTH - 48 }),
      ],
    });
    return chart.renderToSVGString();
  } finally {
    // Without it the process would never end.
    chart.dispose();
  }
}

interface PlacedItem {
  heading: string;
  bars: readonly StatusBar[];
  top: number;
  bottom: number;
}

function placed(items: StatusChart['items']): PlacedItem[] {
  let y = HEAD;
  return items.map(({ id, name, bars }) => {
    const top = y + HEADING;
    y = top + bars.length * ROW;
    return { heading: `（${id}）${name}`, bars, top, bottom: y };
  });
}

function legend(): Graphic[] {
  let x = 24;
  return PARTS.flatMap(({ name, colour }) => {
    const at = x;
    x += 44 + name.length * 24 + 30;
    return [
      {
        type: 'rect',
        shape: { x: at, y: 106, width: 32, height: 28 },
        style: { fill: colour, stroke: INK, lineWidth: 1 },
      },
      text(name, { x: at + 42, y: 106, size: 24, bold: false, most: 400 }),
    ];
  });
}

/** What found no room within a bar, and what is not known. */
function beside(bar: StatusBar, y: number): Graphic[] {
  const known = PARTS.filter(({ key }) => bar[key] !== null);
  if (known.length === 0)
    return [text('公表値なし', { x: LEFT + 16, y: y + 11, size: 24, bold: false, most: 300 })];
  const small = PARTS.flatMap(({ key, short }) => {
    const value = bar[key];
    if (value === null) return [`${short}－`];
    return value > 0 && value < ROOM_FOR_NUMBER ? [`${short}${value.toFixed(1)}`] : [];
  });
  const size = small.length > 1 ? 18 : 21;
  const first = y + (ROW - small.length * (size + 3)) / 2;
  return small.map((line, i) =>
    text(line, { x: WIDTH - RIGHT + 12, y: first + i * (size + 3), size, bold: false, most: RIGHT - 16 }),
  );
}

type Graphic = Readonly<Record<string, unknown>>;

/** @param most width; longer lines are set smaller, and broken when that would be too small to read */
function text(
  words: string,
  { x, y, size, bold, most }: { x: number; y: number; size: number; bold: boolean; most: number },
): Graphic {
  const fits = Math.min(size, most / Math.max(1, widthOf(words)));
  const fontSize = Math.max(fits, size * SMALLEST);
  return {
    type: 'text',
    x,
    y,
    style: {
      text: plain(words),
      fill: INK,
      font: `${bold ? 'bold ' : ''}${fontSize}px "${FAMILY}"`,
      fontFamily: FAMILY,
      fontSize,
      fontWeight: bold ? 'bold' : 'normal',
      width: most,
      overflow: 'break',
      lineHeight: fontSize * 1.15,
    },
  };
}

const SMALLEST = 0.66;

/** In ems: letters of the alphabet and digits take about half of one. */
function widthOf(words: string): number {
  return [...words].reduce((sum, one) => sum + (/[\u0020-\u007E\uFF61-\uFF9F]/.test(one) ? 0.56 : 1), 0);
}

/** Names come from files of others; ECharts takes braces for styles. */
function plain(words: string): string {
  return words.replace(/[{}|\n]/g, ' ');
}
