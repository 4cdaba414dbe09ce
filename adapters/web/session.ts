import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import type { Accounts } from '../../bot/people/accounts.js';
import type { WebContext, WebEnvironment, WebParts } from './web-parts.js';

/** `__Host-` lets no neighbouring site set it; browsers take it with HTTPS only. */
function cookieName(secure: boolean): string {
  return secure ? '__Host-renkei' : 'renkei';
}

/** Within a frame of another site, where browsers take no other cookie; each such site has its own. */
const FRAMED = '__Host-renkei-framed';

/** Finds out who asks. Nobody, when there is no session, or it has ended. */
export function signedIn({ accounts, secure }: Pick<WebParts, 'accounts' | 'secure'>) {
  return createMiddleware<WebEnvironment>(async (c, next) => {
    const token = getCookie(c, cookieName(secure)) ?? getCookie(c, FRAMED);
    const person = token === undefined ? null : await accounts.personOf(token);
    c.set('person', person);
    // The page that is shown now says that nobody is signed in; what is sent from it is meant so.
    if (token !== undefined && person === null && c.req.method === 'GET')
      for (const name of [cookieName(secure), FRAMED])
        if (getCookie(c, name) !== undefined) forget(c, name, secure);
    await next();
  });
}

/** Whether the browser still brings a session, which nobody may be signed in by any more. */
export function bringsSession(c: WebContext, secure: boolean): boolean {
  return (getCookie(c, cookieName(secure)) ?? getCookie(c, FRAMED)) !== undefined;
}

export function beginSession(c: WebContext, token: string, secure: boolean): void {
  setCookie(c, cookieName(secure), token, { httpOnly: true, sameSite: 'Lax', path: '/', secure });
}

export function beginFramedSession(c: WebContext, token: string): void {
  setCookie(c, FRAMED, token, {
    httpOnly: true,
    sameSite: 'None',
    path: '/',
    secure: true,
    partitioned: true,
  });
}

export async function endSession(c: WebContext, accounts: Accounts, secure: boolean): Promise<void> {
  for (const name of [cookieName(secure), FRAMED]) {
    const token = getCookie(c, name);
    if (token === undefined) continue;
    await accounts.signOut(token);
    forget(c, name, secure);
  }
}

function forget(c: WebContext, name: string, secure: boolean): void {
  deleteCookie(c, name, {
    path: '/',
    ...(name === FRAMED ? { secure: true, sameSite: 'None', partitioned: true } : { secure }),
  });
}
