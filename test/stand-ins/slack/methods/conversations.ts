import type { Json } from '../json.js';
import { kindOf, messageShape } from '../message-shape.js';
import { invalidArguments, SlackError } from '../slack-error.js';
import { botUser, type Channel, type StoredMessage } from '../workspace.js';
import { isYes, type Methods, needed, type Slack } from './method.js';

const read =
  (what: 'history' | 'read') =>
  (args: Json, slack: Slack): string[] => {
    const channel = slack.workspace.channel(String(args.channel));
    return [`${channel === undefined ? 'channel' : kindOf(channel)}s:${what}`.replace('ims:', 'im:')];
  };

interface Page {
  messages: Json[];
  has_more: boolean;
  response_metadata?: Json;
}

/** One page of messages between `oldest` and `latest`, which are themselves left out unless `inclusive`. */
function pageOf(found: readonly StoredMessage[], args: Json, slack: Slack): Page {
  const limit = args.limit === undefined ? 100 : Number(args.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new SlackError('invalid_limit');
  const start = args.cursor === undefined || args.cursor === '' ? 0 : offsetOf(args.cursor);
  const page = found.slice(start, start + limit);
  const more = start + limit < found.length;
  return {
    messages: page.map((one) => messageShape(slack.workspace, one, isYes(args.include_all_metadata))),
    has_more: more,
    ...(more ? { response_metadata: { next_cursor: cursorFor(start + limit) } } : {}),
  };
}

function cursorFor(offset: number): string {
  return Buffer.from(`next:${offset}`).toString('base64');
}

function offsetOf(cursor: unknown): number {
  const [, offset] = /^next:(\d+)$/.exec(Buffer.from(String(cursor), 'base64').toString()) ?? [];
  if (offset === undefined) throw new SlackError('invalid_cursor');
  return Number(offset);
}

function within(args: Json): (message: StoredMessage) => boolean {
  const { oldest, latest } = args;
  for (const [name, bound] of Object.entries({ oldest, latest }))
    if (bound !== undefined && !/^\d+(\.\d+)?$/.test(String(bound)))
      throw new SlackError(name === 'oldest' ? 'invalid_ts_oldest' : 'invalid_ts_latest');
  const inclusive = isYes(args.inclusive);
  const micros = (ts: unknown): bigint => {
    const [seconds = '0', rest = ''] = String(ts).split('.');
    return BigInt(seconds) * 1_000_000n + BigInt(rest.padEnd(6, '0').slice(0, 6));
  };
  return ({ ts }) => {
    const at = micros(ts);
    if (oldest !== undefined && (inclusive ? at < micros(oldest) : at <= micros(oldest))) return false;
    return !(latest !== undefined && (inclusive ? at > micros(latest) : at >= micros(latest)));
  };
}

function channelShape(channel: Channel): Json {
  const kind = kindOf(channel);
  const common = { id: channel.id, is_archived: channel.archived === true, is_channel: kind === 'channel' };
  if (kind === 'im') return { ...common, is_im: true, user: channel.im };
  return {
    ...common,
    name: channel.name,
    is_group: kind === 'group',
    is_im: false,
    is_private: kind === 'group',
    is_member: channel.members.includes(botUser),
    is_shared: channel.shared === true,
    is_ext_shared: channel.shared === true,
    is_org_shared: false,
    num_members: channel.members.length,
  };
}

export const conversations: Methods = {
  'conversations.open': {
    scopes: ['im:write', 'mpim:write'],
    run(args, slack) {
      if (args.channel !== undefined)
        return { channel: channelShape(slack.workspace.channelForBot(args.channel)) };
      const users = needed(args, 'users').split(',').filter(Boolean);
      const [user] = users;
      if (users.length > 1 || user === undefined)
        throw invalidArguments('the stand-in opens direct messages only');
      const person = slack.workspace.people.get(user);
      if (person === undefined) throw new SlackError('user_not_found');
      if (person.deleted === true) throw new SlackError('user_disabled');
      if (person.is_bot === true) throw new SlackError('cannot_dm_bot');
      return { channel: channelShape(slack.workspace.directMessage(user)) };
    },
  },
  'conversations.history': {
    scopes: read('history'),
    run(args, slack) {
      const channel = slack.workspace.channelForBot(needed(args, 'channel'));
      const top = slack.workspace
        .messages(channel.id)
        .filter(
          ({ ts, thread_ts, subtype }) =>
            thread_ts === undefined || thread_ts === ts || subtype === 'thread_broadcast',
        )
        .filter(within(args))
        .reverse();
      return { ...pageOf(top, args, slack), pin_count: 0 };
    },
  },
  'conversations.replies': {
    scopes: read('history'),
    run(args, slack) {
      const channel = slack.workspace.channelForBot(needed(args, 'channel'));
      const ts = needed(args, 'ts');
      const found = slack.workspace.message(channel.id, ts);
      const thread = slack.workspace.thread(channel.id, ts);
      if (found === undefined && thread.length === 0) throw new SlackError('thread_not_found');
      // The first message comes with every span; asked by a reply's ts, Slack shows that reply alone.
      const inside = within(args);
      const shown = thread.filter((one) => one.ts === ts || inside(one));
      return { ...pageOf(shown, { limit: 1000, ...args }, slack) };
    },
  },
  'conversations.info': {
    scopes: read('read'),
    run(args, slack) {
      const id = needed(args, 'channel');
      const channel = slack.workspace.channel(id);
      const hidden = channel?.private === true && !channel.members.includes(botUser);
      if (channel === undefined || hidden) throw new SlackError('channel_not_found');
      return { channel: channelShape(channel) };
    },
  },
};
