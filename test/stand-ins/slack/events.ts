import type { Delivered, Deliveries } from './deliveries.js';
import type { Json } from './json.js';
import { kindOf, messageShape } from './message-shape.js';
import { appId, botUser, type Channel, type StoredMessage, type Workspace } from './workspace.js';

/** What an app with our manifest subscribes to. */
export const usualSubscriptions = [
  'app_mention',
  'message.channels',
  'message.groups',
  'message.im',
  'app_home_opened',
  'assistant_thread_started',
  'assistant_thread_context_changed',
] as const;

/** The scope without which Slack does not send an event. */
const scopeFor: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  assistant_thread_started: 'assistant:write',
  assistant_thread_context_changed: 'assistant:write',
};

interface EventsOptions {
  workspace: Workspace;
  deliveries: Deliveries;
  subscriptions: readonly string[];
  scopes: readonly string[];
}

interface EventDetails {
  eventId?: string;
  /** The channel it happened in; the app hears only of channels it is in. */
  channel?: Channel;
}

/** Wraps what happened in Slack's outer event and sends it, if the app hears of such things at all. */
export class Events {
  constructor(private readonly options: EventsOptions) {}

  /** An event of a kind the app subscribes to. */
  send(subscription: string, event: Json, details: EventDetails = {}): Delivered {
    const { subscriptions, scopes, deliveries } = this.options;
    const body = this.body(event, details);
    const scope = scopeFor[subscription];
    const heard =
      subscriptions.includes(subscription) &&
      (scope === undefined || scopes.includes(scope)) &&
      (details.channel === undefined || details.channel.members.includes(botUser));
    return heard ? deliveries.deliver('events_api', body) : deliveries.unsent('events_api', body);
  }

  /** An event of whatever kind, subscribed to or not. */
  sendAnyway(event: Json, eventId?: string): Delivered {
    return this.options.deliveries.deliver('events_api', this.body(event, { eventId }));
  }

  /** A `message` event: something was said in a channel. */
  message(message: StoredMessage, eventId?: string): Delivered {
    const { user_team: team } = this.origin(message.user, this.channel(message.channel));
    return this.inChannel(
      message.channel,
      {
        ...messageShape(this.options.workspace, message),
        ...(team === undefined ? {} : { user_team: team, source_team: team }),
        event_ts: message.ts,
      },
      eventId,
    );
  }

  /** A message was changed or deleted: who did it, and whether it was the app, stands only inside `message`. */
  hidden(channel: string, change: Json): Delivered {
    const ts = this.options.workspace.newTs();
    return this.inChannel(channel, { type: 'message', hidden: true, ts, event_ts: ts, ...change });
  }

  private inChannel(id: string, event: Json, eventId?: string): Delivered {
    const channel = this.channel(id);
    const kind = kindOf(channel);
    const subscription = `message.${kind === 'im' ? 'im' : `${kind}s`}`;
    return this.send(subscription, { ...event, channel: id, channel_type: kind }, { channel, eventId });
  }

  private channel(id: string): Channel {
    const channel = this.options.workspace.channel(id);
    if (channel === undefined) throw new Error(`The stand-in has no channel ${id}: use addChannel first.`);
    return channel;
  }

  /** Strangers met in a shared channel carry their own team. */
  origin(user: string, channel: Channel): { team: string; user_team?: string; source_team?: string } {
    const { workspace } = this.options;
    const team = workspace.person(user).team ?? workspace.team;
    return channel.shared === true ? { team, user_team: team, source_team: team } : { team };
  }

  private body(event: Json, { eventId, channel }: EventDetails): Json {
    const { workspace } = this.options;
    return {
      token: 'verification-token',
      team_id: workspace.team,
      context_team_id: workspace.team,
      context_enterprise_id: null,
      api_app_id: appId,
      event,
      type: 'event_callback',
      event_id: eventId ?? workspace.newId('Ev'),
      event_time: Math.floor(workspace.now().getTime() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: workspace.team,
          user_id: botUser,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: channel?.shared === true,
      event_context: workspace.newId('4-'),
    };
  }
}
