import { Hono } from 'hono';
import { z } from 'zod';
import { ErrorPage } from '../error-page.js';
import { refusalOf, whoAsks } from '../requests.js';
import type { WebEnvironment, WebParts } from '../web-parts.js';
import { KeptWordsPage } from './kept-words-page.js';

const Decision = z.object({ word: z.string().min(1).max(100), keep: z.enum(['true', 'false']) });

/** 伏せ方の報告: words that staff say are no personal details. */
export function keptWordsRoutes({ keptWords, keptWordReports, people }: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();

  app.get('/console/kept-words', async (c) => {
    const names = new Map((await people.list()).map(({ id, name }) => [id, name]));
    return c.html(<KeptWordsPage person={whoAsks(c)} words={await keptWordReports.list()} names={names} />);
  });

  app.post('/console/kept-words', async (c) => {
    const form = Decision.safeParse(await c.req.parseBody());
    if (!form.success)
      return c.html(<ErrorPage title="受け付けられませんでした" message="語を選び直してください。" />, 400);
    try {
      await keptWords.decide(form.data.word, form.data.keep === 'true', whoAsks(c));
      return c.redirect('/console/kept-words', 303);
    } catch (error) {
      const reason = refusalOf(error);
      if (reason === null) throw error;
      return c.html(<ErrorPage title="受け付けられませんでした" message={reason} />, 409);
    }
  });

  return app;
}
