import { read, utils } from '@e965/xlsx';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { barChartSvg } from '../../../adapters/charts/bar-chart.js';
import { OFFICER, person } from '../../bot/consultations/desk-of-tests.js';
import { pageOver } from './page-of-tests.js';

describe('the page of insight', () => {
  it('says kindly that nothing was asked, and otherwise shows each chart with its table', async () => {
    const { browserOf } = await pageOver({});
    const office = await browserOf(OFFICER);
    expect(await office.page('/console/insight')).toContain('この期間の質問はまだありません');
    const staff = await browserOf(person('staff-3', 'staff', { municipality: '<b>見本</b>市' }));
    await staff.post('/ask', { question: '救急搬送の費用は誰が負担しますか' });
    const page = load(await office.page('/console/insight'));
    expect(page('img.chart')).toHaveLength(2);
    for (const image of page('img.chart').toArray()) expect(page(image).attr('alt')).toContain('質問の件数');
    expect(page('table').text()).toContain('<b>見本</b>市');
    expect(page('main').text()).toContain('救急搬送の費用は誰が負担しますか');
    expect(page('dl').text()).toContain('1件');
    const other = load(await office.page('/console/insight?from=2025-04-01&until=2026-03-31'));
    expect(other('main').text()).toContain('2025年4月1日から2026年3月31日まで');
    expect(other('main').text()).toContain('まだありません');
    const nonsense = await office.page('/console/insight?from=x&until=2026-99-99&prefecture=%3Cscript%3E');
    expect(nonsense).toContain('2026年4月1日から2027年3月31日まで');
  });

  it('gives its tables out as files, which is audited', async () => {
    const { browserOf, audit } = await pageOver({});
    const office = await browserOf(OFFICER);
    const staff = await browserOf(person('staff-3', 'staff'));
    await staff.post('/ask', { question: '=救急搬送の費用は誰が負担しますか' });
    const bytes = new Uint8Array(await (await office.get('/console/insight/not-found.xlsx')).arrayBuffer());
    const book = read(bytes, { type: 'array' });
    const rows = utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ''] ?? {});
    expect(rows).toEqual([{ 質問: '=救急搬送の費用は誰が負担しますか', 件数: '1', 相談番号: 'R8-000001' }]);
    expect((await audit.recent(1))[0]).toMatchObject({ action: 'export.insight', target: 'not-found' });
  });
});

describe('a chart', () => {
  it('is an image of its own in which names are text, whatever they are', async () => {
    const svg = await barChartSvg({
      names: ['</text><script>alert(1)</script>', '（ア）医療・介護の資源の把握'],
      series: [{ name: '質問', values: [3, 0] }],
      direction: 'lying',
    });
    expect(svg).toMatch(/^<svg/);
    expect(svg).not.toContain('<script>');
    const image = load(svg, { xml: true });
    expect(image('text').text()).toContain('（ア）医療・介護の資源の把握');
    expect(image('script')).toHaveLength(0);
  });
});
