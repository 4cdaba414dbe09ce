import { describe, expect, it } from 'vitest';
import { ASKER, OFFICER, person } from '../../bot/consultations/desk-of-tests.js';
import { pageOver } from './page-of-tests.js';

const OPERATOR = person('operator-1', 'operator');

async function withFailures() {
  const page = await pageOver({ '要領.txt': { text: '設置要領\n\n窓口の設置は委託することができる。\n' } });
  await (await page.browserOf(ASKER)).post('/ask', { question: '宇宙旅行の補助金はいくらですか' });
  const until = '2026-11-23T00:01:00Z';
  const effect = await page.queue.claim({ kinds: ['notice'], worker: 't', now: '2026-11-23', until });
  await page.queue.fail(effect?.id ?? '', '2026-11-23T00:00:00Z', 'mailbox unavailable');
  const at = '2026-11-23T00:00:00.000Z';
  const said = {
    id: 'slack:Ev1',
    service: 'slack',
    order: 'C1',
    body: { text: '秘密' },
    receivedAt: at,
  } as const;
  await page.inbox.accept(said);
  await page.inbox.fail(said.id, at, 'index-unusable');
  return { ...page, effectId: effect?.id ?? '' };
}

describe('what could not be delivered or carried out', () => {
  it('is shown with its cause, and tried again by whoever looks after the desk', async () => {
    const { browserOf, queue, inbox, audit, effectId } = await withFailures();
    const operator = await browserOf(OPERATOR);
    const page = await operator.page('/console/audit');
    expect(page).toMatch(/R8-000001[\s\S]*mailbox unavailable/);
    expect(page).toContain('index-unusable');
    expect(page).not.toContain('秘密');
    for (const id of [effectId, 'slack:Ev1'])
      expect((await operator.post('/console/audit/retry', { id })).status).toBe(303);
    expect([await queue.failed(9), await inbox.failed(9)]).toEqual([[], []]);
    expect((await audit.recent(2)).map(({ action }) => action)).toEqual(['effect.retry', 'effect.retry']);
    await operator.post('/console/audit/retry', { id: 'unknown' });
    expect((await audit.recent(3)).filter(({ action }) => action === 'effect.retry')).toHaveLength(2);
  });

  it('is nobody else’s to try again', async () => {
    const { browserOf, queue, effectId } = await withFailures();
    for (const one of [ASKER, OFFICER])
      expect((await (await browserOf(one)).post('/console/audit/retry', { id: effectId })).status).toBe(403);
    expect(await queue.failed(9)).toHaveLength(1);
  });
});
