import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { contextStorage } from 'hono/context-storage';
import { csrf } from 'hono/csrf';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { accountRoutes } from './account/account-routes.js';
import { askRoutes } from './ask-routes.js';
import { asset } from './assets.js';
import { consoleRoutes } from './console/console-routes.js';
import { documentRoutes } from './document-routes.js';
import { ErrorPage } from './error-page.js';
import { sharedRoutes } from './prefecture/shared-routes.js';
import { signedIn } from './session.js';
import { consultationRoutes } from './staff/consultation-routes.js';
import { surveySourceRoutes } from './survey-source-page.js';
import type { WebEnvironment, WebParts } from './web-parts.js';

/** Everything that the desk serves to browsers. Without a session it shows public documents and records nothing. */
export function webApp(parts: WebParts): Hono<WebEnvironment> {
  const { desk, hosts, preparing, log, framed } = parts;
  const app = new Hono<WebEnvironment>();
  app.use(contextStorage());
  app.use(async (c, next) => {
    const { host } = new URL(c.req.url);
    if (hosts.has(host)) return next();
    return c.text('unknown host', 421);
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: framed === null ? ["'none'"] : ["'self'", ...framed.ancestors],
        formAction: ["'self'"],
        baseUri: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      // It knows no list of sites; browsers that know the policy do not look at it.
      xFrameOptions: framed === null ? 'DENY' : false,
    }),
  );
  // By name, not by scheme: behind a proxy the page is asked for by http and shown by https.
  app.use(csrf({ origin: (origin) => hosts.has(hostOf(origin)) }));

  app.get('/assets/:name', (c) => {
    const found = asset(c.req.param('name'));
    if (found === null) return c.notFound();
    return c.body(found.body, 200, { 'content-type': found.type, 'cache-control': 'public, max-age=3600' });
  });
  app.get('/healthz', (c) => c.json({ ok: true, passages: desk.passageCount, preparing: preparing() }));

  app.use(signedIn(parts));
  app.use(limited(LARGEST_FORM));
  app.use(async (c, next) => {
    await next();
    // What one person saw must not come out of a cache for the next one at the same machine.
    if (c.get('person') !== null) c.header('cache-control', 'no-store');
  });
  app.route('/', askRoutes(parts));
  app.route('/', documentRoutes(parts));
  app.route('/', surveySourceRoutes(parts));
  app.route('/', accountRoutes(parts));
  app.route('/', consultationRoutes(parts));
  app.route('/', sharedRoutes(parts));
  app.route('/', consoleRoutes(parts));
  if (framed !== null) app.route('/', framed.routes);

  app.notFound((c) =>
    c.html(<ErrorPage title="ページが見つかりません" message="アドレスをご確認ください。" />, 404),
  );
  app.onError((error, c) => {
    if (error instanceof HTTPException) {
      return c.html(
        <ErrorPage title="受け付けられませんでした" message="ページを開き直して、もう一度お試しください。" />,
        error.status,
      );
    }
    log(error, c.req.path);
    return c.html(
      <ErrorPage
        title="処理できませんでした"
        message="お手数ですが、しばらくしてからもう一度お試しください。"
      />,
      500,
    );
  });
  return app;
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : '';
}

const LARGEST_FORM = 64 * 1024;
/** Spreadsheets and documents of the console; only where a file is expected. */
const LARGEST_UPLOAD = 50 * 1024 * 1024;
const UPLOADS: ReadonlySet<string> = new Set([
  '/console/directory/import',
  '/console/qa/import',
  '/console/documents/upload',
  '/console/surveys/import',
]);

function limited(form: number) {
  const limit = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: (c) =>
        c.html(
          <ErrorPage
            title="送信内容が大きすぎます"
            message="文章を短くするか、ファイルを分けて、もう一度お試しください。"
          />,
          413,
        ),
    });
  const [small, large] = [limit(form), limit(LARGEST_UPLOAD)];
  return createMiddleware<WebEnvironment>((c, next) => (UPLOADS.has(c.req.path) ? large : small)(c, next));
}
