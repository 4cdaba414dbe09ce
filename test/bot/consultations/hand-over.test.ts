import { describe, expect, it } from 'vitest';
import { HandOverRefused, HandOvers } from '../../../bot/consultations/hand-over.js';
import { RevisionConflict } from '../../../bot/ports/register-store.js';
import { ASKER, OFFICER, person, registerOfTests } from './desk-of-tests.js';

const SUCCESSOR = person('staff-2', 'staff');

async function handOverOfTests() {
  const desk = await registerOfTests();
  let count = 0;
  const parts = { store: desk.store, now: () => desk.clock.at, newId: () => `hand-${++count}`, services: [] };
  const ownedBy = async (one: typeof ASKER): Promise<string[]> =>
    (await desk.store.list({ askerId: one.id, sort: 'oldest', offset: 0, limit: 50 })).consultations.map(
      ({ question }) => question,
    );
  return { ...desk, parts, handOvers: new HandOvers(parts), ownedBy };
}

const acting = (one: typeof ASKER, { id, revision }: { id: string; revision: number }) => ({
  person: one,
  consultationId: id,
  revision,
});

describe('a hand-over', () => {
  it('moves what is open to the successor, who goes on with it, and leaves what has ended', async () => {
    const { ask, register, store, handOvers, ownedBy, audit, clock } = await handOverOfTests();
    const waiting = await ask('not-found', '様式はどこですか');
    const answered = await ask('answered', '委託できますか');
    await register.withdraw(acting(ASKER, await ask('not-found', '取り下げた質問')));
    clock.at = new Date('2026-11-23T01:00:00Z');
    const moved = await handOvers.move({ by: OFFICER, from: ASKER, successor: SUCCESSOR });
    expect(moved.map(({ number }) => number)).toEqual([waiting.number, answered.number]);
    expect(await ownedBy(SUCCESSOR)).toEqual(['様式はどこですか', '委託できますか']);
    expect(await ownedBy(ASKER)).toEqual(['取り下げた質問']);
    const after = await store.find(waiting.id);
    expect(after).toMatchObject({ state: 'waiting', revision: waiting.revision + 1 });
    expect(after?.asker).toMatchObject({ personId: SUCCESSOR.id, name: SUCCESSOR.name, thread: null });
    expect(after?.changedAt).toBe('2026-11-23T01:00:00.000Z');
    expect((await store.entries(waiting.id)).at(-1)).toMatchObject({
      action: 'hand-over',
      actorId: OFFICER.id,
      text: '前任者から引き継ぎ',
      internal: false,
    });
    await register.withdraw(acting(SUCCESSOR, after ?? waiting));
    const escalated = (await store.find(answered.id)) ?? answered;
    await register.escalate(acting(SUCCESSOR, escalated), '引き続きお願いします');
    expect(await audit.verify()).toBeNull();
    const rows = (await audit.recent(50)).filter(({ action }) => action === 'consultation.hand-over');
    expect(rows.map(({ content }) => content)).toContainEqual({
      number: waiting.number,
      state: 'waiting',
      from: ASKER.id,
      successor: SUCCESSOR.id,
    });
  });

  it('tells the successor once, however much there is', async () => {
    const { ask, handOvers, queue } = await handOverOfTests();
    const first = await ask('answered');
    await ask('answered');
    await handOvers.move({ by: ASKER, from: ASKER, successor: SUCCESSOR });
    const effect = await queue.claim({
      kinds: ['notice'],
      worker: 't',
      now: '2027-01-01',
      until: '2027-01-02',
    });
    expect(effect?.payload).toEqual({
      what: 'handed-over',
      consultationId: first.id,
      number: first.number,
      to: SUCCESSOR.id,
      count: 2,
    });
    await queue.complete(effect?.id ?? '', '2027-01-01', {});
    expect(
      await queue.claim({ kinds: ['notice'], worker: 't', now: '2027-01-01', until: '2027-01-02' }),
    ).toBeNull();
    expect(await handOvers.move({ by: ASKER, from: ASKER, successor: SUCCESSOR })).toEqual([]);
  });

  it('moves more than one page of the register at once', async () => {
    const { ask, handOvers, ownedBy } = await handOverOfTests();
    for (let i = 0; i < 203; i++) await ask('answered', `質問${i}`);
    expect(await handOvers.move({ by: OFFICER, from: ASKER, successor: SUCCESSOR })).toHaveLength(203);
    expect(await ownedBy(ASKER)).toEqual([]);
  });

  it('leaves what was asked for another municipality where it was asked', async () => {
    const { ask, handOvers, ownedBy } = await handOverOfTests();
    await ask('not-found', '前の市での質問', { ...ASKER, municipality: '前市' });
    await ask('not-found', '今の市での質問');
    await handOvers.move({ by: OFFICER, from: ASKER, successor: SUCCESSOR });
    expect(await ownedBy(SUCCESSOR)).toEqual(['今の市での質問']);
  });

  it.each([
    ['somebody else', { by: SUCCESSOR }, '事務局と前任者ご本人だけ'],
    ['one to himself', { successor: ASKER }, '同じ方'],
    ['another municipality', { successor: { ...SUCCESSOR, municipality: '別市' } }, '見本県別市'],
    ['the same name elsewhere', { successor: { ...SUCCESSOR, prefecture: '別県' } }, '別県見本市'],
    ['nowhere', { successor: { ...SUCCESSOR, municipality: null } }, '登録されていない'],
    ['an account switched off', { successor: { ...SUCCESSOR, active: false } }, '停止されている'],
  ])('is refused with the reason: %s', async (_, change, reason) => {
    const { ask, handOvers, ownedBy } = await handOverOfTests();
    await ask('not-found', '様式はどこですか');
    const tried = handOvers.move({ by: OFFICER, from: ASKER, successor: SUCCESSOR, ...change });
    await expect(tried).rejects.toThrow(HandOverRefused);
    await expect(tried).rejects.toThrow(reason);
    expect(await ownedBy(ASKER)).toEqual(['様式はどこですか']);
  });

  it('moves nothing at all when one of them is changed in the meantime', async () => {
    const { ask, register, store, parts, ownedBy, queue } = await handOverOfTests();
    await ask('answered', '一つ目');
    const second = await ask('answered', '二つ目');
    const interrupted = Object.assign(Object.create(store) as typeof store, {
      transact: async (work: Parameters<typeof store.transact>[0]) => {
        await register.rate(acting(ASKER, second), true, '');
        return store.transact(work);
      },
    });
    const handOvers = new HandOvers({ ...parts, store: interrupted });
    const tried = handOvers.move({ by: OFFICER, from: ASKER, successor: SUCCESSOR });
    await expect(tried).rejects.toThrow(RevisionConflict);
    expect(await ownedBy(ASKER)).toEqual(['一つ目', '二つ目']);
    expect(
      await queue.claim({ kinds: ['notice'], worker: 't', now: '2027-01-01', until: '2027-01-02' }),
    ).toBeNull();
  });
});
