/** Bars for some names, each with as many parts as there are series. */
export interface BarChart {
  names: readonly string[];
  series: readonly { name: string; values: readonly number[] }[];
  /** Bars lie when names are long, and stand for months. */
  direction: 'lying' | 'standing';
}

const WIDTH = 760;
const LINE = 34;
/** Of デジタル庁デザインシステム: three to one against each other and white; patterns tell them apart without colour. */
const COLOURS = ['#0017c1', '#fb5b01'];

/** An SVG image. Fonts are the viewer's. */
export async function barChartSvg({ names, series, direction }: BarChart): Promise<string> {
  // Loaded when the first chart is drawn: nothing else needs it.
  const [{ init, use }, { BarChart: Bars }, components, { SVGRenderer }] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  const { AriaComponent, GridComponent, LegendComponent } = components;
  use([Bars, AriaComponent, GridComponent, LegendComponent, SVGRenderer]);
  const lying = direction === 'lying';
  const height = lying ? names.length * LINE + 90 : 320;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    const category = {
      type: 'category' as const,
      data: [...names],
      inverse: lying,
      axisLabel: { interval: 0, color: '#1a1a1a', fontSize: 13, ...(lying ? {} : { rotate: 40 }) },
    };
    const value = { type: 'value' as const, minInterval: 1, axisLabel: { color: '#1a1a1a' } };
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'Noto Sans JP, Hiragino Sans, Yu Gothic UI, Meiryo, sans-serif' },
      aria: { enabled: true, decal: { show: true } },
      color: COLOURS,
      legend: { top: 0, textStyle: { color: '#1a1a1a', fontSize: 13 } },
      grid: { left: lying ? 250 : 50, right: 30, top: 40, bottom: lying ? 30 : 80 },
      xAxis: lying ? value : category,
      yAxis: lying ? category : value,
      series: series.map(({ name, values }) => ({
        name,
        type: 'bar' as const,
        stack: 'all',
        data: [...values],
      })),
    });
    return chart.renderToSVGString();
  } finally {
    // Without it the process would never end.
    chart.dispose();
  }
}
