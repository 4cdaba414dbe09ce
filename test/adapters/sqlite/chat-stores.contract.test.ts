import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../adapters/sqlite/open-database.js';
import { SqliteInbox } from '../../../adapters/sqlite/sqlite-inbox.js';
import { SqlitePostStore } from '../../../adapters/sqlite/sqlite-post-store.js';
import { SqliteRegisterStore } from '../../../adapters/sqlite/sqlite-register-store.js';
import { AlreadySettled, type Inbound, type Inbox } from '../../../bot/ports/inbox.js';
import type { Post, PostStore } from '../../../bot/ports/post-store.js';
import type { RegisterStore } from '../../../bot/ports/register-store.js';

interface Stores {
  inbox: Inbox;
  posts: PostStore;
  register: RegisterStore;
}

/** What every store of conversations must do. */
function contract(name: string, open: () => Promise<Stores>): void {
  describe(`${name}, inbox`, () => {
    let stores: Stores;
    const inbound = (id: string, order = 'C1'): Inbound => ({
      id,
      service: 'slack',
      order,
      body: { text: id },
      receivedAt: '2026-11-23T00:00:00.000Z',
    });
    const claim = (at = '00', id?: string) =>
      stores.inbox.claim({
        service: 'slack',
        now: `2026-11-23T01:00:${at}Z`,
        until: '2026-11-23T01:01:00Z',
        ...(id === undefined ? {} : { id }),
      });

    beforeEach(async () => {
      stores = await open();
    });

    it('takes a delivery once, and gives it to one worker at a time', async () => {
      expect(await stores.inbox.accept(inbound('a'))).toBe(true);
      expect(await stores.inbox.accept(inbound('a'))).toBe(false);
      expect(await claim()).toMatchObject({ id: 'a', body: { text: 'a' }, attempts: 1 });
      expect(await claim()).toBeNull();
      const late = { service: 'slack', now: '2026-11-23T01:02:00Z', until: '2026-11-23T01:03:00Z' } as const;
      expect(await stores.inbox.claim(late)).toMatchObject({ id: 'a', attempts: 2 });
      await stores.inbox.finish('a', '2026-11-23T01:02:01Z');
      expect(await stores.inbox.accept(inbound('a'))).toBe(false);
      expect(await stores.inbox.claim({ ...late, now: '2027-01-01T00:00:00Z' })).toBeNull();
    });

    it('keeps the order of a conversation, and lets others pass', async () => {
      for (const [id, order] of [
        ['a', 'C1'],
        ['b', 'C1'],
        ['c', 'C2'],
      ] as const)
        await stores.inbox.accept(inbound(id, order));
      expect((await claim())?.id).toBe('a');
      expect((await claim())?.id).toBe('c');
      expect(await claim()).toBeNull();
      expect((await claim('00', 'b'))?.id).toBe('b');
      await stores.inbox.postpone('a', '2026-11-23T01:00:30Z', 'busy');
      expect(await claim('10')).toBeNull();
      expect((await claim('30'))?.id).toBe('a');
      await stores.inbox.fail('a', '2026-11-23T01:00:31Z', 'never');
      expect(await stores.inbox.failed(5)).toEqual([
        { id: 'a', service: 'slack', receivedAt: '2026-11-23T00:00:00.000Z', problem: 'never' },
      ]);
      expect(await stores.inbox.accept(inbound('a'))).toBe(false);
      expect([await stores.inbox.retry('b'), await stores.inbox.retry('a')]).toEqual([false, true]);
      expect(await stores.inbox.failed(5)).toEqual([]);
      expect(await claim('40', 'a')).toMatchObject({ attempts: 1, body: { text: 'a' } });
    });

    it('settles with what it causes, once, or not at all', async () => {
      await stores.inbox.accept(inbound('a'));
      const settle = (then = () => {}) =>
        stores.register.transact(async (transaction) => {
          await transaction.settle('a', '2026-11-23T01:00:00Z');
          then();
        });
      await expect(
        settle(() => {
          throw new Error('killed');
        }),
      ).rejects.toThrow('killed');
      expect((await claim())?.id).toBe('a');
      await settle();
      await expect(settle()).rejects.toThrow(AlreadySettled);
    });
  });

  it(`${name}, posts: are found by message and by consultation, and replaced by what they show now`, async () => {
    const { posts } = await open();
    const post: Post = {
      id: 'e1',
      service: 'slack',
      workspace: 'T1',
      channel: 'C1',
      message: '1.1',
      thread: null,
      consultationId: 'one',
      kind: 'card',
      revision: 2,
      at: '2026-11-23T00:00:00.000Z',
    };
    await posts.save(post);
    await posts.save({ ...post, revision: 5 });
    await posts.save({ ...post, id: 'e2', message: '1.2', at: '2026-11-22T00:00:00.000Z' });
    expect(await posts.find('e1')).toEqual({ ...post, revision: 5 });
    expect(await posts.findByMessage('slack', 'C1', '1.1')).toMatchObject({ id: 'e1' });
    expect(await posts.findByMessage('teams', 'C1', '1.1')).toBeNull();
    expect((await posts.ofConsultation('one', 'slack')).map(({ id }) => id)).toEqual(['e2', 'e1']);
  });
}

contract('SQLite', async () => {
  const db = await openDatabase(':memory:');
  return {
    inbox: new SqliteInbox(db),
    posts: new SqlitePostStore(db),
    register: new SqliteRegisterStore(db, new Uint8Array(32).fill(7)),
  };
});
