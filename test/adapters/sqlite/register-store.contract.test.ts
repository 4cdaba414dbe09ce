import { describe, expect, it } from 'vitest';
import { ASKER, OFFICER, person, registerOfTests } from '../../bot/consultations/desk-of-tests.js';

/** What any register store must do; SQLite is the only one for now. */
describe('a register store', () => {
  it('keeps nothing of a transaction that throws: no fact, no number, no effect, no audit row', async () => {
    const { store, ask, db } = await registerOfTests();
    await ask('answered');
    const before = await rowsOf(db);
    await expect(
      store.transact(async (transaction) => {
        await transaction.nextCount(2026);
        await transaction.audit({ at: 'now', actorId: 'x', action: 'x', target: 'x', content: {} });
        await transaction.enqueue({ id: 'e', kind: 'notice', order: 'o', payload: {}, createdAt: 'now' });
        throw new Error('on purpose');
      }),
    ).rejects.toThrow('on purpose');
    expect(await rowsOf(db)).toEqual(before);
    expect((await ask('answered')).number).toBe('R8-000002');
  });

  it('finds by state, person, prefecture, due date, feedback and words, and counts all that match', async () => {
    const { store, ask, register } = await registerOfTests();
    const other = person('staff-9', 'staff', { prefecture: '別県' });
    await ask('answered', '委託できますか');
    const poor = await ask('answered', '100%の補助はありますか');
    await register.rate({ person: ASKER, consultationId: poor.id, revision: poor.revision }, false, '');
    await ask('not-found', '様式はどこですか', other);
    const list = async (query: object): Promise<string[]> =>
      (await store.list({ sort: 'oldest', offset: 0, limit: 50, ...query })).consultations.map(
        ({ question }) => question,
      );
    expect(await list({ states: ['waiting'] })).toEqual(['様式はどこですか']);
    expect(await list({ askerId: ASKER.id })).toHaveLength(2);
    expect(await list({ prefecture: '別県' })).toEqual(['様式はどこですか']);
    expect(await list({ dueBefore: '2026-11-26' })).toEqual(['様式はどこですか']);
    expect(await list({ poorFeedback: true })).toEqual(['100%の補助はありますか']);
    expect(await list({ search: '0%' })).toEqual(['100%の補助はありますか']);
    expect(await list({ search: '_' })).toEqual([]);
    expect(await list({ search: 'R8-000001' })).toEqual(['委託できますか']);
    const page = await store.list({ sort: 'newest', offset: 1, limit: 1 });
    expect(page.total).toBe(3);
    expect(page.consultations).toHaveLength(1);
  });

  it('knows a municipality by its prefecture, and what was asked since when', async () => {
    const { store, ask, clock } = await registerOfTests();
    const tokyo = { prefecture: '東京都', municipality: '府中市' };
    const hiroshima = { prefecture: '広島県', municipality: '府中市' };
    await ask('answered', '東京の質問', person('t', 'staff', tokyo));
    await ask('answered', '広島の質問', person('h', 'staff', hiroshima));
    await ask('answered', '県の質問', person('p', 'prefecture', { prefecture: '広島県' }));
    clock.at = new Date('2026-12-01T00:00:00Z');
    await ask('answered', '後の質問', person('h', 'staff', hiroshima));
    const list = async (query: object): Promise<string[]> =>
      (await store.list({ sort: 'oldest', offset: 0, limit: 50, ...query })).consultations.map(
        ({ question }) => question,
      );
    expect(await list(hiroshima)).toEqual(['広島の質問', '後の質問']);
    expect(await list({ ...hiroshima, askedFrom: '2026-12-01T00:00:00.000Z' })).toEqual(['後の質問']);
    expect(await store.municipalities()).toHaveLength(2);
    expect(await store.municipalities()).toEqual(expect.arrayContaining([tokyo, hiroshima]));
  });

  it('numbers without gaps or doubles under simultaneous questions', async () => {
    const { ask } = await registerOfTests();
    const all = await Promise.all(Array.from({ length: 30 }, () => ask('not-found')));
    expect(new Set(all.map(({ number }) => number)).size).toBe(30);
    expect(
      all
        .map(({ number }) => number)
        .sort()
        .at(-1),
    ).toBe('R8-000030');
  });

  it('lets one of two simultaneous replies through', async () => {
    const { ask, register, store } = await registerOfTests();
    const { id, revision } = await ask('not-found');
    const acting = { person: OFFICER, consultationId: id, revision };
    const results = await Promise.allSettled([register.reply(acting, '一'), register.reply(acting, '二')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await store.entries(id)).filter(({ action }) => action === 'reply')).toHaveLength(1);
  });
});

type Db = Awaited<ReturnType<typeof registerOfTests>>['db'];

async function rowsOf(db: Db): Promise<unknown> {
  return {
    consultations: await db.selectFrom('consultations').selectAll().execute(),
    audit: await db.selectFrom('audit_rows').selectAll().execute(),
    effects: await db.selectFrom('effects').selectAll().execute(),
    counters: await db.selectFrom('counters').selectAll().execute(),
  };
}
