import type { Message } from '../../bot/channels/message.js';
import type { Place } from '../../bot/channels/place.js';
import { CannotDeliver } from '../../bot/effects/effect-worker.js';
import type { ChatSender, Sent } from '../../bot/ports/chat-sender.js';
import type { ClaimedEffect } from '../../bot/ports/effect-queue.js';
import type { Post } from '../../bot/ports/post-store.js';
import type { TeamsSettings } from '../config/teams-settings.js';
import type { TeamsConversation } from '../sqlite/sqlite-teams-conversations.js';
import { kindById } from './activity.js';
import { inlineForm } from './dialogs.js';
import { drawn } from './draw-card.js';
import { type Activity, type Connector, ConnectorFault } from './host.js';
import { mayCall } from './service-url.js';
import { faultOf, isUnsent } from './teams-faults.js';
import type { TeamsParts } from './teams-parts.js';

/** A conversation with one person, which may have to be begun first. */
const PERSON = 'user:';

export function personalPlace(workspace: string, account: string): Place {
  return { service: 'teams', workspace, channel: `${PERSON}${account}`, thread: null };
}

/** Sends messages to Teams, each once, or says that nobody knows. */
export class TeamsSender implements ChatSender {
  readonly service = 'teams';

  constructor(
    private readonly parts: Pick<TeamsParts, 'host' | 'conversations' | 'sends' | 'now'>,
    private readonly settings: TeamsSettings,
  ) {}

  /**
   * Teams has neither a key by which it would know a second message nor a history that the desk may read: a try of which
   * nobody knows how it ended is not repeated before somebody has looked.
   * @throws CannotDeliver with `unconfirmed`
   */
  async send(effect: ClaimedEffect, id: string, place: Place, message: Message): Promise<Sent> {
    const { sends, now } = this.parts;
    const earlier = await sends.begin(id, effect.id, now().toISOString());
    if (earlier === 'unknown') throw unconfirmed(id, place);
    if (earlier !== null) return earlier;
    const sent = await this.#post(place, this.#drawn(message)).catch(async (error: unknown) => {
      if (!isUnsent(error) && error instanceof ConnectorFault) throw unconfirmed(id, place, error.code);
      await sends.notSent(id);
      if (error instanceof ConnectorFault && error.code === REMOVED) await this.#left(place);
      throw faultOf(error);
    });
    // It stands there: where this cannot be written down, nobody knows of it, and it is not posted again.
    await sends.sent(id, sent);
    return sent;
  }

  async change({ channel, thread, message: id }: Post, message: Message): Promise<boolean> {
    const conversation = idOf({ channel, thread });
    try {
      const connector = await this.#connector(channel);
      await connector.update(conversation, id, this.#from(conversation, { ...this.#drawn(message), id }));
      return true;
    } catch (error) {
      if (error instanceof ConnectorFault && error.status === 404) return false;
      throw faultOf(error);
    }
  }

  /** Teams has no such thing: a word to one person is the answer of an invoke activity. */
  async respond(): Promise<void> {
    throw new CannotDeliver('Teams has no messages that one person alone sees');
  }

  direct(workspace: string, account: string): Place {
    return personalPlace(workspace, account);
  }

  async isDirect({ channel }: Place): Promise<boolean> {
    if (channel.startsWith(PERSON)) return true;
    const known = await this.parts.conversations.find(channel);
    return (known?.kind ?? kindById(channel)) === 'personal';
  }

  lasts(): boolean {
    return true;
  }

  async linkTo({ workspace, channel, thread }: Place): Promise<string | null> {
    if (thread === null) return null;
    const path = [channel, thread].map(encodeURIComponent).join('/');
    return `https://teams.microsoft.com/l/message/${path}?tenantId=${encodeURIComponent(workspace)}`;
  }

  async answered(): Promise<void> {}

  async #post(place: Place, activity: Activity): Promise<Sent> {
    const channel = place.channel.startsWith(PERSON)
      ? await this.#withPerson(place.channel.slice(PERSON.length), place.workspace)
      : place.channel;
    const connector = await this.#connector(channel);
    const known = await this.parts.conversations.find(channel);
    if (place.thread === null && (known?.kind ?? kindById(channel)) === 'channel') {
      // A message in a channel begins a thread, which is a conversation of its own.
      const { message } = await connector.create({
        isGroup: true,
        bot: { id: this.#bot },
        channelData: { channel: { id: channel }, tenant: { id: this.#tenant(place.workspace) } },
        activity: this.#from(channel, activity),
      });
      return { channel, message };
    }
    const conversation = idOf({ channel, thread: place.thread });
    return { channel, message: await connector.send(conversation, this.#from(conversation, activity)) };
  }

  /** Teams gives back the same conversation however often one is begun. */
  async #withPerson(account: string, workspace: string): Promise<string> {
    const { conversations, now } = this.parts;
    const known = this.#callable(await conversations.withAccount(account));
    if (known !== null && known.goneAt === null) return known.id;
    const tenant = this.#tenant(workspace);
    const serviceUrl = await this.#serviceUrl(null);
    const connector = await this.parts.host.connector(serviceUrl);
    const parameters = {
      isGroup: false,
      bot: { id: this.#bot },
      members: [{ id: account }],
      tenantId: tenant,
      channelData: { tenant: { id: tenant } },
    };
    const { conversation: id } = await connector.create(parameters).catch((error: unknown) => {
      // Nothing is posted by it, whatever became of it.
      throw error instanceof ConnectorFault ? error.asUnsent() : error;
    });
    const conversation = { id, kind: 'personal', tenant, serviceUrl, account, goneAt: null } as const;
    await conversations.save(conversation, now().toISOString());
    return id;
  }

  async #left({ channel }: Place): Promise<void> {
    const { conversations, now } = this.parts;
    const known = await conversations.find(channel);
    const at = now().toISOString();
    if (known !== null) await conversations.save({ ...known, goneAt: at }, at);
  }

  async #connector(channel: string): Promise<Connector> {
    return this.parts.host.connector(await this.#serviceUrl(channel));
  }

  /** Where the conversation lives, or where the newest of the others does. */
  async #serviceUrl(channel: string | null): Promise<string> {
    const { conversations } = this.parts;
    const known = channel === null ? null : this.#callable(await conversations.find(channel));
    const other = known ?? this.#callable(await conversations.newest());
    return other?.serviceUrl ?? this.settings.serviceUrl;
  }

  /** Null for what is left of a trial, or of another cloud. */
  #callable(known: TeamsConversation | null): TeamsConversation | null {
    return known !== null && mayCall(this.settings, known.serviceUrl) ? known : null;
  }

  #tenant(workspace: string): string {
    return workspace === '' ? (this.settings.identity?.tenant ?? '') : workspace;
  }

  #drawn(message: Message): Activity {
    return this.settings.identity === null ? drawn(message, inlineForm) : drawn(message);
  }

  get #bot(): string {
    return `28:${this.settings.identity?.appId ?? 'renkei-desk'}`;
  }

  #from(conversation: string, activity: Activity): Activity {
    return { ...activity, from: { id: this.#bot }, conversation: { id: conversation } };
  }
}

const REMOVED = 'BotNotInConversationRoster';

function idOf({ channel, thread }: Pick<Place, 'channel' | 'thread'>): string {
  return thread === null ? channel : `${channel};messageid=${thread}`;
}

function unconfirmed(id: string, { channel }: Place, code = 'crash'): CannotDeliver {
  return new CannotDeliver(
    `unconfirmed (${code}): whether the message of ${id} was posted in ${channel} cannot be told; look there, and only if it is missing have it posted again`,
  );
}
