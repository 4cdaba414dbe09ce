import { read, utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { workbookOf } from '../../../adapters/tables/write-tables.js';
import { COLLEAGUE, OFFICER, person } from '../../bot/consultations/desk-of-tests.js';
import { pageOver } from './page-of-tests.js';

function workbook(rows: string[][]) {
  const columns = ['質問', '回答', '公開範囲'].map((name) => ({ name, width: 20 }));
  return { name: 'QA.xlsx', bytes: workbookOf([{ name: 'Q&A', columns, rows }]) };
}

const pathOf = (page: string): string => /action="(\/console\/qa\/import\/[^"]+)"/.exec(page)?.[1] ?? '';

describe('a workbook of Q&A on the page', () => {
  it('shows its rows and problems first, becomes drafts only when agreed to, and each draft has a history', async () => {
    const { browserOf } = await pageOver({});
    const office = await browserOf(OFFICER);
    const file = workbook([
      ['患者の田中さんの件はどうしますか', '<script>alert(1)</script>', '職員'],
      ['', '質問がない', ''],
    ]);
    const preview = await (await office.upload('/console/qa/import', file)).text();
    expect(preview).toContain('新規1件');
    expect(preview).toContain('質問を入力してください。');
    expect(preview).not.toContain('<script>alert');
    expect(await office.page('/console/qa')).not.toContain('Q-0001');
    expect((await office.post(pathOf(preview), {})).status).toBe(303);
    const entry = await office.page('/console/qa/Q-0001');
    expect(entry).toContain('患者の〔氏名〕さんの件');
    expect(entry).toContain('版の履歴');
    expect(entry).toContain('下書きを作成');
    expect((await office.post(pathOf(preview), {})).status).toBe(410);
  });

  it('comes in once, however often it is agreed to', async () => {
    const { browserOf } = await pageOver({});
    const office = await browserOf(OFFICER);
    const file = workbook([['問い', '答え', '職員']]);
    const path = pathOf(await (await office.upload('/console/qa/import', file)).text());
    const both = await Promise.all([office.post(path, {}), office.post(path, {})]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
    const late = both.find(({ status }) => status === 410);
    expect(await late?.text()).toContain('すでに取り込み済み');
    expect(await office.page('/console/qa')).not.toContain('Q-0002');
  });

  it('comes out as it went in, and what was changed in it goes back to its number', async () => {
    const { browserOf } = await pageOver({});
    const office = await browserOf(OFFICER);
    const added = await office.upload('/console/qa/import', workbook([['=1+1とは', '-はい', '公開']]));
    await office.post(pathOf(await added.text()), {});
    const out = new Uint8Array(await (await office.get('/console/qa/export.xlsx')).arrayBuffer());
    const book = read(out, { type: 'array' });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
    const [row] = utils.sheet_to_json<Record<string, string>>(sheet);
    expect(row).toMatchObject({ 番号: 'Q-0001', 質問: '=1+1とは', 回答: '-はい', 状態: '下書き' });
    const again = await office.upload('/console/qa/import', { name: 'QA.xlsx', bytes: out });
    expect(await again.text()).toContain('変更なし1件');
    const csv = new Uint8Array(await (await office.get('/console/qa/export.csv')).arrayBuffer());
    expect(
      await (await office.upload('/console/qa/import', { name: 'QA.csv', bytes: csv })).text(),
    ).toContain('変更なし1件');
  });

  it('keeps who wrote, approved and published which words', async () => {
    const { browserOf } = await pageOver({});
    const office = await browserOf(OFFICER);
    const approver = await browserOf(COLLEAGUE);
    const words = {
      question: '問い',
      answer: '初めの答え',
      audience: 'staff',
      prefecture: '',
      municipality: '',
      reviewOn: '2027-03-31',
    };
    const blank = await office.post('/console/qa/new', { ...words, answer: '' });
    expect(blank.status).toBe(400);
    expect(await blank.text()).toContain('問い</textarea>');
    expect((await office.post('/console/qa/new', words)).headers.get('location')).toBe('/console/qa/Q-0001');
    await approver.post('/console/qa/Q-0001/approve', { revision: '1' });
    await approver.post('/console/qa/Q-0001/publish', { revision: '2' });
    await office.post('/console/qa/Q-0001/edit', { revision: '3', ...words, answer: '次の答え' });
    const page = await office.page('/console/qa/Q-0001');
    const history = page.slice(page.indexOf('版の履歴'));
    expect(history.match(/<strong>[^<]+/g)).toEqual([
      '<strong>内容を変更',
      '<strong>公開',
      '<strong>承認',
      '<strong>下書きを作成',
    ]);
    expect(history).toContain('初めの答え');
    expect(history).toContain('次の答え');
  });

  it('makes one draft of a form that is sent twice, and another of other words', async () => {
    const { browserOf } = await pageOver({});
    const office = await browserOf(OFFICER);
    const id = /name="id" value="([^"]+)"/.exec(await office.page('/console/qa/new'))?.[1] ?? '';
    const words = { id, question: '問い', answer: '答え', audience: 'staff', reviewOn: '2027-03-31' };
    const send = () => office.post('/console/qa/new', words);
    const sent = await Promise.all([send(), send()]);
    for (const { headers } of sent) expect(headers.get('location')).toBe('/console/qa/Q-0001');
    const other = await office.post('/console/qa/new', { ...words, answer: '別の答え' });
    expect(other.headers.get('location')).toBe('/console/qa/Q-0002');
  });

  it('is looked at again on a day that is still to come', async () => {
    const { browserOf } = await pageOver({});
    const office = await browserOf(OFFICER);
    const words = { question: '問い', answer: '答え', audience: 'staff', reviewOn: '2026-11-21' };
    const refused = await office.post('/console/qa/new', words);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('見直し日は、今日以降の日付にしてください。');
    const rows = '質問,回答,見直し日\n問い,答え,2020/3/31\n';
    const list = { name: 'QA.csv', bytes: new TextEncoder().encode(rows) };
    expect(await (await office.upload('/console/qa/import', list)).text()).toContain('今日以降の日付');
  });

  it('offers to approve to those only who may, and says of what stands that it stands', async () => {
    const { browserOf } = await pageOver({});
    const office = await browserOf(OFFICER);
    const approver = await browserOf(COLLEAGUE);
    const words = { question: '問い', answer: '答え', audience: 'staff', reviewOn: '2027-03-31' };
    await office.post('/console/qa/new', words);
    const path = '/console/qa/Q-0001';
    expect(await office.page(path)).not.toContain('承認する');
    expect(await office.page(path)).toContain('承認できるのは承認者だけです。');
    expect(await approver.page(path)).toContain('承認する');
    expect(await approver.page(path)).toContain('公開すると');
    await approver.post(`${path}/approve`, { revision: '1' });
    await approver.post(`${path}/publish`, { revision: '2' });
    expect(await office.page(path)).not.toContain('公開すると');
    const stale = await office.post(`${path}/retire`, { revision: '1' });
    expect(stale.status).toBe(409);
    expect(await stale.text()).not.toContain('残しています');
    const edited = await office.post(`${path}/edit`, { ...words, answer: '次', revision: '1' });
    expect(await edited.text()).toContain('入力した文章は下に残しています');
  });

  it('is the secretariat’s alone', async () => {
    const { browserOf } = await pageOver({});
    const staff = await browserOf(person('staff-7', 'staff'));
    for (const path of ['/console/qa/import', '/console/qa/export.xlsx', '/console/qa/export.csv'])
      expect((await staff.get(path)).status).toBe(403);
    expect((await staff.upload('/console/qa/import', workbook([]))).status).toBe(403);
  });
});
