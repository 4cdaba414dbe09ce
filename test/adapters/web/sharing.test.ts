import { describe, expect, it } from 'vitest';
import { ASKER, OFFICER, person } from '../../bot/consultations/desk-of-tests.js';
import { pageOver } from './page-of-tests.js';

const KEN = person('ken', 'prefecture', { prefecture: '見本県' });
const OTHER_KEN = person('other', 'prefecture', { prefecture: '別県' });
const CASE = '/console/consultations/R8-000001';

async function asked() {
  const page = await pageOver({});
  const staff = await page.browserOf(ASKER);
  const office = await page.browserOf(OFFICER);
  await staff.post('/ask', { question: '救急搬送の費用は誰が負担しますか' });
  return { ...page, staff, office, ken: await page.browserOf(KEN), other: await page.browserOf(OTHER_KEN) };
}

describe('a prefecture', () => {
  it('is asked, answers on its own page, and the secretariat goes on from there', async () => {
    const { staff, office, ken, other } = await asked();
    expect(await ken.page('/shared')).toContain('共有された相談はまだありません');
    expect((await ken.get('/shared/R8-000001')).status).toBe(404);
    await office.post(`${CASE}/note`, { revision: '2', text: '内輪のメモ' });
    expect(
      (await office.post(`${CASE}/ask-prefecture`, { revision: '3', text: '県の考えは。' })).status,
    ).toBe(303);
    expect((await other.get('/shared/R8-000001')).status).toBe(404);
    const page = await ken.page('/shared/R8-000001');
    expect(page).toContain('県の考えは。');
    expect(page).not.toContain('内輪のメモ');
    expect((await ken.post('/shared/R8-000001/return', { revision: '5', text: '' })).status).toBe(400);
    expect((await other.post('/shared/R8-000001/return', { revision: '5', text: 'x' })).status).toBe(404);
    expect(
      (await ken.post('/shared/R8-000001/return', { revision: '5', text: '県が負担します。' })).status,
    ).toBe(303);
    expect(await office.page(CASE)).toContain('県が負担します。');
    expect(await staff.page('/consultations/R8-000001')).toContain('対応中');
    expect((await ken.post('/shared/R8-000001/return', { revision: '6', text: 'もう一度' })).status).toBe(
      409,
    );
  });

  it('that only got a copy reads along and cannot answer an enquiry that went elsewhere', async () => {
    const { office, ken, queue } = await asked();
    expect((await office.post(`${CASE}/copy`, { revision: '2' })).status).toBe(303);
    await office.post(`${CASE}/forward`, { revision: '3', text: '厚生労働省に照会' });
    const page = await ken.page('/shared/R8-000001');
    expect(page).toContain('救急搬送の費用は誰が負担しますか');
    expect(page).not.toContain('照会への回答');
    const refused = await ken.post('/shared/R8-000001/return', { revision: '5', text: '県の答え' });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('県の答え');
    const told = [];
    for (;;) {
      const effect = await queue.claim({
        kinds: ['notice'],
        worker: 't',
        now: '2027-01-01T00:00:00Z',
        until: '2027-01-01T00:01:00Z',
      });
      if (effect === null) break;
      told.push(`${effect.payload.what} → ${effect.payload.to}`);
      await queue.complete(effect.id, 'now', {});
    }
    expect(told).toContain('copied → prefecture:見本県');
  });

  it('has no other way into the desk’s consultations, and its page is for nobody else', async () => {
    const { staff, office, ken } = await asked();
    expect((await ken.get(CASE)).status).toBe(403);
    expect((await ken.get('/console')).status).toBe(403);
    for (const browser of [staff, office]) expect((await browser.get('/shared')).status).toBe(403);
  });
});

describe('a suggested draft', () => {
  it('comes from the reply to nearly the same question, goes into the form when asked for, and is sent by nobody else', async () => {
    const { browserOf, staff, office } = await asked();
    await office.post(`${CASE}/reply`, { revision: '2', text: '費用は市が負担します。' });
    const colleague = await browserOf(person('staff-8', 'staff'));
    await colleague.post('/ask', { question: '救急搬送の費用は誰が負担するのですか' });
    const second = '/console/consultations/R8-000002';
    const page = await office.page(second);
    expect(page).toContain('似た相談への回答');
    expect(page).toContain('R8-000001 への回答から');
    const form = (html: string) => /<textarea id="text-reply"[^>]*>([^<]*)</.exec(html)?.[1]?.trim();
    expect(form(page)).toBe('');
    expect(form(await office.page(`${second}?draft=1`))).toBe('費用は市が負担します。');
    expect(await colleague.page('/consultations/R8-000002')).not.toContain('費用は市が負担します');
    expect(await staff.page('/consultations/R8-000001')).toContain('費用は市が負担します');
  });
});
