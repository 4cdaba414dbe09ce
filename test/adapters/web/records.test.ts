import { read, utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { ASKER, COLLEAGUE, OFFICER, person } from '../../bot/consultations/desk-of-tests.js';
import { pageOver } from './page-of-tests.js';

describe('records', () => {
  it('are disclosed for one municipality and no other, with the secretariat’s notes apart and who read them', async () => {
    const { browserOf, audit } = await pageOver({});
    const staff = await browserOf(ASKER);
    const neighbour = await browserOf(person('next', 'staff', { municipality: '隣市' }));
    const office = await browserOf(OFFICER);
    const approver = await browserOf(COLLEAGUE);
    await staff.post('/ask', { question: '救急搬送の費用は誰が負担しますか' });
    await neighbour.post('/ask', { question: '隣の市の質問です' });
    await office.page('/console/consultations/R8-000001');
    await office.post('/console/consultations/R8-000001/note', { revision: '2', text: '内輪のメモ' });
    await office.post('/console/consultations/R8-000001/reply', { revision: '3', text: '市の負担です。' });
    const form = { prefecture: '見本県', municipality: '見本市' };
    const response = await approver.post('/console/records/disclosure', form);
    const book = read(new Uint8Array(await response.arrayBuffer()), { type: 'array' });
    expect(book.SheetNames).toEqual(['表紙', '相談一覧', '経過', '事務局内メモ', '閲覧の記録']);
    const rows = (name: string) => utils.sheet_to_json<Record<string, string>>(book.Sheets[name] ?? {});
    expect(rows('相談一覧').map((row) => row.質問)).toEqual(['救急搬送の費用は誰が負担しますか']);
    expect(rows('事務局内メモ').map((row) => row.文章)).toEqual(['内輪のメモ']);
    expect(JSON.stringify(rows('経過'))).not.toContain('内輪のメモ');
    expect(rows('閲覧の記録')).toMatchObject([{ 閲覧した人: OFFICER.name, 役割: '事務局' }]);
    expect(JSON.stringify(book.Sheets)).not.toContain('隣の市');
    expect((await audit.recent(1))[0]).toMatchObject({ action: 'export.disclosure', content: { rows: 1 } });
  });

  it('show what was deleted, to who keeps them; whoever keeps the desk running reads no consultation by them', async () => {
    const { browserOf, retention } = await pageOver({});
    const operator = await browserOf(person('operator-1', 'operator'));
    expect(await operator.page('/console/records')).toContain('削除はまだ行われていません');
    await retention.run('2026-11-22', 'desk');
    const page = await operator.page('/console/records');
    expect(page).toContain('2026年11月22日');
    expect(page).not.toContain('開示請求の資料');
    const form = { prefecture: '見本県', municipality: '見本市' };
    expect((await operator.post('/console/records/disclosure', form)).status).toBe(403);
    const office = await browserOf(OFFICER);
    expect((await office.get('/console/records')).status).toBe(403);
    const approver = await browserOf(COLLEAGUE);
    expect((await approver.post('/console/records/disclosure', { prefecture: '' })).status).toBe(400);
  });
});
