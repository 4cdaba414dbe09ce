import { Hono } from 'hono';
import { z } from 'zod';
import { findRecalls, type Recall } from '../../../bot/recall/find-recalls.js';
import { LONGEST_TEXT } from '../consultation-forms.js';
import { ErrorPage } from '../error-page.js';
import { lines, whoAsks } from '../requests.js';
import type { WebEnvironment, WebParts } from '../web-parts.js';
import { RecallPage } from './recall-page.js';

const Decision = z.object({
  version: z.string().min(1).max(200),
  /** One consultation's number; empty: all that cite the version. */
  number: z.string().trim().max(20).default(''),
  decision: z.enum(['notify', 'dismiss']),
  text: lines({ max: LONGEST_TEXT }).default(''),
});

/** 根拠の変更: consultations whose citations no longer stand. Nobody is told before the secretariat agrees. */
export function recallRoutes({ recalls, consultations, store, today }: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  const find = (): Promise<Recall[]> => findRecalls({ register: consultations, documents: store }, today());

  app.get('/console/recalls', async (c) => c.html(<RecallPage person={whoAsks(c)} recalls={await find()} />));

  app.post('/console/recalls', async (c) => {
    const form = Decision.safeParse(await c.req.parseBody());
    if (!form.success) return c.html(REFUSED, 400);
    const { version, number, decision, text } = form.data;
    const person = whoAsks(c);
    const meant = (await find()).filter(
      (one) => one.version.id === version && (number === '' || one.consultation.number === number),
    );
    for (const one of meant)
      await (decision === 'notify' ? recalls.notify(one, person, text) : recalls.dismiss(one, person));
    return c.redirect('/console/recalls', 303);
  });

  return app;
}

const REFUSED = (
  <ErrorPage
    title="受け付けられませんでした"
    message="ページを開き直して、もう一度お試しください。だれにも知らせていません。"
  />
);
