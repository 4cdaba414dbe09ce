import type { IncomingMessage, ServerResponse } from 'node:http';
import { LARGEST, sizeOf, troublesOf } from './check-activity.js';

type Json = Readonly<Record<string, unknown>>;

/** A message as it stands in a conversation. */
export interface StoredMessage {
  readonly id: string;
  readonly conversation: string;
  readonly thread: string | null;
  activity: Json;
  edits: number;
}

export interface Conversation {
  id: string;
  kind: 'personal' | 'groupChat' | 'channel';
  members: string[];
  installed: boolean;
}

/** What goes wrong with the next calls of a kind. */
export interface Fault {
  status?: number;
  code?: string;
  /** Seconds. */
  retryAfter?: number;
  /** The connection is cut before anything is done, or after all is done. */
  cut?: 'before' | 'after';
  /** What was asked for is done, and answered with nothing. */
  silent?: boolean;
  times?: number;
}

export type FaultKind = 'send' | 'update' | 'create' | 'token' | 'keys';

interface ConnectorParts {
  conversations: Map<string, Conversation>;
  messages: StoredMessage[];
  troubles: string[];
  isToken: (authorization: string) => boolean;
  newId: () => string;
  fault: (kind: FaultKind) => Fault | null;
}

/** The REST API by which apps write to Teams. */
export class Connector {
  constructor(private readonly parts: ConnectorParts) {}

  /** @param path below /teams/ */
  handle(request: IncomingMessage, response: ServerResponse, path: string, body: Json): void {
    const { isToken, fault } = this.parts;
    if (!isToken(request.headers.authorization ?? '')) {
      refuse(response, 401, 'Unauthorized');
      return;
    }
    const [, conversation, message] =
      /^v3\/conversations(?:\/([^/]+)(?:\/activities(?:\/([^/]+))?)?)?$/
        .exec(path)
        ?.map((part) => part && decodeURIComponent(part)) ?? [];
    const kind: FaultKind =
      request.method === 'PUT' ? 'update' : conversation === undefined ? 'create' : 'send';
    const wrong = fault(kind);
    if (wrong?.cut === 'before') {
      response.destroy();
      return;
    }
    if (wrong?.status !== undefined) {
      if (wrong.retryAfter !== undefined) response.setHeader('retry-after', String(wrong.retryAfter));
      refuse(response, wrong.status, wrong.code ?? 'Fault');
      return;
    }
    const answer = (status: number, value: Json): void => {
      if (wrong?.cut === 'after') response.destroy();
      else if (wrong?.silent === true) response.writeHead(status).end();
      else respond(response, status, value);
    };
    try {
      if (kind === 'create') answer(201, this.create(body));
      else if (kind === 'update') answer(200, this.update(message ?? '', body));
      else answer(201, { id: this.send(conversation ?? '', body).id });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(response, error.status, error.message);
    }
  }

  private send(id: string, activity: Json): StoredMessage {
    const { conversations, messages, newId } = this.parts;
    const [base = '', thread] = id.split(';messageid=');
    const conversation = conversations.get(base);
    if (conversation === undefined) throw new Refusal(404, 'ConversationNotFound');
    if (!conversation.installed) throw new Refusal(403, 'BotNotInConversationRoster');
    this.check(activity);
    const message = { id: newId(), conversation: base, thread: thread ?? null, activity, edits: 0 };
    messages.push(message);
    return message;
  }

  private update(id: string, activity: Json): Json {
    const message = this.parts.messages.find((one) => one.id === id);
    if (message === undefined) throw new Refusal(404, 'ActivityNotFoundInConversation');
    this.check(activity);
    message.activity = activity;
    message.edits += 1;
    return { id };
  }

  private create(body: Json): Json {
    const { conversations, newId } = this.parts;
    const channel = (body.channelData as { channel?: { id: string } } | undefined)?.channel?.id;
    if (channel !== undefined) {
      const { id } = this.send(channel, (body.activity ?? {}) as Json);
      return { id: `${channel};messageid=${id}`, activityId: id };
    }
    const [person] = (body.members ?? []) as { id: string }[];
    if (person === undefined) throw new Refusal(400, 'BadSyntax');
    const known = [...conversations.values()].find(
      ({ kind, members }) => kind === 'personal' && members.includes(person.id),
    );
    if (known?.installed !== true) throw new Refusal(403, 'ForbiddenOperationException');
    return { id: known.id, activityId: newId() };
  }

  private check(activity: Json): void {
    const troubles = troublesOf(activity);
    this.parts.troubles.push(...troubles);
    if (sizeOf(activity) > LARGEST) throw new Refusal(413, 'MessageSizeTooBig');
    if (troubles.length > 0) throw new Refusal(400, `BadSyntax: ${troubles.join(', ')}`);
  }
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    code: string,
  ) {
    super(code);
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  respond(response, status, { error: { code, message: code } });
}

export function respond(response: ServerResponse, status: number, value: Json): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
