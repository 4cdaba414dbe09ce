import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import type { Accounts } from '../../bot/people/accounts.js';
import type { WebContext, WebEnvironment, WebParts } from './web-parts.js';

/** `__Host-` lets no neighbouring site set it; browsers take it with HTTPS only. */
function cookieName(secure: boolean): string {
  return secure ? '__Host-renkei' : 'renkei';
}

/** Finds out who asks. Nobody, when there is no session, or it has ended. */
export function signedIn({ accounts, secure }: Pick<WebParts, 'accounts' | 'secure'>) {
  return createMiddleware<WebEnvironment>(async (c, next) => {
    const token = getCookie(c, cookieName(secure));
    c.set('person', token === undefined ? null : await accounts.personOf(token));
    await next();
  });
}

export function beginSession(c: WebContext, token: string, secure: boolean): void {
  setCookie(c, cookieName(secure), token, { httpOnly: true, sameSite: 'Lax', path: '/', secure });
}

export async function endSession(c: WebContext, accounts: Accounts, secure: boolean): Promise<void> {
  const token = getCookie(c, cookieName(secure));
  if (token !== undefined) await accounts.signOut(token);
  deleteCookie(c, cookieName(secure), { path: '/', secure });
}
