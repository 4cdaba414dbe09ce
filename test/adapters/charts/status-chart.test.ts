import { describe, expect, it } from 'vitest';
import { statusChartSvg } from '../../../adapters/charts/status-chart-svg.js';
import { svgToPng } from '../../../adapters/charts/svg-to-png.js';
import { ChartsInWorker } from '../../../adapters/worker/charts-in-worker.js';
import { type StatusChart, statusChartAlt } from '../../../bot/survey/status-chart.js';

const CHART: StatusChart = {
  title: '滋賀県の実施状況',
  source: '平成29年度の調査',
  items: [
    {
      id: 'ア',
      name: '地域の医療・介護の資源の把握',
      bars: [
        { label: '滋賀県（n=19）', done: 78.9, preparing: 15.8, notStarted: 5.3 },
        { label: '近畿', done: null, preparing: null, notStarted: null },
        { label: '全国', done: 89.1, preparing: 9.8, notStarted: null },
      ],
    },
    {
      id: 'イ',
      name: '切れ目のない在宅医療と在宅介護の提供体制の構築推進に関する、とても長い名前の事業項目の例',
      bars: [{ label: '滋賀県（n=19）', done: 0, preparing: 0, notStarted: 100 }],
    },
  ],
};

const size = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

describe('the chart of a survey', () => {
  it('says every figure: in its part, or beside the bar where the part is narrow', async () => {
    const svg = await statusChartSvg(CHART);
    for (const words of [
      '78.9',
      '15.8',
      '未着手5.3',
      '89.1',
      '9.8',
      '未着手－',
      '公表値なし',
      '100.0',
      '単位：%',
    ])
      expect(svg).toContain(`>${words}<`);
    expect(svg).toContain('（ア）地域の医療・介護の資源の把握');
    expect(svg).toContain('出典：平成29年度の調査');
  });

  it('draws nothing for what is not known, and no more than there is', async () => {
    const bars = (svg: string, colour: string) => svg.split(`fill="${colour}"`).length;
    const known = await statusChartSvg({ ...CHART, items: CHART.items.slice(1) });
    const none = await statusChartSvg({
      ...CHART,
      items: [
        { id: 'ア', name: 'x', bars: [{ label: '近畿', done: null, preparing: null, notStarted: null }] },
      ],
    });
    expect(bars(known, '#a83f00')).toBeGreaterThan(bars(none, '#a83f00'));
  });

  it('takes names of others for words', async () => {
    const name = '<script>alert(1)</script>{own|x}&"\n';
    const svg = await statusChartSvg({
      title: name,
      source: name,
      items: [{ id: '<', name, bars: [{ label: name, done: 50, preparing: 25, notStarted: 25 }] }],
    });
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script');
    expect(svgToPng(svg).length).toBeGreaterThan(1000);
  });

  it('is told in words for those who do not see it', () => {
    const alt = statusChartAlt(CHART);
    expect(alt).toContain('（ア）実施済み78.9%、準備・調整中15.8%、未着手5.3%');
    expect(alt).toContain('近畿、全国と並べた帯グラフ');
  });

  it('is drawn in a thread, with the letters of Japanese and no typeface of the machine', async () => {
    const charts = new ChartsInWorker();
    try {
      const [png, again] = await Promise.all([charts.png(CHART), charts.png(CHART)]);
      expect(Buffer.from(png).equals(Buffer.from(again))).toBe(true);
      expect(size(png)[0]).toBe(1000);
      expect(png.length).toBeLessThan(1024 * 1024);
      // Without the typeface the picture would be the same without any word.
      const wordless = svgToPng((await statusChartSvg(CHART)).replace(/<text[\s\S]*?<\/text>/g, ''));
      expect(png.length).toBeGreaterThan(wordless.length * 1.5);
    } finally {
      await charts.close();
    }
  });

  it('fails for itself alone when a chart cannot be drawn', async () => {
    const charts = new ChartsInWorker();
    try {
      const broken = { ...CHART, items: null } as unknown as StatusChart;
      const [bad, good] = await Promise.allSettled([charts.png(broken), charts.png(CHART)]);
      expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
      expect(bad).toMatchObject({ reason: { code: 'chart-failed' } });
    } finally {
      await charts.close();
    }
  });
});
