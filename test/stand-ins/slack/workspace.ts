import type { Json } from './json.js';
import { SlackError } from './slack-error.js';

export interface Person {
  id: string;
  name: string;
  deleted?: boolean;
  /** A guest. */
  is_restricted?: boolean;
  is_bot?: boolean;
  /** Another team than the workspace's own: a stranger met in a shared channel. */
  team?: string;
}

export interface Channel {
  id: string;
  name: string;
  members: readonly string[];
  private?: boolean;
  archived?: boolean;
  /** Shared with another organisation (Slack Connect). */
  shared?: boolean;
  /** The person at the other end of a direct message. */
  im?: string;
}

export interface StoredMessage {
  channel: string;
  ts: string;
  thread_ts?: string;
  subtype?: string;
  user: string;
  bot_id?: string;
  text: string;
  blocks?: Json[];
  attachments?: Json[];
  metadata?: Json;
  edited?: { user: string; ts: string };
  /** Only this person sees it. */
  ephemeralFor?: string;
  streaming?: boolean;
}

export const botUser = 'U0DESK';
export const botId = 'B0DESK';
export const appId = 'A0DESK';

/** People, channels and messages of one Slack workspace, in memory. */
export class Workspace {
  readonly people = new Map<string, Person>();
  readonly channels = new Map<string, Channel>();
  private stored: StoredMessage[] = [];
  private lastMoment = 0;
  private count = 0;

  constructor(
    readonly team: string,
    readonly now: () => Date,
  ) {
    this.people.set(botUser, { id: botUser, name: 'renkei', is_bot: true });
  }

  /** Ids as Slack's look: a letter or two, and what makes it unique. */
  newId(prefix: string): string {
    this.count += 1;
    return `${prefix}${this.count.toString(36).toUpperCase().padStart(9, '0')}`;
  }

  /** Seconds and microseconds; no two are alike and each is later than the one before. */
  newTs(): string {
    this.lastMoment = Math.max(this.lastMoment + 1, this.now().getTime() * 1000);
    return `${Math.floor(this.lastMoment / 1_000_000)}.${String(this.lastMoment % 1_000_000).padStart(6, '0')}`;
  }

  person(id: string): Person {
    const person = this.people.get(id);
    if (person === undefined)
      throw new Error(`The stand-in knows nobody ${id}: add the person to users first.`);
    return person;
  }

  /** A channel by id or, as Slack also allows, by name. */
  channel(idOrName: string): Channel | undefined {
    return (
      this.channels.get(idOrName) ??
      [...this.channels.values()].find(({ name, im }) => im === undefined && `#${name}` === idOrName)
    );
  }

  directMessage(user: string): Channel {
    const id = `D${user.slice(1)}`;
    const known = this.channels.get(id);
    if (known !== undefined) return known;
    const opened: Channel = { id, name: 'directmessage', members: [botUser, user], im: user };
    this.channels.set(id, opened);
    return opened;
  }

  store(message: Omit<StoredMessage, 'ts'> & { ts?: string }): StoredMessage {
    const stored = { ...message, ts: message.ts ?? this.newTs() };
    this.stored.push(stored);
    return stored;
  }

  replace(message: StoredMessage, by: Partial<StoredMessage>): StoredMessage {
    const changed = { ...message, ...by };
    this.stored = this.stored.map((one) => (sameMessage(one, message) ? changed : one));
    return changed;
  }

  remove(message: StoredMessage): void {
    this.stored = this.stored.filter((one) => !sameMessage(one, message));
  }

  /** What everybody in the channel sees, oldest first. */
  messages(channel: string): StoredMessage[] {
    return this.stored.filter((one) => one.channel === channel && one.ephemeralFor === undefined);
  }

  ephemerals(channel: string, user: string): StoredMessage[] {
    return this.stored.filter((one) => one.channel === channel && one.ephemeralFor === user);
  }

  /** The first message and its replies, oldest first. */
  thread(channel: string, threadTs: string): StoredMessage[] {
    return this.messages(channel).filter(({ ts, thread_ts }) => ts === threadTs || thread_ts === threadTs);
  }

  message(channel: string, ts: string): StoredMessage | undefined {
    return this.messages(channel).find((one) => one.ts === ts);
  }

  ephemeral(channel: string, ts: string): StoredMessage | undefined {
    return this.stored.find(
      (one) => one.channel === channel && one.ts === ts && one.ephemeralFor !== undefined,
    );
  }

  /** The channel the bot may read or write; Slack hides private channels from those outside. */
  channelForBot(id: unknown): Channel {
    const channel = typeof id === 'string' ? this.channel(id) : undefined;
    if (channel === undefined) throw new SlackError('channel_not_found');
    if (channel.members.includes(botUser)) return channel;
    throw new SlackError(channel.private === true ? 'channel_not_found' : 'not_in_channel');
  }
}

function sameMessage(one: StoredMessage, other: StoredMessage): boolean {
  return one.channel === other.channel && one.ts === other.ts;
}
