import { Hono } from 'hono';
import type { Sheet } from '../../../../bot/exports/sheet.js';
import { type Insight, insightOf, type Named } from '../../../../bot/insight/insight.js';
import { type BarChart, barChartSvg } from '../../../charts/bar-chart.js';
import { whoAsks } from '../../requests.js';
import type { WebContext, WebEnvironment, WebParts } from '../../web-parts.js';
import { sendSheet } from '../send-sheet.js';
import { type InsightForm, insightForm } from './insight-form.js';
import { InsightPage } from './insight-page.js';

/** 集計: charts, each with its table, and the tables as files. */
export function insightRoutes({
  insight: store,
  scheme,
  directoryEntries,
  audit,
  now,
  today,
}: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();

  app.get('/console/insight', async (c) => {
    const { form, insight } = await found(c);
    const listed = (await directoryEntries.municipalities()).filter(
      ({ name, prefecture }) => name !== null && (form.prefecture === '' || prefecture === form.prefecture),
    );
    const shown = { person: whoAsks(c), form, insight, scheme, listed: listed.length };
    return c.html(<InsightPage {...shown} />);
  });

  const charts: Readonly<Record<string, (insight: Insight) => BarChart>> = {
    tags: ({ tags }) => stacked(tags, 'lying'),
    months: ({ months }) => stacked(months, 'standing'),
  };
  for (const [name, chartOf] of Object.entries(charts)) {
    app.get(`/console/insight/${name}.svg`, async (c) => {
      const { insight } = await found(c);
      // The picture brings its own styles; nothing else may be loaded or run in it.
      return c.body(await barChartSvg(chartOf(insight)), 200, {
        'content-type': 'image/svg+xml; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      });
    });
  }

  const tables: Readonly<Record<string, (insight: Insight) => Sheet>> = {
    tags: ({ tags }) => sheetOf('分類別', tags),
    months: ({ months }) => sheetOf('月別', months),
    municipalities: ({ municipalities }) => sheetOf('市町村別', municipalities),
    'not-found': ({ notFound }) => ({
      name: '文書で確認できなかった質問',
      columns: [
        { name: '質問', width: 60 },
        { name: '件数', width: 8 },
        { name: '相談番号', width: 40 },
      ],
      rows: notFound.map(({ question, numbers }) => [question, String(numbers.length), numbers.join('、')]),
    }),
  };
  for (const [name, tableOf] of Object.entries(tables))
    for (const format of ['xlsx', 'csv'] as const) {
      app.get(`/console/insight/${name}.${format}`, async (c) => {
        const { form, insight } = await found(c);
        const sheet = tableOf(insight);
        const fact = {
          at: now().toISOString(),
          actorId: whoAsks(c).id,
          action: 'export.insight',
          target: name,
        };
        await audit.record({ ...fact, content: { ...form, format, rows: sheet.rows.length } });
        return sendSheet(c, sheet, { format, today: today() });
      });
    }

  async function found(c: WebContext): Promise<{ form: InsightForm; insight: Insight }> {
    const form = insightForm(c.req.query(), today());
    const prefecture = form.prefecture === '' ? null : form.prefecture;
    return { form, insight: await insightOf(store, scheme, { ...form, prefecture }) };
  }

  return app;
}

function stacked(groups: readonly Named[], direction: BarChart['direction']): BarChart {
  return {
    names: groups.map(({ name }) => name),
    series: [
      { name: '文書から回答', values: groups.map(({ answered }) => answered) },
      { name: '文書では確認できず', values: groups.map(({ asked, answered }) => asked - answered) },
    ],
    direction,
  };
}

function sheetOf(name: string, groups: readonly Named[]): Sheet {
  return {
    name,
    columns: [
      { name, width: 30 },
      { name: '質問', width: 8 },
      { name: '文書から回答', width: 14 },
      { name: '事務局へ', width: 10 },
    ],
    rows: groups.map((one) => [one.name, String(one.asked), String(one.answered), String(one.sent)]),
  };
}
