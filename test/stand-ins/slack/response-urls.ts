import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject, type Json, parsed } from './json.js';
import { contentOf } from './message-content.js';
import type { Change } from './methods/method.js';
import { bodyOf, refuseControlCharacters } from './request-arguments.js';
import { SlackError } from './slack-error.js';
import { botId, botUser, type StoredMessage, type Workspace } from './workspace.js';

/** Where an answer to an interaction belongs. */
interface Place {
  channel: string;
  user: string;
  /** The message the interaction came from. */
  original?: StoredMessage;
}

interface ResponseUrl extends Place {
  uses: number;
  since: number;
}

/** https://docs.slack.dev/interactivity/handling-user-interaction: five uses within thirty minutes. */
const mostUses = 5;
const lifeMs = 30 * 60_000;

/** Addresses to which the app may answer an interaction without being in the channel. */
export class ResponseUrls {
  private readonly known = new Map<string, ResponseUrl>();

  constructor(
    private readonly workspace: Workspace,
    private readonly base: () => string,
    private readonly posted: (message: StoredMessage, change?: Change) => void,
  ) {}

  create(place: Place): string {
    const id = this.workspace.newId('');
    this.known.set(id, { ...place, uses: 0, since: this.workspace.now().getTime() });
    return `${this.base()}/response/${this.workspace.team}/${id}`;
  }

  async answer(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const found = this.known.get(id);
    const body = parsed(await bodyOf(request));
    try {
      if (found === undefined) throw new SlackError('no_such_url');
      if (this.workspace.now().getTime() - found.since > lifeMs) throw new SlackError('expired_url');
      if (found.uses >= mostUses) throw new SlackError('used_url');
      if (!isObject(body)) throw new SlackError('invalid_payload');
      found.uses += 1;
      this.respond(found, body);
      response.writeHead(200, { 'content-type': 'text/html' }).end('ok');
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      const gone = ['no_such_url', 'expired_url', 'used_url'].includes(error.error);
      const json = JSON.stringify({ ok: false, error: error.error, ...error.details });
      response.writeHead(gone ? 404 : 400, { 'content-type': 'application/json' }).end(json);
    }
  }

  /** Does what a body posted to a response_url, or returned in an acknowledgement, says. */
  respond(place: Place, body: Json): void {
    refuseControlCharacters(body);
    const original = place.original === undefined ? undefined : this.current(place.original);
    if (body.delete_original === true) {
      if (original === undefined) throw new SlackError('message_not_found');
      this.workspace.remove(original);
      this.posted(original, 'deleted');
      return;
    }
    const content = contentOf(body, { text: 40_000, newId: () => this.workspace.newId('b') });
    if (body.replace_original === true && original !== undefined) {
      const replaced = this.workspace.replace(original, { blocks: undefined, ...content });
      this.posted(replaced, { was: original });
      return;
    }
    const message = this.workspace.store({
      channel: place.channel,
      user: botUser,
      bot_id: botId,
      ...(typeof body.thread_ts === 'string' ? { thread_ts: body.thread_ts } : {}),
      ...(body.response_type === 'in_channel' ? {} : { ephemeralFor: place.user }),
      ...content,
    });
    this.posted(message);
  }

  private current({ channel, ts }: StoredMessage): StoredMessage | undefined {
    return this.workspace.message(channel, ts) ?? this.workspace.ephemeral(channel, ts);
  }
}
