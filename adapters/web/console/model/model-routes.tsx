import { Hono } from 'hono';
import { whoAsks } from '../../requests.js';
import type { WebEnvironment, WebParts } from '../../web-parts.js';
import { ModelPage } from './model-page.js';

const DAYS = 31;
const FAULTS = 20;

/** AIの利用: for whoever runs the desk. */
export function modelRoutes({ modelFacts, modelLog }: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.get('/console/model', async (c) =>
    c.html(
      <ModelPage
        person={whoAsks(c)}
        facts={modelFacts()}
        days={await modelLog.days(DAYS)}
        faults={await modelLog.lastFaults(FAULTS)}
      />,
    ),
  );
  return app;
}
