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
    const person = token === undefined ? null : await accounts.personOf(token);
    c.set('person', person);
    // The page that is shown now says that nobody is signed in; what is sent from it is meant so.
    if (token !== undefined && person === null && c.req.method === 'GET')
      deleteCookie(c, cookieName(secure), { path: '/', secure });
    await next();
  });
}

/** Whether the browser still brings a session, which nobody may be signed in by any more. */
export function bringsSession(c: WebContext, secure: boolean): boolean {
  return getCookie(c, cookieName(secure)) !== undefined;
}

export function beginSession(c: WebContext, token: string, secure: boolean): void {
  setCookie(c, cookieName(secure), token, { httpOnly: true, sameSite: 'Lax', path: '/', secure });
}

export async function endSession(c: WebContext, accounts: Accounts, secure: boolean): Promise<void> {
  const token = getCookie(c, cookieName(secure));
  if (token !== undefined) await accounts.signOut(token);
  deleteCookie(c, cookieName(secure), { path: '/', secure });
}
