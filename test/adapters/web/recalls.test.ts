import { describe, expect, it } from 'vitest';
import { textReader } from '../../../adapters/readers/text-reader.js';
import { documentIdOf, readVersion } from '../../../bot/indexing/read-version.js';
import type { DocumentStore } from '../../../bot/ports/document-store.js';
import { ASKER, OFFICER } from '../../bot/consultations/desk-of-tests.js';
import { pageOver } from './page-of-tests.js';

const OLD =
  '相談窓口の設置要領\n\n相談窓口の設置は、郡市医師会に委託することができる。\n\n委託料の上限は、一か所あたり100万円とする。\n';
const NEW =
  '相談窓口の設置要領\n\n相談窓口の設置は、郡市医師会に委託することができる。\n\n委託料の上限は、一か所あたり200万円とする。\n';
const FILE = '要領.txt';

async function replace(store: DocumentStore, text: string, name = FILE) {
  const source = {
    path: `/docs/${name}`,
    sample: false,
    file: { name, bytes: new TextEncoder().encode(text) },
    declared: { audience: 'public' },
  };
  await store.addVersion((await readVersion(source, textReader, 'later')).version);
}

async function asked() {
  const page = await pageOver({ [FILE]: { text: OLD, audience: 'public' } });
  const staff = await page.browserOf(ASKER);
  const office = await page.browserOf(OFFICER);
  await staff.post('/ask', { question: '相談窓口の委託料の上限はいくらですか' });
  await staff.post('/ask', { question: '相談窓口の設置は委託することができますか' });
  return { ...page, staff, office };
}

describe('a document that changes after it was cited', () => {
  it('brings up the answers that no longer stand, old beside new, and only those', async () => {
    const { store, staff, office } = await asked();
    expect(await staff.page('/consultations/R8-000001')).toContain('100万円');
    expect(await office.page('/console/recalls')).toContain('確認が必要な相談はありません');

    await replace(store, NEW);
    const page = await office.page('/console/recalls');
    expect(page).toContain('相談窓口の委託料の上限はいくらですか');
    expect(page).toContain('一か所あたり100万円とする');
    expect(page).toContain('一か所あたり200万円とする');
    expect(page).not.toContain('相談窓口の設置は委託することができますか');
  });

  it('is told to whoever asked once the secretariat agrees, with what it adds, and not asked about again', async () => {
    const { store, staff, office, queue, consultations } = await asked();
    await replace(store, NEW);
    const version = /name="version" value="([^"]+)"/.exec(await office.page('/console/recalls'))?.[1] ?? '';
    const form = { version, number: 'R8-000001', decision: 'notify', text: '4月分から適用されます。' };
    expect(await staff.page('/consultations/R8-000001')).not.toContain('いまの記載');
    expect((await office.post('/console/recalls', form)).status).toBe(303);
    const told = await staff.page('/consultations/R8-000001');
    expect(told).toContain('以前の記載：');
    expect(told).toContain('一か所あたり200万円とする');
    expect(told).toContain('4月分から適用されます。');
    expect(await office.page('/console/recalls')).toContain('確認が必要な相談はありません');
    const found = await consultations.findByNumber('R8-000001');
    const notices = [];
    for (;;) {
      const effect = await queue.claim({
        kinds: ['notice'],
        worker: 't',
        now: '2027-01-01T00:00:00Z',
        until: '2027-01-01T00:01:00Z',
      });
      if (effect === null) break;
      notices.push(effect.payload);
      await queue.complete(effect.id, 'now', {});
    }
    expect(notices).toContainEqual(
      expect.objectContaining({ what: 'recalled', consultationId: found?.id, to: ASKER.id }),
    );
  });

  it('is told once, however often it is agreed to', async () => {
    const { store, office, consultations } = await asked();
    await replace(store, NEW);
    const version = /name="version" value="([^"]+)"/.exec(await office.page('/console/recalls'))?.[1] ?? '';
    const form = { version, number: 'R8-000001', decision: 'notify', text: '' };
    await Promise.all([office.post('/console/recalls', form), office.post('/console/recalls', form)]);
    const { id } = (await consultations.findByNumber('R8-000001'))!;
    const told = (await consultations.entries(id)).filter(({ action }) => action === 'recall');
    expect(told).toHaveLength(1);
  });

  it('is told to nobody when the secretariat decides so, and the asker sees nothing of it', async () => {
    const { store, staff, office } = await asked();
    await replace(store, NEW);
    const version = /name="version" value="([^"]+)"/.exec(await office.page('/console/recalls'))?.[1] ?? '';
    await office.post('/console/recalls', { version, number: '', decision: 'dismiss', text: '' });
    expect(await office.page('/console/recalls')).toContain('確認が必要な相談はありません');
    expect(await staff.page('/consultations/R8-000001')).not.toContain('いまの記載');
  });

  it('recalls nothing when it was only moved or written with other spaces, but all of it when it is withdrawn', async () => {
    const { store, office } = await asked();
    await replace(store, OLD.replaceAll('、', '、 '));
    expect(await office.page('/console/recalls')).toContain('確認が必要な相談はありません');
    await replace(store, OLD, 'moved.txt');
    await store.withdraw(documentIdOf(`/docs/${FILE}`), '2026-11-22T02:00:00Z');
    expect(await office.page('/console/recalls')).toContain('確認が必要な相談はありません');
    await store.withdraw(documentIdOf('/docs/moved.txt'), '2026-11-22T02:00:00Z');
    const page = await office.page('/console/recalls');
    expect(page).toContain('この文書は取り下げられました');
    expect(page).toContain('R8-000001');
    expect(page).toContain('R8-000002');
  });

  it('is news when the newer edition came after the answer, and none when it was there already', async () => {
    const edition = (year: number, count: string): string =>
      `令和${year}年度 見本連携モデル事業\n募集要領\n\n１． モデル地域\n${count}\n\n２． 期間\n令和${year}年６月１日から実施する。\n`;
    const [older, newer] = [edition(7, 'モデル地域の数は、３か所とする。'), edition(8, '地域は別に定める。')];
    const question = { question: '見本連携モデル事業のモデル地域の数は？' };
    const there = await pageOver({ 'r7.txt': { text: older }, 'r8.txt': { text: newer } });
    const staff = await there.browserOf(ASKER);
    await staff.post('/ask', question);
    expect(await staff.page('/consultations/R8-000001')).toContain('３か所とする');
    const office = await there.browserOf(OFFICER);
    expect(await office.page('/console/recalls')).toContain('確認が必要な相談はありません');

    const later = await pageOver({ 'r7.txt': { text: older } });
    await (await later.browserOf(ASKER)).post('/ask', question);
    await replace(later.store, newer, 'r8.txt');
    expect(await (await later.browserOf(OFFICER)).page('/console/recalls')).toContain('モデル地域の数は');
  });

  it('is the secretariat’s to look at', async () => {
    const { staff } = await asked();
    expect((await staff.get('/console/recalls')).status).toBe(403);
    expect((await staff.post('/console/recalls', { version: 'x', decision: 'notify' })).status).toBe(403);
  });
});
