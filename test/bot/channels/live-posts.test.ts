import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../adapters/sqlite/open-database.js';
import { SqliteSendLog } from '../../../adapters/sqlite/sqlite-send-log.js';
import { LivePosts } from '../../../bot/channels/live-posts.js';
import type { Message } from '../../../bot/channels/message.js';
import type { Place } from '../../../bot/channels/place.js';
import type { ChatSender, Sent } from '../../../bot/ports/chat-sender.js';

const PLACE: Place = { service: 'slack', workspace: 'T1', channel: 'C1', thread: null };

/** A service that keeps what it is sent. */
async function service() {
  const messages: Message[] = [];
  const sent = async (message: Message): Promise<Sent> => ({
    channel: 'C1',
    message: String(messages.push(message)),
  });
  const sender = {
    service: 'slack',
    async send(_, id, __, message) {
      const where = await sent(message);
      await sends.sent(id, where);
      return where;
    },
    async change({ message }, changed) {
      messages[Number(message) - 1] = changed;
      return true;
    },
  } as Partial<ChatSender> as ChatSender;
  const sends = new SqliteSendLog(await openDatabase(':memory:'));
  const live = () => new LivePosts({ sender, sends, now: () => new Date(), log: () => {} });
  return { messages, live };
}

describe('a message that grows', () => {
  it('is gone on with after a crash, and changed into the answer also when no sentence comes then', async () => {
    const { messages, live } = await service();
    const before = live().begin('q1', PLACE);
    before.add('委託できます。');
    await expect.poll(() => messages.length).toBe(1);
    const again = live().begin('q1', PLACE);
    expect(await again.end()).toEqual({ channel: 'C1', message: '1' });
    expect(await live().begin('q2', PLACE).end()).toBeNull();
  });

  it('grows in its place when sentences come after the crash', async () => {
    const { messages, live } = await service();
    live().begin('q1', PLACE).add('委託できます。');
    await expect.poll(() => messages.length).toBe(1);
    const again = live().begin('q1', PLACE);
    again.add('委託することができます。');
    await expect.poll(() => messages[0]?.text).toBe('委託することができます。');
    expect(await again.end()).toEqual({ channel: 'C1', message: '1' });
    expect(messages).toHaveLength(1);
  });
});
