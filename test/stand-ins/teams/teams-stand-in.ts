import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { walk } from './check-activity.js';
import {
  Connector,
  type Conversation,
  type Fault,
  type FaultKind,
  respond,
  type StoredMessage,
} from './connector.js';
import { type TokenKind, TokenSigner } from './tokens.js';

type Json = Readonly<Record<string, unknown>>;

/** What the app answered. */
export interface Answered {
  status: number;
  body: Json | null;
}

interface SayOptions {
  /** First message of the thread; in a channel without one the message begins one. */
  thread?: string;
  mention?: boolean;
  quoting?: string;
  id?: string;
  token?: TokenKind;
  tenant?: string;
}

/** Microsoft Teams as an app sees it: it calls the app with signed activities, and is called by its REST API. */
export class TeamsStandIn {
  readonly appId = '11111111-2222-3333-4444-555555555555';
  readonly secret = 'client-secret-of-the-tests';
  readonly tenant = '99999999-8888-7777-6666-555555555555';
  /** Where the app listens. */
  url = '';
  readonly troubles: string[] = [];
  tokensAsked = 0;
  private readonly conversations = new Map<string, Conversation>();
  private readonly all: StoredMessage[] = [];
  private readonly guests = new Set<string>();
  private readonly names = new Map<string, string>();
  private readonly faults: { kind: FaultKind; fault: Fault; left: number }[] = [];
  private readonly connector: Connector;
  private count = Date.now();

  private constructor(
    private readonly server: Server,
    private readonly signer: TokenSigner,
  ) {
    this.connector = new Connector({
      conversations: this.conversations,
      messages: this.all,
      troubles: this.troubles,
      isToken: (authorization) => authorization === `Bearer ${BOT_TOKEN}`,
      newId: () => this.newId(),
      fault: (kind) => this.faultOf(kind),
    });
    server.on('request', (request, response) => void this.serve(request, response));
  }

  static async start(): Promise<TeamsStandIn> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TeamsStandIn(server, await TokenSigner.make());
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get issuer(): string {
    return `${this.origin}/issuer`;
  }

  get serviceUrl(): string {
    return `${this.origin}/teams/`;
  }

  /** What the desk is told of all this. */
  environment(): Record<string, string> {
    return {
      TEAMS_APP_ID: this.appId,
      TEAMS_TENANT_ID: this.tenant,
      TEAMS_APP_SECRET: this.secret,
      TEAMS_ISSUERS: this.issuer,
      TEAMS_KEYS_URL: `${this.origin}/login/keys`,
      TEAMS_METADATA_URL: `${this.origin}/login/metadata`,
      TEAMS_AUTHORITY: `${this.origin}/login`,
      TEAMS_SERVICE_URLS: this.origin,
    };
  }

  addPerson(oid: string, name: string): void {
    this.names.set(oid, name);
  }

  /** Somebody whom Teams knows by no id of Entra ID. */
  addGuest(id: string): void {
    this.guests.add(id);
  }

  addConversation(conversation: Conversation): void {
    this.conversations.set(conversation.id, conversation);
  }

  /** Of one conversation, oldest first. */
  messages(conversation: string): readonly StoredMessage[] {
    return this.all.filter((one) => one.conversation === conversation);
  }

  /** Somebody deletes a message. */
  remove({ id }: StoredMessage): void {
    this.all.splice(
      this.all.findIndex((one) => one.id === id),
      1,
    );
  }

  fail(kind: FaultKind, fault: Fault): void {
    this.faults.push({ kind, fault, left: fault.times ?? 1 });
  }

  /** @returns also the id under which others see it */
  async says(
    oid: string,
    conversation: string,
    text: string,
    { thread, mention, quoting, id = this.newId(), token = 'good', tenant }: SayOptions = {},
  ): Promise<Answered & { id: string }> {
    const { kind } = this.conversation(conversation);
    const named = mention ?? kind !== 'personal';
    const name = '<at>連携デスク</at>';
    const html = `${quoting === undefined ? '' : QUOTE(quoting)}<p>${named ? '<span itemtype="http://schema.skype.com/Mention" itemid="0">連携デスク</span>&nbsp;' : ''}${text}</p>`;
    const activity = {
      ...this.activity(oid, conversation, kind === 'channel' ? (thread ?? id) : undefined, tenant),
      type: 'message',
      id,
      textFormat: 'plain',
      text: `${named ? `${name} ` : ''}${quoting === undefined ? '' : '引用された文章\n'}${text}`,
      attachments: [{ contentType: 'text/html', content: html }],
      entities: named
        ? [{ type: 'mention', text: name, mentioned: { id: this.bot, name: '連携デスク' } }]
        : [{ type: 'clientInfo', locale: 'ja-JP' }],
    };
    return { ...(await this.post(activity, token)), id };
  }

  installs(conversation: string, action: 'add' | 'remove' = 'add'): Promise<Answered> {
    const known = this.conversation(conversation);
    known.installed = action === 'add';
    return this.post({
      ...this.activity(known.members[0] ?? '', conversation, undefined),
      type: 'installationUpdate',
      id: this.newId(),
      action,
    });
  }

  invokes(
    oid: string,
    conversation: string,
    name: string,
    value: Json,
    { id = this.newId(), token = 'good' as TokenKind } = {},
  ): Promise<Answered> {
    const [base = '', thread] = conversation.split(';messageid=');
    return this.post({ ...this.activity(oid, base, thread), type: 'invoke', id, name, value }, token);
  }

  /** Anything at all, signed as Teams would sign it. @param change what becomes of an honest message */
  sendsRaw(oid: string, conversation: string, change: (honest: Json) => Json): Promise<Answered> {
    const honest = {
      ...this.activity(oid, conversation, undefined),
      type: 'message',
      id: this.newId(),
      text: '相談窓口の設置は委託できますか',
    };
    return this.post(change(honest));
  }

  /** Presses what is called so on a card, with what was typed into it. */
  presses(
    oid: string,
    { conversation, thread, id, activity }: StoredMessage,
    title: string,
  ): Promise<Answered> {
    const action = actionIn(activity.attachments, title);
    const { kind } = this.conversation(conversation);
    const where = kind === 'channel' ? `${conversation};messageid=${thread ?? id}` : conversation;
    if (action.type === 'Action.Execute')
      return this.invokes(oid, where, 'adaptiveCard/action', {
        action: { type: 'Action.Execute', verb: action.verb, data: action.data ?? {} },
        trigger: 'manual',
      });
    return this.invokes(oid, where, 'task/fetch', { data: action.data, context: { theme: 'default' } });
  }

  /** Sends the form of a dialog. @param opened what the app answered when it was opened */
  async submits(
    oid: string,
    conversation: string,
    opened: Answered,
    inputs: Record<string, string>,
    name: 'task/submit' | 'composeExtension/submitAction' = 'task/submit',
  ): Promise<Answered> {
    const card = dialogCard(opened);
    const [action] = (card.actions ?? []) as { data?: Json }[];
    const initial: Record<string, string> = {};
    walk(card.body, (element) => {
      if (String(element.type).startsWith('Input.') && typeof element.value === 'string')
        initial[String(element.id)] = element.value;
    });
    const data = { ...action?.data, ...initial, ...inputs };
    const value = {
      data,
      context: { theme: 'default' },
      ...(name === 'task/submit' ? {} : { commandId: 'consult' }),
    };
    return this.invokes(oid, conversation, name, value);
  }

  private get bot(): string {
    return `28:${this.appId}`;
  }

  private conversation(id: string): Conversation {
    const found = this.conversations.get(id);
    if (found === undefined) throw new Error(`no conversation ${id}`);
    return found;
  }

  private activity(
    oid: string,
    conversation: string,
    thread: string | undefined,
    tenant = this.tenant,
  ): Json {
    const { kind } = this.conversation(conversation);
    return {
      channelId: 'msteams',
      serviceUrl: this.serviceUrl,
      timestamp: new Date().toISOString(),
      locale: 'ja-JP',
      from: {
        id: `29:${oid}`,
        name: this.names.get(oid) ?? '',
        ...(this.guests.has(oid) ? {} : { aadObjectId: oid }),
      },
      recipient: { id: this.bot, name: '連携デスク' },
      conversation: {
        id: thread === undefined ? conversation : `${conversation};messageid=${thread}`,
        conversationType: kind,
        tenantId: tenant,
        isGroup: kind !== 'personal',
      },
      channelData: {
        tenant: { id: tenant },
        ...(kind === 'channel' ? { channel: { id: conversation } } : {}),
      },
    };
  }

  private async post(activity: Json, token: TokenKind = 'good'): Promise<Answered> {
    const parts = { issuer: this.issuer, audience: this.appId, serviceUrl: this.serviceUrl };
    const authorization = await this.signer.header(token, parts);
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) },
      body: JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : (JSON.parse(text) as Json) };
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '', this.origin);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const body = text === '' || !text.startsWith('{') ? {} : (JSON.parse(text) as Json);
    if (pathname.startsWith('/teams/')) this.connector.handle(request, response, pathname.slice(7), body);
    else if (pathname.endsWith('/oauth2/v2.0/token')) this.token(response, new URLSearchParams(text));
    else this.keys(response, pathname);
  }

  private keys(response: ServerResponse, pathname: string): void {
    const wrong = this.faultOf('keys');
    const metadata = {
      issuer: this.issuer,
      jwks_uri: `${this.origin}/login/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    };
    if (wrong?.status !== undefined) respond(response, wrong.status, {});
    else if (pathname === '/login/metadata') respond(response, 200, metadata);
    else if (pathname.endsWith('/keys')) respond(response, 200, { keys: [this.signer.publicKey] });
    else respond(response, 404, {});
  }

  private token(response: ServerResponse, form: URLSearchParams): void {
    this.tokensAsked += 1;
    const wrong = this.faultOf('token');
    const known = form.get('client_id') === this.appId && form.get('client_secret') === this.secret;
    if (wrong?.status !== undefined) respond(response, wrong.status, { error: 'temporarily_unavailable' });
    else if (!known) respond(response, 401, { error: 'invalid_client', error_description: 'wrong secret' });
    else respond(response, 200, { token_type: 'Bearer', access_token: BOT_TOKEN, expires_in: 3600 });
  }

  private faultOf(kind: FaultKind): Fault | null {
    const at = this.faults.findIndex((one) => one.kind === kind && one.left > 0);
    const found = this.faults[at];
    if (found === undefined) return null;
    found.left -= 1;
    return found.fault;
  }

  private newId(): string {
    this.count += 1;
    return String(this.count);
  }
}

const BOT_TOKEN = 'token-of-the-desk';

const QUOTE = (id: string): string =>
  `<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="${id}"><strong itemprop="mri">連携デスク</strong><p itemprop="preview">引用された文章</p></blockquote>`;

/** The card of a dialog that was opened. */
export function dialogCard({ body }: Answered): Json {
  const task = body?.task as { value?: { card?: { content?: Json } } } | undefined;
  const card = task?.value?.card?.content;
  if (card === undefined) throw new Error(`no dialog: ${JSON.stringify(body)}`);
  return card;
}

function actionIn(value: unknown, title: string): { type: string; verb?: string; data?: Json } {
  let found: Json | undefined;
  const titles: string[] = [];
  walk(value, (element) => {
    const { selectAction } = element;
    for (const one of [element, selectAction as Json | undefined]) {
      if (!String(one?.type).startsWith('Action.')) continue;
      titles.push(String(one?.title));
      if (one?.title === title) found = one;
    }
  });
  // Attachments have no type of their own to be walked by.
  if (found === undefined) throw new Error(`no action ${title} among ${titles.join(', ')}`);
  return found as { type: string; verb?: string; data?: Json };
}
