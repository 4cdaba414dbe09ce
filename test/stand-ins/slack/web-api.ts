import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, Faults } from './faults.js';
import type { Json } from './json.js';
import { account } from './methods/account.js';
import { assistant } from './methods/assistant.js';
import { chat } from './methods/chat.js';
import { conversations } from './methods/conversations.js';
import { files } from './methods/files.js';
import type { Method, Methods, Slack } from './methods/method.js';
import { streams } from './methods/streams.js';
import { views } from './methods/views.js';
import { argumentsOf, bodyOf, refuseControlCharacters } from './request-arguments.js';
import { SlackError } from './slack-error.js';

const methods: Methods = {
  ...account,
  ...chat,
  ...streams,
  ...conversations,
  ...views,
  ...assistant,
  ...files,
};

export interface Call {
  method: string;
  /** Parsed; the token is left out. */
  args: Json;
  at: number;
  response: { ok: boolean; error?: string } & Json;
}

interface WebApiOptions {
  slack: Slack;
  faults: Faults;
  appToken: string;
  scopes: readonly string[];
  /** What Slack says of the token just now: `token_revoked`, `account_inactive` …; null when it is good. */
  tokenTrouble(): string | null;
}

/** Serves `/api/<method>`, and keeps what was asked and answered. */
export class WebApi {
  readonly calls: Call[] = [];

  constructor(private readonly options: WebApiOptions) {}

  async answer(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const call: Call = {
      method: name,
      args: {},
      at: this.options.slack.workspace.now().getTime(),
      response: { ok: false },
    };
    this.calls.push(call);
    const fault = this.options.faults.next(name);
    if (fault !== null && 'dropBeforeDoing' in fault) {
      call.response = { ok: false, error: 'dropped' };
      request.socket.destroy();
      return;
    }
    if (fault !== null && 'hang' in fault) await wait(fault.hang, undefined, { ref: false });
    call.response = this.outcome(call, { request, body, fault });
    if (fault !== null && 'dropAfterDoing' in fault) request.socket.destroy();
    else send(response, call.response, { fault, scopes: this.options.scopes, accepted: this.accepted(call) });
  }

  private outcome(
    call: Call,
    { request, body, fault }: { request: IncomingMessage; body: string; fault: Fault | null },
  ): Call['response'] {
    try {
      const { token, ...args } = argumentsOf(body, request.headers['content-type'] ?? '');
      call.args = args;
      if (fault !== null && 'error' in fault) throw new SlackError(fault.error);
      if (fault !== null && 'rateLimited' in fault) throw new SlackError('ratelimited');
      if (fault !== null && 'status' in fault) throw new SlackError(`http_${fault.status}`);
      const method = methods[call.method];
      if (method === undefined) throw new SlackError('unknown_method', { req_method: call.method });
      this.checkToken(method, bearer(request) ?? token);
      this.checkScopes(call, method);
      refuseControlCharacters(args);
      return { ok: true, ...method.run(args, this.options.slack) };
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      return { ok: false, error: error.error, ...error.details };
    }
  }

  private checkToken(method: Method, token: unknown): void {
    const { slack, appToken, tokenTrouble } = this.options;
    if (method.token === 'none') return;
    if (typeof token !== 'string' || token === '') throw new SlackError('not_authed');
    if (token !== slack.botToken && token !== appToken) throw new SlackError('invalid_auth');
    const trouble = tokenTrouble();
    if (trouble !== null) throw new SlackError(trouble);
    if ((method.token === 'app') !== (token === appToken)) throw new SlackError('not_allowed_token_type');
  }

  private checkScopes(call: Call, method: Method): void {
    const wanted = this.wanted(call, method);
    const { scopes } = this.options;
    if (wanted.length > 0 && !wanted.some((scope) => scopes.includes(scope)))
      throw new SlackError('missing_scope', { needed: wanted[0], provided: scopes.join(',') });
  }

  private wanted(call: Call, { scopes = [] }: Method): readonly string[] {
    return typeof scopes === 'function' ? scopes(call.args, this.options.slack) : scopes;
  }

  private accepted(call: Call): readonly string[] {
    const method = methods[call.method];
    return method === undefined ? [] : this.wanted(call, method);
  }
}

function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
}

function send(
  response: ServerResponse,
  answer: Call['response'],
  {
    fault,
    scopes,
    accepted,
  }: { fault: Fault | null; scopes: readonly string[]; accepted: readonly string[] },
): void {
  if (fault !== null && 'status' in fault) {
    response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>Slack is down</html>');
    return;
  }
  const limited = answer.error === 'ratelimited';
  const seconds = fault !== null && 'rateLimited' in fault ? fault.rateLimited : 1;
  response.writeHead(limited ? 429 : 200, {
    'content-type': 'application/json; charset=utf-8',
    'x-oauth-scopes': scopes.join(','),
    'x-accepted-oauth-scopes': accepted.join(','),
    ...(limited ? { 'retry-after': String(seconds) } : {}),
  });
  response.end(JSON.stringify(answer));
}
