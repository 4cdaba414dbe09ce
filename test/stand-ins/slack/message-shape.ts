import type { Json } from './json.js';
import { appId, botUser, type Channel, type StoredMessage, type Workspace } from './workspace.js';

/** The letter Slack gives the kind of a channel, as in `channel_type` and in scope names. */
export function kindOf(channel: Channel): 'channel' | 'group' | 'im' {
  if (channel.im !== undefined) return 'im';
  return channel.private === true ? 'group' : 'channel';
}

/** A message as history, replies and events show it. */
export function messageShape(workspace: Workspace, message: StoredMessage, withMetadata = false): Json {
  const { channel, ephemeralFor: _, streaming, metadata, ...rest } = message;
  const replies = workspace
    .messages(channel)
    .filter(({ thread_ts, ts }) => thread_ts === message.ts && ts !== message.ts);
  const team = workspace.people.get(message.user)?.team ?? workspace.team;
  return {
    type: 'message',
    ...rest,
    team,
    ...(message.bot_id === undefined ? {} : { app_id: appId }),
    ...(withMetadata && metadata !== undefined ? { metadata } : {}),
    ...(streaming === undefined ? {} : { streaming_state: streaming ? 'in_progress' : 'completed' }),
    ...(replies.length === 0
      ? {}
      : {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map(({ user }) => user))],
          latest_reply: replies.at(-1)?.ts,
          subscribed: replies.some(({ user }) => user === botUser),
        }),
    ...(message.thread_ts === undefined || message.thread_ts === message.ts
      ? {}
      : { parent_user_id: workspace.message(channel, message.thread_ts)?.user }),
  };
}
