import { charactersOf } from '../block-kit/checks.js';
import { isObject, type Json } from '../json.js';
import { checkedBlocks, checkedMetadata } from '../message-content.js';
import { messageShape } from '../message-shape.js';
import { SlackError } from '../slack-error.js';
import { botId, botUser, type StoredMessage } from '../workspace.js';
import { type Methods, needed, type Slack } from './method.js';

const scopes = ['chat:write'];

interface Piece {
  text: string;
  blocks: Json[];
}

/** What markdown_text and the chunks of a call add to the stream. */
function pieceOf(args: Json, slack: Slack): Piece {
  const chunks = args.chunks ?? [];
  if (!Array.isArray(chunks) || !chunks.every(isObject)) throw new SlackError('invalid_chunks');
  let text = typeof args.markdown_text === 'string' ? args.markdown_text : '';
  const blocks: Json[] = [];
  for (const chunk of chunks) {
    if (chunk.type === 'markdown_text' && typeof chunk.text === 'string') text += chunk.text;
    else if (chunk.type === 'blocks')
      blocks.push(...checkedBlocks(chunk.blocks, () => slack.workspace.newId('b')));
    else if (chunk.type !== 'task_update' && chunk.type !== 'plan_update')
      throw new SlackError('invalid_chunks');
  }
  if (charactersOf(text) > 12_000) throw new SlackError('msg_too_long');
  return { text, blocks };
}

function running(args: Json, slack: Slack): StoredMessage {
  const channel = slack.workspace.channelForBot(needed(args, 'channel'));
  const message = slack.workspace.message(channel.id, needed(args, 'ts'));
  if (message === undefined) throw new SlackError('message_not_found');
  if (message.bot_id !== botId) throw new SlackError('message_not_owned_by_app');
  if (message.streaming !== true) throw new SlackError('message_not_in_streaming_state');
  return message;
}

/** https://docs.slack.dev/reference/methods/chat.startStream and its two companions. */
export const streams: Methods = {
  'chat.startStream': {
    scopes,
    run(args, slack) {
      const channel = slack.workspace.channelForBot(needed(args, 'channel'));
      if (channel.archived === true) throw new SlackError('is_archived');
      const thread = needed(args, 'thread_ts');
      if (slack.workspace.message(channel.id, thread) === undefined) throw new SlackError('thread_not_found');
      if (channel.im === undefined && args.recipient_user_id === undefined)
        throw new SlackError('missing_recipient_user_id');
      if (channel.im === undefined && args.recipient_team_id === undefined)
        throw new SlackError('missing_recipient_team_id');
      const recipient = args.recipient_user_id;
      if (typeof recipient === 'string' && !slack.workspace.people.has(recipient))
        throw new SlackError('user_not_found');
      const { text, blocks } = pieceOf(args, slack);
      const message = slack.workspace.store({
        channel: channel.id,
        user: botUser,
        bot_id: botId,
        thread_ts: thread,
        text,
        streaming: true,
        ...(blocks.length === 0 ? {} : { blocks }),
      });
      slack.posted(message);
      return { channel: channel.id, ts: message.ts };
    },
  },
  'chat.appendStream': {
    scopes,
    run(args, slack) {
      const message = running(args, slack);
      const { text, blocks } = pieceOf(args, slack);
      if (text === '' && args.chunks === undefined) throw new SlackError('no_text');
      const grown = { text: message.text + text, blocks: [...(message.blocks ?? []), ...blocks] };
      slack.posted(slack.workspace.replace(message, grown), { was: message });
      return { channel: message.channel, ts: message.ts };
    },
  },
  'chat.stopStream': {
    scopes,
    run(args, slack) {
      const message = running(args, slack);
      const { text, blocks } = pieceOf(args, slack);
      const last =
        args.blocks === undefined ? [] : checkedBlocks(args.blocks, () => slack.workspace.newId('b'));
      const ended = slack.workspace.replace(message, {
        text: message.text + text,
        blocks: [...(message.blocks ?? []), ...blocks, ...last],
        streaming: false,
        ...(args.metadata === undefined ? {} : { metadata: checkedMetadata(args.metadata) }),
      });
      slack.posted(ended, { was: message });
      const shown = messageShape(slack.workspace, ended, true);
      return { channel: message.channel, ts: message.ts, message: shown };
    },
  },
};
