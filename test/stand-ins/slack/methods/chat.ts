import type { Json } from '../json.js';
import { contentOf } from '../message-content.js';
import { messageShape } from '../message-shape.js';
import { SlackError } from '../slack-error.js';
import { botId, botUser, type Channel, type StoredMessage } from '../workspace.js';
import { isYes, type Methods, needed, type Slack } from './method.js';

const scopes = ['chat:write'];

/** Where a message may go: a channel the bot is in, or a person, who is written to directly. */
function target(slack: Slack, id: unknown): Channel {
  if (typeof id === 'string' && slack.workspace.people.has(id)) return slack.workspace.directMessage(id);
  const channel = slack.workspace.channelForBot(id);
  if (channel.archived === true) throw new SlackError('is_archived');
  return channel;
}

/** The thread a reply goes to: Slack files a reply to a reply under the first message. */
function threadOf(slack: Slack, channel: string, ts: unknown): { thread_ts?: string } {
  if (ts === undefined) return {};
  if (typeof ts !== 'string' || !/^\d+\.\d{6}$/.test(ts)) throw new SlackError('invalid_thread_ts');
  const parent = slack.workspace.message(channel, ts);
  if (parent === undefined) throw new SlackError('thread_not_found');
  return { thread_ts: parent.thread_ts ?? ts };
}

/** A message of the app's own that may still be changed. */
function own(slack: Slack, args: Json, refusal: string): StoredMessage {
  const channel = slack.workspace.channelForBot(needed(args, 'channel'));
  const message = slack.workspace.message(channel.id, needed(args, 'ts'));
  if (message === undefined) throw new SlackError('message_not_found');
  if (message.bot_id !== botId || message.subtype === 'assistant_app_thread') throw new SlackError(refusal);
  return message;
}

const limits = (slack: Slack, text: number): Parameters<typeof contentOf>[1] => ({
  text,
  newId: () => slack.workspace.newId('b'),
  fileProblems: (blocks) => slack.files.problems(blocks),
});

export const chat: Methods = {
  'chat.postMessage': {
    scopes,
    run(args, slack) {
      const channel = target(slack, needed(args, 'channel'));
      const thread = threadOf(slack, channel.id, args.thread_ts);
      const content = contentOf(args, limits(slack, 40_000));
      slack.pace(channel.id);
      const broadcast = isYes(args.reply_broadcast) && thread.thread_ts !== undefined;
      const message = slack.workspace.store({
        channel: channel.id,
        user: botUser,
        bot_id: botId,
        ...thread,
        ...(broadcast ? { subtype: 'thread_broadcast' } : {}),
        ...content,
      });
      const face = slack.faces.get(`${channel.id}:${message.thread_ts ?? ''}`);
      if (face !== undefined) face.status = '';
      slack.posted(message);
      const shown = messageShape(slack.workspace, message, true);
      return { channel: channel.id, ts: message.ts, message: shown };
    },
  },
  'chat.postEphemeral': {
    scopes,
    run(args, slack) {
      const channel = slack.workspace.channelForBot(needed(args, 'channel'));
      if (channel.archived === true) throw new SlackError('is_archived');
      const user = needed(args, 'user');
      if (!slack.workspace.people.has(user)) throw new SlackError('user_not_found');
      if (!channel.members.includes(user)) throw new SlackError('user_not_in_channel');
      const message = slack.workspace.store({
        channel: channel.id,
        user: botUser,
        bot_id: botId,
        ephemeralFor: user,
        ...threadOf(slack, channel.id, args.thread_ts),
        ...contentOf(args, limits(slack, 40_000)),
      });
      slack.posted(message);
      return { message_ts: message.ts };
    },
  },
  'chat.update': {
    scopes,
    run(args, slack) {
      const message = own(slack, args, 'cant_update_message');
      if (slack.workspace.channel(message.channel)?.archived === true) throw new SlackError('is_inactive');
      if (message.streaming === true) throw new SlackError('streaming_state_conflict');
      const content = contentOf(args, limits(slack, 4000));
      const onlyText = args.blocks === undefined && args.text !== undefined;
      const changed = slack.workspace.replace(message, {
        ...content,
        text: args.text === undefined && args.markdown_text === undefined ? message.text : content.text,
        blocks: onlyText ? undefined : (content.blocks ?? message.blocks),
        ...(onlyText ? { edited: { user: botUser, ts: slack.workspace.newTs() } } : {}),
      });
      slack.posted(changed, { was: message });
      const shown = messageShape(slack.workspace, changed, true);
      return { channel: changed.channel, ts: changed.ts, text: changed.text, message: shown };
    },
  },
  'chat.delete': {
    scopes,
    run(args, slack) {
      const message = own(slack, args, 'cant_delete_message');
      slack.workspace.remove(message);
      slack.posted(message, 'deleted');
      return { channel: message.channel, ts: message.ts };
    },
  },
  'chat.getPermalink': {
    run(args, slack) {
      const channel = slack.workspace.channelForBot(needed(args, 'channel'));
      const message = slack.workspace.message(channel.id, needed(args, 'message_ts'));
      if (message === undefined) throw new SlackError('message_not_found');
      const thread =
        message.thread_ts === undefined ? '' : `?thread_ts=${message.thread_ts}&cid=${channel.id}`;
      const permalink = `https://desk.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
      return { channel: channel.id, permalink };
    },
  },
};
