import { AuthorizationResponseError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';

/**
 * What the log may have of a fault: messages and codes along the causes. The library's errors carry whole answers with
 * them, tokens, claims and the browser's address among these, so they are never handed on themselves.
 */
export function detailOf(error: unknown): string {
  const words: string[] = [];
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code } = one as { code?: unknown };
    words.push([typeof code === 'string' ? code : '', one.message].filter((word) => word !== '').join(' '));
    if (one instanceof ResponseBodyError || one instanceof AuthorizationResponseError)
      words.push([plain(one.error), numberOf(one.error_description)].join(' ').trim());
    if (one.cause instanceof Response) words.push(`HTTP ${one.cause.status}`);
  }
  return words.length === 0 ? String(error) : words.filter((word) => word !== '').join(': ');
}

/** Whether the fault is the server's (or the client settings', which only the operator can mend), not this sign-in's. */
export function isServersFault(error: unknown): boolean {
  const { code } = error as { code?: string };
  if (error instanceof WWWAuthenticateChallengeError) return true;
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError)
    return SERVERS_ERRORS.has(error.error);
  // `fetch` throws a bare TypeError when there is no connection; the library's own carry a code.
  if (error instanceof TypeError) return code === undefined;
  return code !== undefined && SERVERS_CODES.has(code);
}

/** RFC 6749, sections 4.1.2.1 and 5.2. */
const SERVERS_ERRORS: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
]);
const SERVERS_CODES: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

/** An error's name comes with the browser, so from anybody. */
function plain(name: string): string {
  return /^[\w.-]{1,60}$/.test(name) ? name : '(unreadable)';
}

/** Of a description only a leading number such as Microsoft's AADSTS50011: the rest may name people. */
function numberOf(description: string | undefined): string {
  return /^[A-Z]{2,10}\d{3,9}\b/.exec(description ?? '')?.[0] ?? '';
}
