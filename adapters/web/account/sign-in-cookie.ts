import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { SIGN_IN_MINUTES } from '../../../bot/people/federated-sign-in.js';
import type { WebContext } from '../web-parts.js';

/** As the session's: `__Host-` lets no neighbouring site set it. */
function cookieName(secure: boolean): string {
  return secure ? '__Host-renkei-sign-in' : 'renkei-sign-in';
}

/**
 * Marks the browser that began, so that only this one finishes. Lax, not Strict: it must come along when the identity
 * server sends the browser back.
 */
export function markBrowser(c: WebContext, token: string, secure: boolean): void {
  setCookie(c, cookieName(secure), token, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure,
    maxAge: SIGN_IN_MINUTES * 60,
  });
}

/** The mark, which is good once. */
export function takeMark(c: WebContext, secure: boolean): string | undefined {
  const token = getCookie(c, cookieName(secure));
  deleteCookie(c, cookieName(secure), { path: '/', secure });
  return token;
}
