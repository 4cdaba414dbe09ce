import type { Delivered } from './deliveries.js';
import type { Events } from './events.js';
import { messageShape } from './message-shape.js';
import type { Views } from './views.js';
import { viewShape } from './views.js';
import { botId, botUser, type Channel, type StoredMessage, type Workspace } from './workspace.js';

interface Said {
  threadTs?: string;
  eventId?: string;
}

/** What people say in channels and to the app. Texts are as Slack sends them: `<@U…>`, `&lt;`, `&amp;`. */
export class Speaking {
  constructor(
    private readonly workspace: Workspace,
    private readonly events: Events,
    private readonly views: Views,
  ) {}

  /** Calls the app in a channel; `<@U0DESK>` is put in front where the text has none. */
  mention(user: string, channelId: string, text: string, { threadTs, eventId }: Said = {}): Delivered {
    const called = text.includes(`<@${botUser}>`) ? text : `<@${botUser}> ${text}`;
    // In a direct message nobody needs to call the app, and Slack sends no app_mention.
    if (this.workspace.channel(channelId)?.im !== undefined)
      return this.say(user, channelId, called, { threadTs, eventId });
    const { channel, message } = this.put(user, channelId, called, threadTs);
    const event = {
      ...messageShape(this.workspace, message),
      ...this.events.origin(user, channel),
      type: 'app_mention',
      channel: channel.id,
      event_ts: message.ts,
    };
    const delivered = this.events.send('app_mention', event, { eventId, channel });
    this.events.message(message);
    return delivered;
  }

  say(user: string, channelId: string, text: string, { threadTs, eventId }: Said = {}): Delivered {
    const { message } = this.put(user, channelId, text, threadTs);
    return this.events.message(message, eventId);
  }

  dm(user: string, text: string, said: Said = {}): Delivered {
    return this.say(user, this.workspace.directMessage(user).id, text, said);
  }

  edit(message: StoredMessage, text: string): Delivered {
    const edited = { user: message.user, ts: this.workspace.newTs() };
    const changed = this.workspace.replace(message, { text, edited });
    return this.changed(changed, message);
  }

  erase(message: StoredMessage): Delivered {
    this.workspace.remove(message);
    return this.deleted(message);
  }

  changed(changed: StoredMessage, before: StoredMessage): Delivered {
    return this.events.hidden(changed.channel, {
      subtype: 'message_changed',
      message: messageShape(this.workspace, changed),
      previous_message: messageShape(this.workspace, before),
    });
  }

  deleted(message: StoredMessage): Delivered {
    return this.events.hidden(message.channel, {
      subtype: 'message_deleted',
      deleted_ts: message.ts,
      previous_message: messageShape(this.workspace, message),
    });
  }

  openHome(user: string, tab: 'home' | 'messages' = 'home'): Delivered {
    const home = this.views.homes.get(this.workspace.person(user).id);
    const event = {
      type: 'app_home_opened',
      user,
      channel: this.workspace.directMessage(user).id,
      tab,
      event_ts: this.workspace.newTs(),
      ...(home === undefined || tab !== 'home' ? {} : { view: viewShape(home, this.workspace.team) }),
    };
    return this.events.send('app_home_opened', event);
  }

  /** Opens the assistant beside a channel: Slack begins a thread in the person's messages with the app. */
  startAssistant(user: string, besideChannel?: string): Delivered {
    const { id } = this.workspace.directMessage(this.workspace.person(user).id);
    const root = this.workspace.store({
      channel: id,
      user: botUser,
      bot_id: botId,
      subtype: 'assistant_app_thread',
      text: 'New Assistant Thread',
    });
    this.workspace.replace(root, { thread_ts: root.ts });
    const context =
      besideChannel === undefined
        ? {}
        : { channel_id: besideChannel, team_id: this.workspace.team, enterprise_id: null };
    return this.events.send('assistant_thread_started', {
      type: 'assistant_thread_started',
      assistant_thread: { user_id: user, context, channel_id: id, thread_ts: root.ts },
      event_ts: this.workspace.newTs(),
    });
  }

  private put(
    user: string,
    channelId: string,
    text: string,
    threadTs: string | undefined,
  ): { channel: Channel; message: StoredMessage } {
    const person = this.workspace.person(user);
    const channel = this.workspace.channel(channelId);
    if (channel === undefined)
      throw new Error(`The stand-in has no channel ${channelId}: use addChannel first.`);
    if (!channel.members.includes(person.id)) throw new Error(`${user} is not a member of ${channelId}.`);
    const parent = threadTs === undefined ? undefined : this.workspace.message(channel.id, threadTs);
    if (threadTs !== undefined && parent === undefined)
      throw new Error(`${channelId} has no message ${threadTs} to reply to.`);
    const message = this.workspace.store({
      channel: channel.id,
      user,
      text,
      ...(parent === undefined ? {} : { thread_ts: parent.thread_ts ?? parent.ts }),
    });
    return { channel, message };
  }
}
