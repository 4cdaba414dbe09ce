import { Hono } from 'hono';
import { consultationSheet, type Exported } from '../../../bot/exports/consultation-sheet.js';
import { ErrorPage } from '../error-page.js';
import { whoAsks } from '../requests.js';
import type { WebContext, WebEnvironment, WebParts } from '../web-parts.js';
import { InboxForm, inboxQuery } from './inbox.js';
import { sendSheet } from './send-sheet.js';

/** More would hold up everybody else while it is written. */
const MOST_ROWS = 20_000;
const ROWS_AT_ONCE = 500;

/** Any filtered list of consultations, as Excel or CSV. Each export is audited with its filter. */
export function exportRoutes(parts: WebParts): Hono<WebEnvironment> {
  const { consultations, people, scheme, audit, now, today } = parts;
  const app = new Hono<WebEnvironment>();
  app.get('/console/export.xlsx', (c) => send(c, 'xlsx'));
  app.get('/console/export.csv', (c) => send(c, 'csv'));

  async function send(c: WebContext, format: 'xlsx' | 'csv') {
    const person = whoAsks(c);
    const form = InboxForm.parse(c.req.query());
    const query = inboxQuery(form, { personId: person.id, today: today() });
    const { total } = await consultations.list({ ...query, offset: 0, limit: 1 });
    if (total > MOST_ROWS) return c.html(<TooMany total={total} />, 413);
    const exported: Exported[] = [];
    for (let offset = 0; offset < total; offset += ROWS_AT_ONCE) {
      const page = await consultations.list({ ...query, offset, limit: ROWS_AT_ONCE });
      const replies = await consultations.lastReplies(page.consultations.map(({ id }) => id));
      for (const consultation of page.consultations)
        exported.push({ consultation, reply: replies.get(consultation.id) ?? null });
      await new Promise(setImmediate);
    }
    await audit.record({
      at: now().toISOString(),
      actorId: person.id,
      action: 'export.consultations',
      target: 'consultations',
      content: { ...form, format, rows: exported.length },
    });
    const names = new Map((await people.list()).map(({ id, name }) => [id, name]));
    return sendSheet(c, consultationSheet(exported, { scheme, names }), { format, today: today() });
  }

  return app;
}

function TooMany({ total }: { total: number }) {
  return (
    <ErrorPage
      title="書き出せませんでした"
      message={`${total.toLocaleString('ja-JP')}件あります。期間や地域で絞り込み、${MOST_ROWS.toLocaleString('ja-JP')}件以内にしてから書き出してください。`}
    />
  );
}
