import { Hono } from 'hono';
import { z } from 'zod';
import type { FederatedOutcome, FederatedSignIn } from '../../../bot/people/federated-sign-in.js';
import { ProviderUnavailable } from '../../../bot/ports/sign-in-provider.js';
import { ErrorPage } from '../error-page.js';
import { beginSession } from '../session.js';
import type { WebEnvironment, WebParts } from '../web-parts.js';
import { RegisterPage, SignInPage } from './account-pages.js';
import { ForwardPage } from './federated-parts.js';
import { LINK_TITLE, LINK_USED } from './link-words.js';
import { ownPath } from './own-path.js';
import { markBrowser, takeMark } from './sign-in-cookie.js';

const BeginForm = z.object({
  next: z.string().max(2000).default('/'),
  token: z.string().min(1).max(100).optional(),
});

type Parts = Pick<WebParts, 'secure' | 'localAccounts' | 'log'> & { federated: FederatedSignIn };

/** Signing in with the organisation's own account, and registering it with a one-time link. */
export function federatedRoutes({ federated, secure, localAccounts, log }: Parts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  const { name } = federated;

  app.post('/account/oidc/begin', async (c) => {
    const form = BeginForm.safeParse(await c.req.parseBody());
    if (!form.success) return c.html(<ErrorPage {...STALE} />, 400);
    const next = ownPath(form.data.next);
    const link = form.data.token ?? null;
    try {
      const { url, token } = await federated.begin({ next, link });
      markBrowser(c, token, secure);
      c.header('cache-control', 'no-store');
      return c.html(<ForwardPage name={name} url={url} />);
    } catch (error) {
      if (!(error instanceof ProviderUnavailable)) throw error;
      log(error, c.req.path);
      const shown = { fault: UNAVAILABLE, federated: name, local: localAccounts };
      return c.html(
        link === null ? (
          <SignInPage {...shown} mail="" next={next} />
        ) : (
          <RegisterPage {...shown} token={link} />
        ),
        503,
      );
    }
  });

  app.get('/account/oidc/callback', async (c) => {
    c.header('cache-control', 'no-store');
    try {
      const finished = await federated.finish(takeMark(c, secure), new URL(c.req.url));
      if (finished.outcome === 'signed-in') {
        beginSession(c, finished.token, secure);
        return c.redirect(finished.next, 303);
      }
      if (finished.outcome === 'refused') log(finished.error, c.req.path);
      const { status, ...words } = REFUSALS[finished.outcome];
      return c.html(<ErrorPage {...words} />, status);
    } catch (error) {
      if (!(error instanceof ProviderUnavailable)) throw error;
      log(error, c.req.path);
      return c.html(<ErrorPage title={TITLE} message={UNAVAILABLE} />, 503);
    }
  });

  return app;
}

const TITLE = 'サインインできませんでした';
const UNAVAILABLE =
  '組織のサインインの仕組みに接続できないため、いまはサインインできません。しばらくしてからお試しのうえ、続くときは運用担当者にお知らせください。';
const STALE = {
  title: TITLE,
  message:
    '手続きの期限が切れたか、すでに終わっています。お手数ですが、サインインの画面からやり直してください。',
};

const REFUSALS: Readonly<
  Record<
    Exclude<FederatedOutcome['outcome'], 'signed-in'>,
    { title: string; message: string; status: 400 | 401 | 403 | 409 | 410 }
  >
> = {
  stale: { ...STALE, status: 400 },
  refused: {
    title: TITLE,
    message: 'サインインを確認できませんでした。お手数ですが、サインインの画面からやり直してください。',
    status: 401,
  },
  // One sentence for everybody who may not come in: it tells nobody who is known.
  unknown: {
    title: TITLE,
    message:
      'このアカウントは連携デスクに登録されていません。お手数ですが、運用担当者に招待リンクを依頼してください。',
    status: 403,
  },
  'link-used': { title: LINK_TITLE, message: LINK_USED, status: 410 },
  taken: {
    title: '登録できませんでした',
    message:
      'このアカウントは、すでに別の方に登録されています。ご自分のアカウントでサインインし直すか、運用担当者にお問い合わせください。',
    status: 409,
  },
};
