import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '../../../../bot/people/permissions.js';
import { workbookOf } from '../../../tables/write-tables.js';
import { whoAsks } from '../../requests.js';
import type { WebContext, WebEnvironment, WebParts } from '../../web-parts.js';
import { RecordsPage } from './records-page.js';

const RUNS_SHOWN = 50;

const Form = z.object({
  prefecture: z.string().trim().min(1).max(10),
  municipality: z.string().trim().min(1).max(40),
});

/** 記録の管理: what was deleted and will be, and what is asked for by a disclosure request. */
export function recordsRoutes({ retention, records, disclosures, today }: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();

  app.get('/console/records', (c) => show(c, null));

  app.post('/console/records/disclosure', async (c) => {
    const person = whoAsks(c);
    // It holds what was written; whoever only keeps the records does not read it.
    if (!may(person, 'consultations'))
      return show(c, 'この資料を作成できるのは、相談を扱う担当者だけです。', 403);
    const form = Form.safeParse(await c.req.parseBody());
    if (!form.success) return show(c, '都道府県と市町村を入力してください。', 400);
    const sheets = await disclosures.sheets({ kind: 'municipality', ...form.data }, person);
    const name = `開示用_${form.data.prefecture}${form.data.municipality}_${today()}.xlsx`;
    return c.body(new Uint8Array(workbookOf(sheets)), 200, {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-content-type-options': 'nosniff',
    });
  });

  async function show(c: WebContext, fault: string | null, status: 200 | 400 | 403 = 200) {
    return c.html(
      <RecordsPage
        person={whoAsks(c)}
        runs={await records.runs(RUNS_SHOWN)}
        due={await retention.preview(today())}
        fault={fault}
      />,
      status,
    );
  }

  return app;
}
