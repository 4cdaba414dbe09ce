import { Hono } from 'hono';
import { z } from 'zod';
import { WeakPassword } from '../../../bot/people/accounts.js';
import { ErrorPage } from '../error-page.js';
import { beginSession, endSession } from '../session.js';
import type { WebEnvironment, WebParts } from '../web-parts.js';
import { PasswordPage, SignInPage } from './account-pages.js';
import { ownPath } from './own-path.js';

const SignInForm = z.object({
  mail: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(1000),
  next: z.string().default('/'),
});
const PasswordForm = z.object({ token: z.string().min(1).max(100), password: z.string().max(1000) });

/** Signing in and out with a local account. */
export function accountRoutes({ accounts, secure }: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();

  app.get('/sign-in', (c) =>
    c.html(<SignInPage fault={null} mail="" next={ownPath(c.req.query('next') ?? '/')} />),
  );

  app.post('/sign-in', async (c) => {
    const form = SignInForm.safeParse(await c.req.parseBody());
    if (!form.success) return c.html(<SignInPage fault={REFUSED} mail="" next="/" />, 400);
    const { mail, password } = form.data;
    const next = ownPath(form.data.next);
    const signedIn = await accounts.signIn(mail, password);
    if (signedIn.outcome === 'signed-in') {
      beginSession(c, signedIn.token, secure);
      return c.redirect(next, 303);
    }
    const fault = signedIn.outcome === 'locked' ? LOCKED : REFUSED;
    return c.html(<SignInPage fault={fault} mail={mail} next={next} />, 401);
  });

  app.post('/sign-out', async (c) => {
    await endSession(c, accounts, secure);
    return c.redirect('/', 303);
  });

  app.get('/account/password', (c) =>
    c.html(<PasswordPage token={c.req.query('token') ?? ''} fault={null} />),
  );

  app.post('/account/password', async (c) => {
    const form = PasswordForm.safeParse(await c.req.parseBody());
    if (!form.success) return c.html(<ErrorPage title={LINK_TITLE} message={LINK_USED} />, 400);
    try {
      const person = await accounts.setPassword(form.data.token, form.data.password);
      if (person === null) return c.html(<ErrorPage title={LINK_TITLE} message={LINK_USED} />, 410);
      return c.redirect('/sign-in', 303);
    } catch (error) {
      if (!(error instanceof WeakPassword)) throw error;
      return c.html(<PasswordPage token={form.data.token} fault={error.message} />, 400);
    }
  });

  return app;
}

const REFUSED = 'メールアドレスかパスワードが正しくありません。';
const LOCKED =
  '続けて誤ったパスワードが入力されたため、しばらくサインインできません。15分ほど待ってからお試しください。';
const LINK_TITLE = 'リンクを使用できません';
const LINK_USED = '使用済みか、期限の切れたリンクです。運用担当者に新しいリンクを依頼してください。';
