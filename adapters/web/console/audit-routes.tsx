import { Hono } from 'hono';
import { z } from 'zod';
import { whoAsks } from '../requests.js';
import type { WebEnvironment, WebParts } from '../web-parts.js';
import { AuditPage, type FailedNotice } from './audit-page.js';
import { ACTION_GROUPS } from './audit-words.js';

const PAGE = 100;
const FAILED_SHOWN = 20;

const Form = z.object({
  action: z.enum(Object.keys(ACTION_GROUPS) as [string, ...string[]]).catch(''),
  person: z.string().max(100).catch(''),
  before: z.coerce.number().int().min(1).optional().catch(undefined),
  verify: z.enum(['1']).optional().catch(undefined),
});

const Retry = z.object({ id: z.string().max(200).catch('') });

/** 監査記録: who did what, and what could not be delivered. Contents of consultations are not shown here. */
export function auditRoutes({
  audit,
  effects,
  inbox,
  people,
  consultations,
  now,
}: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();

  app.get('/console/audit', async (c) => {
    const form = Form.parse(c.req.query());
    const rows = await audit.recent(PAGE + 1, form.before, {
      ...(form.action === '' ? {} : { action: form.action }),
      ...(form.person === '' ? {} : { actorId: form.person }),
    });
    const fault = form.verify === undefined ? undefined : await audit.verify();
    return c.html(
      <AuditPage
        person={whoAsks(c)}
        rows={rows.slice(0, PAGE)}
        more={rows.length > PAGE}
        people={await people.list()}
        failed={await failedNotices()}
        unheard={await inbox.failed(FAILED_SHOWN)}
        form={form}
        fault={fault}
      />,
    );
  });

  app.post('/console/audit/retry', async (c) => {
    const { id } = Retry.parse(await c.req.parseBody());
    const again = (await effects.retry(id)) || (await inbox.retry(id));
    if (again)
      await audit.record({
        at: now().toISOString(),
        actorId: whoAsks(c).id,
        action: 'effect.retry',
        target: id,
        content: {},
      });
    return c.redirect('/console/audit', 303);
  });

  /** A notice names its consultation by number or, where it is posted in a chat service, by id. */
  async function failedNotices(): Promise<FailedNotice[]> {
    const failed = await effects.failed(FAILED_SHOWN);
    return Promise.all(
      failed.map(async (effect) => {
        const { number, consultationId } = effect.payload;
        if (typeof number === 'string') return { ...effect, number };
        const found = typeof consultationId === 'string' ? await consultations.find(consultationId) : null;
        return { ...effect, number: found?.number ?? '' };
      }),
    );
  }

  return app;
}
