import { describe, expect, it } from 'vitest';
import { ASKER, COLLEAGUE, OFFICER, person } from '../../bot/consultations/desk-of-tests.js';
import { pageOver } from './page-of-tests.js';

const NAME = '車寅次郎';

describe('mistakes of the masker', () => {
  it('are shown to the writer, and what was overlooked goes from the consultation and the audit rows', async () => {
    const { browserOf, consultations, audit } = await pageOver({});
    const staff = await browserOf(ASKER);
    const office = await browserOf(OFFICER);
    await staff.post('/ask', { question: `患者の田中と${NAME}の件はどうしますか` });
    const path = '/consultations/R8-000001';
    const page = await staff.page(path);
    expect(page).toContain('個人情報と思われるため伏せて記録しました');
    expect(page).toContain('<span class="masked-token"');

    await office.post(`/console${path}/reply`, { revision: '2', text: `${NAME}様の件は包括へ。` });
    const nowhere = await staff.post(`${path}/redact`, { revision: '4', text: '書かれていない語' });
    expect(nowhere.status).toBe(409);
    expect(await nowhere.text()).toContain('見つかりませんでした');

    // Whoever asked takes out the own words; the reply is the secretariat's to mend.
    expect((await staff.post(`${path}/redact`, { revision: '4', text: '車 寅次郎' })).status).toBe(303);
    const own = await staff.page(path);
    expect(own).toContain('〔伏せ字〕');
    expect(own).toContain(`${NAME}様の件は包括へ`);
    expect((await office.post(`/console${path}/redact`, { revision: '5', text: NAME })).status).toBe(303);
    expect(await staff.page(path)).not.toContain(NAME);

    const found = await consultations.findByNumber('R8-000001');
    expect(JSON.stringify([found, await consultations.entries(found?.id ?? '')])).not.toContain(NAME);
    expect(JSON.stringify(await audit.recent(100))).not.toContain(NAME);
    expect(await audit.verify()).toBeNull();
  });

  it('that hid a word which is no personal detail are reported, decided by the secretariat, and made no more', async () => {
    const { browserOf, keptWords } = await pageOver({});
    const staff = await browserOf(ASKER);
    const office = await browserOf(COLLEAGUE);
    await staff.post('/ask', { question: '委託できますか' });
    await staff.post('/consultations/R8-000001/report-kept', { revision: '2', text: '田中クリニック' });
    expect(keptWords.has('田中クリニック')).toBe(false);
    expect(await office.page('/console/kept-words')).toContain('田中クリニック');
    expect((await office.post('/console/kept-words', { word: '田中クリニック', keep: 'true' })).status).toBe(
      303,
    );
    expect(keptWords.has('田中 ｸﾘﾆｯｸ')).toBe(true);
    await office.post('/console/kept-words', { word: '田中クリニック', keep: 'false' });
    expect(keptWords.has('田中クリニック')).toBe(false);
    expect((await staff.get('/console/kept-words')).status).toBe(403);
    expect((await staff.post('/console/kept-words', { word: '田中クリニック', keep: 'true' })).status).toBe(
      403,
    );
  });

  it('in somebody else’s consultation are nobody else’s to mend', async () => {
    const { browserOf } = await pageOver({});
    const staff = await browserOf(ASKER);
    const other = await browserOf(person('staff-2', 'staff'));
    await staff.post('/ask', { question: '委託できますか' });
    const refused = await other.post('/consultations/R8-000001/redact', { revision: '2', text: '委託' });
    expect(refused.status).toBe(404);
    expect(await staff.page('/consultations/R8-000001')).toContain('委託できますか');
  });
});
