import type { webApi } from '@slack/bolt';
import { CannotDeliver } from '../../bot/effects/effect-worker.js';
import { refusalOf } from './slack-faults.js';

/** The kind of mark that the desk's messages carry, see `chat.postMessage`, metadata. */
export const MARK = 'renkei_post';

/** Clocks of the desk and of Slack may differ by so much, in seconds. */
const SKEW = 300;
const PAGE = 200;
const MOST_PAGES = 25;

interface Wanted {
  /** What the message carries out, as its mark says. */
  id: string;
  /** A person's id where the desk writes to one person. */
  channel: string;
  thread: string | null;
  /** ISO instant before which it cannot have been posted. */
  since: string;
}

/**
 * The message that an earlier try posted, from the history of the conversation; null when none did.
 * @throws CannotDeliver when the history cannot be read: a person has to look whether it was posted
 */
export async function findPosted(
  client: webApi.WebClient,
  { id, channel, thread, since }: Wanted,
): Promise<{ channel: string; ts: string } | null> {
  const oldest = String(Date.parse(since) / 1000 - SKEW);
  try {
    const conversation =
      channel.startsWith('U') || channel.startsWith('W') ? await opened(client, channel) : channel;
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const paging = {
        limit: PAGE,
        oldest,
        include_all_metadata: true,
        ...(cursor === undefined ? {} : { cursor }),
      };
      const { messages = [], response_metadata: more } =
        thread === null
          ? await client.conversations.history({ channel: conversation, ...paging })
          : await client.conversations.replies({ channel: conversation, ts: thread, ...paging });
      const found = messages.find(({ metadata }) => isMark(metadata, id));
      if (found?.ts !== undefined) return { channel: conversation, ts: found.ts };
      cursor = more?.next_cursor;
      if (cursor === undefined || cursor === '') return null;
    }
  } catch (error) {
    if (refusalOf(error) !== 'missing_scope') throw error;
  }
  throw new CannotDeliver(
    `unconfirmed: whether the message of ${id} was posted in ${channel} cannot be told from the history; look there, and post it by hand if it is missing`,
  );
}

async function opened(client: webApi.WebClient, user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  return channel?.id ?? user;
}

function isMark(metadata: unknown, id: string): boolean {
  const { event_type, event_payload } = (metadata ?? {}) as {
    event_type?: string;
    event_payload?: { effect?: unknown };
  };
  return event_type === MARK && event_payload?.effect === id;
}
