import { describe, expect, it } from 'vitest';
import { CannotDeliver, type Deliver, EffectWorker, TryLater } from '../../../bot/effects/effect-worker.js';
import { registerOfTests } from '../consultations/desk-of-tests.js';

async function queueWith(...orders: readonly string[]) {
  const { store, queue, clock } = await registerOfTests();
  await store.transact(async (transaction) => {
    for (const [i, order] of orders.entries()) {
      const createdAt = clock.at.toISOString();
      await transaction.enqueue({ id: `e${i + 1}`, kind: 'notice', order, payload: { i }, createdAt });
    }
  });
  const worker = (notice: Deliver, name = 'one') =>
    new EffectWorker({
      queue,
      deliverers: { notice },
      now: () => clock.at,
      name,
      gaveUp: ({ id }, problem) => given.push(`${id} ${problem}`),
    });
  const given: string[] = [];
  const wait = (seconds: number): void => {
    clock.at = new Date(clock.at.getTime() + seconds * 1000);
  };
  return { queue, clock, worker, wait, given };
}

describe('effects', () => {
  it('leave once, in the order in which they were written', async () => {
    const { worker } = await queueWith('a', 'b', 'a');
    const sent: string[] = [];
    const desk = worker(async ({ id }) => {
      sent.push(id);
      return {};
    });
    expect(await desk.runDue()).toBe(3);
    expect(await desk.runDue()).toBe(0);
    expect(sent).toEqual(['e1', 'e2', 'e3']);
  });

  it('wait when the other side says so, and hold back only what comes after them in their order', async () => {
    const { worker, wait } = await queueWith('a', 'a', 'b');
    const sent: string[] = [];
    let busy = true;
    const desk = worker(async ({ id }) => {
      if (id === 'e1' && busy) throw new TryLater('429', 30);
      sent.push(id);
      return {};
    });
    await desk.runDue();
    expect(sent).toEqual(['e3']);
    busy = false;
    wait(29);
    await desk.runDue();
    expect(sent).toEqual(['e3']);
    wait(2);
    await desk.runDue();
    expect(sent).toEqual(['e3', 'e1', 'e2']);
  });

  it('are tried again with growing waits after a fault, and given up when trying cannot help', async () => {
    const { worker, wait, queue, given } = await queueWith('a', 'b');
    let tries = 0;
    const desk = worker(async ({ id }) => {
      if (id === 'e2') throw new CannotDeliver('no such person');
      tries++;
      throw new Error('connection refused');
    });
    await desk.runDue();
    expect(tries).toBe(1);
    wait(2);
    await desk.runDue();
    wait(2);
    await desk.runDue();
    expect(tries).toBe(2);
    wait(2);
    await desk.runDue();
    expect(tries).toBe(3);
    expect((await queue.failed(10)).map(({ id }) => id)).toEqual(['e2']);
    expect(given).toEqual(['e2 CannotDeliver: no such person']);
  });

  it('of a worker that died are taken over when its lease has run out, and say that they may have been sent', async () => {
    const { worker, wait, queue, clock } = await queueWith('a');
    const now = clock.at.toISOString();
    await queue.claim({
      kinds: ['notice'],
      worker: 'dead',
      now,
      until: new Date(clock.at.getTime() + 60_000).toISOString(),
    });
    const seen: number[] = [];
    const desk = worker(async ({ attempts }) => {
      seen.push(attempts);
      return {};
    });
    await desk.runDue();
    expect(seen).toEqual([]);
    wait(61);
    await desk.runDue();
    expect(seen).toEqual([2]);
  });
});
