import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Delivered, Deliveries } from './deliveries.js';
import { Events, usualSubscriptions } from './events.js';
import { type Fault, Faults } from './faults.js';
import { Files } from './files.js';
import type { Filled } from './filled-in.js';
import { Interacting, type Pressed } from './interacting.js';
import type { Json } from './json.js';
import type { Change, Slack, ThreadFace } from './methods/method.js';
import { Pace } from './pace.js';
import { type Ping, pingsOf } from './pings.js';
import { ResponseUrls } from './response-urls.js';
import { postSigned } from './signed-request.js';
import { type SlackOptions, usualScopes } from './slack-options.js';
import { Sockets } from './sockets.js';
import { Speaking } from './speaking.js';
import { type OpenView, Views } from './views.js';
import { type Call, WebApi } from './web-api.js';
import { botId, botUser, type Channel, type Person, type StoredMessage, Workspace } from './workspace.js';

export type { Delivered } from './deliveries.js';
export type { OpenView } from './views.js';
export type { StoredMessage } from './workspace.js';

/** Slack, as far as an app sees it: Web API, Socket Mode, signed requests, response_urls. */
export async function startSlack(options: SlackOptions = {}): Promise<SlackStandIn> {
  const standIn = new SlackStandIn(options);
  await standIn.listen();
  return standIn;
}

export class SlackStandIn {
  readonly team: string;
  readonly botUser = botUser;
  readonly botId = botId;
  readonly botToken = `xoxb-${randomBytes(12).toString('hex')}`;
  readonly appToken = `xapp-1-A0DESK-${randomBytes(12).toString('hex')}`;
  readonly signingSecret = randomBytes(16).toString('hex');
  readonly scopes: readonly string[];
  readonly users = {
    add: (...people: readonly Person[]): void => {
      for (const person of people) this.workspace.people.set(person.id, person);
    },
  };
  /** Whom the app's messages called. */
  readonly pings: Ping[] = [];
  /** What people saw go wrong: nothing acknowledged, answers to forms that Slack cannot show. */
  readonly troubles: string[] = [];
  /** What Slack says of the tokens from now on: `token_revoked`, `account_inactive`, `invalid_auth`; null when good. */
  tokenTrouble: string | null = null;

  private readonly workspace: Workspace;
  private readonly viewsOpen: Views;
  private readonly faults = new Faults();
  private readonly faces = new Map<string, ThreadFace>();
  private readonly http = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://stand-in');
    const [, place = '', ...rest] = pathname.split('/');
    const name = rest.at(-1) ?? '';
    const served =
      place === 'api'
        ? this.webApi.answer(name, request, response)
        : place === 'response'
          ? this.responseUrls.answer(name, request, response)
          : place === 'upload'
            ? this.files.take(name, request, response)
            : Promise.resolve(response.writeHead(404).end());
    // A connection that was cut on purpose or given up by the app is no fault of the test.
    Promise.resolve(served).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500).end(String(error));
    });
  });
  /** What the app has uploaded, by id. */
  readonly files: Files;
  private readonly sockets: Sockets;
  private readonly deliveries: Deliveries;
  private readonly events: Events;
  private readonly responseUrls: ResponseUrls;
  private readonly webApi: WebApi;
  private readonly speaking: Speaking;
  private readonly interacting: Interacting;
  private base = '';

  constructor(options: SlackOptions) {
    const now = options.now ?? (() => new Date());
    this.team = options.team ?? 'T0001';
    this.scopes = options.scopes ?? usualScopes;
    const workspace = new Workspace(this.team, now);
    this.workspace = workspace;
    this.viewsOpen = new Views(workspace, options.triggerLifeMs ?? 3000);
    const trouble = (what: string): void => {
      this.troubles.push(what);
    };
    this.deliveries = new Deliveries({
      sockets: () => this.sockets,
      signingSecret: this.signingSecret,
      now,
      ackWithinMs: options.ackWithinMs ?? 3000,
      mostRetries: options.mostRetries ?? 3,
      retryAfterMs: options.retryAfterMs ?? 3000,
      trouble,
    });
    this.sockets = new Sockets(this.http, this.deliveries);
    this.events = new Events({
      workspace,
      deliveries: this.deliveries,
      subscriptions: options.subscriptions ?? usualSubscriptions,
      scopes: this.scopes,
    });
    this.speaking = new Speaking(workspace, this.events, this.viewsOpen);
    const posted = (message: StoredMessage, change?: Change): void => this.posted(message, change);
    const pace = new Pace(now, options.paceMs ?? 0);
    this.responseUrls = new ResponseUrls(workspace, () => this.base, posted);
    this.interacting = new Interacting({
      workspace,
      views: this.viewsOpen,
      deliveries: this.deliveries,
      responseUrls: this.responseUrls,
      commands: this.scopes.includes('commands'),
      trouble,
    });
    this.files = new Files({
      newId: () => workspace.newId('F'),
      now,
      looksOverMs: options.looksOverMs ?? 0,
      base: () => this.base,
    });
    const slack: Slack = {
      workspace,
      files: this.files,
      views: this.viewsOpen,
      faces: this.faces,
      botToken: this.botToken,
      newSocketUrl: () =>
        `${this.base.replace('http:', 'ws:')}/link/?ticket=${this.sockets.newTicket()}&app_id=A0DESK`,
      posted,
      pace: (channel) => pace.take(channel),
    };
    this.webApi = new WebApi({
      slack,
      faults: this.faults,
      appToken: this.appToken,
      scopes: this.scopes,
      tokenTrouble: () => this.tokenTrouble,
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve));
    this.base = `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  /** For WebClient's slackApiUrl. */
  get apiUrl(): string {
    return `${this.base}/api/`;
  }

  /** The bot is a member where `members` names it (`U0DESK`). */
  addChannel(channel: Omit<Channel, 'im'>): void {
    this.workspace.channels.set(channel.id, channel);
  }

  /** What everybody in the channel sees, oldest first, replies included. A person's id means the messages with the app. */
  messages(channel: string): readonly StoredMessage[] {
    return this.workspace.messages(this.channelId(channel));
  }

  ephemerals(channel: string, user: string): readonly StoredMessage[] {
    return this.workspace.ephemerals(this.channelId(channel), user);
  }

  thread(channel: string, threadTs: string): readonly StoredMessage[] {
    return this.workspace.thread(this.channelId(channel), threadTs);
  }

  /** Status, title and suggested prompts of an assistant thread. */
  threadFace(channel: string, threadTs: string): ThreadFace {
    return this.faces.get(`${this.channelId(channel)}:${threadTs}`) ?? {};
  }

  get calls(): readonly Call[] {
    return this.webApi.calls;
  }

  callsOf(method: string): readonly Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** Everything sent to the app so far, the app's own messages included. */
  get delivered(): readonly Delivered[] {
    return this.deliveries.all;
  }

  homeOf(user: string): OpenView | null {
    return this.viewsOpen.homes.get(user) ?? null;
  }

  /** Modals on people's screens, the lowest first. */
  get openViews(): readonly OpenView[] {
    return this.viewsOpen.open;
  }

  /** The next calls of a method go wrong. */
  fail(method: string, fault: Fault, times = 1): void {
    this.faults.add(method, fault, times);
  }

  /** HTTP mode: everything is posted there, signed. Null goes back to Socket Mode. */
  postTo(url: string | null): void {
    this.deliveries.url = url;
  }

  async mention(
    user: string,
    channel: string,
    text: string,
    said: { threadTs?: string; eventId?: string } = {},
  ): Promise<Delivered> {
    return this.speaking.mention(user, channel, text, said);
  }

  async say(
    user: string,
    channel: string,
    text: string,
    said: { threadTs?: string; eventId?: string } = {},
  ): Promise<Delivered> {
    return this.speaking.say(user, channel, text, said);
  }

  async dm(
    user: string,
    text: string,
    said: { threadTs?: string; eventId?: string } = {},
  ): Promise<Delivered> {
    return this.speaking.dm(user, text, said);
  }

  async edit(message: StoredMessage, text: string): Promise<Delivered> {
    return this.speaking.edit(message, text);
  }

  async erase(message: StoredMessage): Promise<Delivered> {
    return this.speaking.erase(message);
  }

  async openHome(user: string, tab: 'home' | 'messages' = 'home'): Promise<Delivered> {
    return this.speaking.openHome(user, tab);
  }

  async startAssistant(user: string, besideChannel?: string): Promise<Delivered> {
    return this.speaking.startAssistant(user, besideChannel);
  }

  async slash(user: string, channel: string, command: string, text: string): Promise<Delivered> {
    return this.interacting.slash(user, this.channelId(channel), command, text);
  }

  async pressed(
    user: string,
    target: StoredMessage | OpenView,
    pressed: Pressed,
    values: Filled = {},
  ): Promise<Delivered> {
    return this.interacting.pressed(user, target, pressed, values);
  }

  async submit(user: string, view: OpenView, values: Filled): Promise<Delivered> {
    return this.interacting.submit(user, view, values);
  }

  async closeView(view: OpenView): Promise<Delivered> {
    return this.interacting.close(view);
  }

  async messageShortcut(user: string, channel: string, ts: string, callbackId: string): Promise<Delivered> {
    return this.interacting.messageShortcut(user, this.channelId(channel), ts, callbackId);
  }

  /** Any other event, as the app would get it: `{ type: 'tokens_revoked', … }`. */
  async sendEvent(event: Json & { type: string }, eventId?: string): Promise<Delivered> {
    return this.events.sendAnyway(event, eventId);
  }

  /** The same body with the same event_id once more. */
  async redeliver(delivered: Delivered, reason = 'timeout'): Promise<Delivered> {
    return this.deliveries.deliver(delivered.kind, delivered.body, {
      attempt: Math.max(1, delivered.attempts),
      reason,
    });
  }

  /** Sends anything at all: a text over every socket, or a post whose headers the test may spoil. Resolves with the HTTP status, or null. */
  async deliverRaw(
    raw: string | Json,
    {
      contentType = 'application/json',
      headers = {},
    }: { contentType?: string; headers?: Record<string, string> } = {},
  ): Promise<number | null> {
    const body = typeof raw === 'string' ? raw : JSON.stringify(raw);
    if (this.deliveries.url === null) {
      this.sockets.sendRaw(body);
      return null;
    }
    const { signingSecret } = this;
    const post = {
      url: this.deliveries.url,
      body,
      contentType,
      signingSecret,
      now: this.workspace.now(),
      headers,
    };
    return (await postSigned(post, this.deliveries.options.ackWithinMs))?.status ?? null;
  }

  /** Asks the app to connect anew, as Slack does every few hours. */
  disconnectSockets(reason: 'warning' | 'refresh_requested' = 'refresh_requested'): void {
    this.sockets.disconnect(reason);
  }

  /** Cuts every connection. */
  dropSockets(): void {
    this.sockets.drop();
  }

  get socketCount(): number {
    return this.sockets.count;
  }

  /** Resolves when so many sockets are open. */
  async waitForSocket(count = 1): Promise<void> {
    await this.sockets.atLeast(count);
  }

  async stop(): Promise<void> {
    this.deliveries.stop();
    this.sockets.stop();
    this.http.closeAllConnections();
    await new Promise<void>((resolve) => this.http.close(() => resolve()));
  }

  private posted(message: StoredMessage, change?: Change): void {
    if (change !== 'deleted') this.pings.push(...pingsOf(message));
    if (message.ephemeralFor !== undefined) return;
    if (change === undefined) this.events.message(message);
    else if (change === 'deleted') this.speaking.deleted(message);
    else this.speaking.changed(message, change.was);
  }

  private channelId(idOrUser: string): string {
    return this.workspace.people.has(idOrUser) ? this.workspace.directMessage(idOrUser).id : idOrUser;
  }
}
