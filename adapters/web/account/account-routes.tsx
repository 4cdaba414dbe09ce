import { Hono } from 'hono';
import { z } from 'zod';
import { WeakPassword } from '../../../bot/people/accounts.js';
import { ErrorPage } from '../error-page.js';
import { beginSession, endSession } from '../session.js';
import type { WebEnvironment, WebParts } from '../web-parts.js';
import { RegisterPage, SignInPage } from './account-pages.js';
import { federatedRoutes } from './federated-routes.js';
import { LINK_TITLE, LINK_USED } from './link-words.js';
import { ownPath } from './own-path.js';

const SignInForm = z.object({
  mail: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(1000),
  next: z.string().default('/'),
});
const PasswordForm = z.object({ token: z.string().min(1).max(100), password: z.string().max(1000) });

/** Signing in and out; with a local account, unless these are switched off. */
export function accountRoutes(parts: WebParts): Hono<WebEnvironment> {
  const { accounts, federated, localAccounts, secure } = parts;
  const app = new Hono<WebEnvironment>();
  const ways = { federated: federated?.name ?? null, local: localAccounts };

  app.get('/sign-in', (c) =>
    c.html(<SignInPage {...ways} fault={null} mail="" next={ownPath(c.req.query('next') ?? '/')} />),
  );

  // Ends our session alone: the identity server's belongs to the person's other programs too, and at a machine that
  // several people share its own sign-out is the one to use.
  app.post('/sign-out', async (c) => {
    await endSession(c, accounts, secure);
    return c.redirect('/', 303);
  });

  app.get('/account/password', (c) =>
    c.html(<RegisterPage {...ways} fault={null} token={c.req.query('token') ?? ''} />),
  );

  if (federated !== null) app.route('/', federatedRoutes({ ...parts, federated }));
  if (!localAccounts) return app;

  app.post('/sign-in', async (c) => {
    const form = SignInForm.safeParse(await c.req.parseBody());
    if (!form.success) return c.html(<SignInPage {...ways} fault={REFUSED} mail="" next="/" />, 400);
    const { mail, password } = form.data;
    const next = ownPath(form.data.next);
    const signedIn = await accounts.signIn(mail, password);
    if (signedIn.outcome === 'signed-in') {
      beginSession(c, signedIn.token, secure);
      return c.redirect(next, 303);
    }
    const fault = FAULTS[signedIn.outcome];
    return c.html(<SignInPage {...ways} fault={fault} mail={mail} next={next} />, 401);
  });

  app.post('/account/password', async (c) => {
    const form = PasswordForm.safeParse(await c.req.parseBody());
    if (!form.success) return c.html(<ErrorPage title={LINK_TITLE} message={LINK_USED} />, 400);
    try {
      const person = await accounts.setPassword(form.data.token, form.data.password);
      if (person === null) return c.html(<ErrorPage title={LINK_TITLE} message={LINK_USED} />, 410);
      return c.redirect('/sign-in', 303);
    } catch (error) {
      if (!(error instanceof WeakPassword)) throw error;
      return c.html(<RegisterPage {...ways} token={form.data.token} fault={error.message} />, 400);
    }
  });

  return app;
}

const REFUSED = 'メールアドレスかパスワードが正しくありません。';
const LOCKED =
  '続けて誤ったパスワードが入力されたため、しばらくサインインできません。15分ほど待ってからお試しください。';
const BUSY = '現在サインインが混み合っています。1分ほど待ってから、もう一度お試しください。';
const FAULTS = { refused: REFUSED, locked: LOCKED, busy: BUSY } as const;
