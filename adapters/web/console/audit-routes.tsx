import { Hono } from 'hono';
import { z } from 'zod';
import { whoAsks } from '../requests.js';
import type { WebEnvironment, WebParts } from '../web-parts.js';
import { AuditPage } from './audit-page.js';
import { ACTION_GROUPS } from './audit-words.js';

const PAGE = 100;
const FAILED_SHOWN = 20;

const Form = z.object({
  action: z.enum(Object.keys(ACTION_GROUPS) as [string, ...string[]]).catch(''),
  person: z.string().max(100).catch(''),
  before: z.coerce.number().int().min(1).optional().catch(undefined),
  verify: z.enum(['1']).optional().catch(undefined),
});

/** 監査記録: who did what, and what could not be delivered. Contents of consultations are not shown here. */
export function auditRoutes({ audit, effects, people }: WebParts): Hono<WebEnvironment> {
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
        failed={await effects.failed(FAILED_SHOWN)}
        form={form}
        fault={fault}
      />,
    );
  });

  return app;
}
