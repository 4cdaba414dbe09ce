import { describe, expect, it } from 'vitest';
import { documentIdOf } from '../../../bot/indexing/read-version.js';
import { OFFICER, person } from '../../bot/consultations/desk-of-tests.js';
import { pageOver, shownIn } from './page-of-tests.js';

const CALL = '令和7年度モデル地域の募集要領\n\n応募の締切は2025年8月29日です。\n';
const ID = documentIdOf('/docs/call.txt');
const FORM = {
  title: 'モデル地域の募集要領',
  kind: 'guideline',
  issuer: '',
  fiscalYear: '2026',
  issued: '2026-04',
  inForceFrom: '',
  inForceUntil: '',
  deadlines: '2026-12-25 17:00 応募締切',
  supersedes: '',
  audience: 'public',
  prefecture: '',
  municipality: '',
};
const OPERATOR = person('operator-1', 'operator');

async function until(met: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await met()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it did not happen');
}

describe('documents in the console', () => {
  it('are put right at once, with the warning that follows from it, and the correction outlives a new version', async () => {
    const { browserOf, store, post } = await pageOver({ 'call.txt': { text: CALL, audience: 'public' } });
    const operator = await browserOf(OPERATOR);
    expect(await operator.page('/console/documents')).toContain('2025年8月29日（終了）');
    expect(await (await post('応募の締切はいつですか')).text()).toContain('deadline-passed');

    const shown = shownIn(await operator.page(`/console/documents/${ID}`));
    expect((await operator.post(`/console/documents/${ID}`, { ...FORM, shown })).status).toBe(303);
    const listed = await operator.page('/console/documents');
    expect(listed).toContain('令和8年度');
    expect(listed).toContain('2026年12月25日');
    expect(await (await post('応募の締切はいつですか')).text()).not.toContain('deadline-passed');
    expect((await store.findByPath('/docs/call.txt'))?.current.edition).toMatchObject({ issued: '2026-04' });
    expect((await store.corrections()).get(ID)).not.toHaveProperty('issuer');
  });

  it.each([
    ['fiscalYear', '令和8年'],
    ['deadlines', '年末ごろ'],
    ['deadlines', '2026-02-30 締切'],
    ['title', ''],
    ['municipality', '大津市'],
    ['inForceFrom', '2026-13'],
  ])('are not changed when %s cannot be read', async (field, value) => {
    const { browserOf, store } = await pageOver({ 'call.txt': { text: CALL, audience: 'public' } });
    const operator = await browserOf(OPERATOR);
    const before = (await store.findByPath('/docs/call.txt'))?.current.edition;
    const shown = shownIn(await operator.page(`/console/documents/${ID}`));
    const refused = await operator.post(`/console/documents/${ID}`, { ...FORM, shown, [field]: value });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain(value);
    expect((await store.findByPath('/docs/call.txt'))?.current.edition).toEqual(before);
  });

  it('take no old form over what was put right since, and keep what was typed', async () => {
    const { browserOf, store } = await pageOver({ 'call.txt': { text: CALL, audience: 'public' } });
    const operator = await browserOf(OPERATOR);
    const path = `/console/documents/${ID}`;
    const old = shownIn(await operator.page(path));
    await operator.post(path, { ...FORM, audience: 'secretariat', shown: old });
    const late = { ...FORM, title: '募集要領（改）', shown: old };
    const refused = await operator.post(path, late);
    expect(refused.status).toBe(409);
    expect((await store.findByPath('/docs/call.txt'))?.current.edition.audience).toBe('secretariat');
    const page = await refused.text();
    expect(page).toContain('value="募集要領（改）"');
    expect((await operator.post(path, { ...late, shown: shownIn(page) })).status).toBe(303);
  });

  it('come in by upload with the audience that was chosen, and again as a new version of the same', async () => {
    const { browserOf, store, post, audit } = await pageOver({});
    const office = await browserOf(OFFICER);
    const file = (text: string) => ({ name: '../要領 <1>.txt', bytes: new TextEncoder().encode(text) });
    const upload = (text: string, audience: string) =>
      office.upload('/console/documents/upload', file(text), { audience });
    expect((await upload(CALL, 'staff')).status).toBe(303);
    await until(async () => (await store.list()).length === 1);
    const [first] = await store.list();
    expect(first).toMatchObject({ name: '要領 1.txt', current: { edition: { audience: 'staff' } } });
    expect(await (await post('応募の締切はいつですか')).text()).not.toContain('8月29日');
    await upload(CALL.replace('8月29日', '9月30日'), 'public');
    await until(async () => (await store.list())[0]?.current.id !== first?.current.id);
    expect((await store.list())[0]?.current.edition.audience).toBe('public');
    expect(await office.page('/console/documents')).toContain('登録しました');
    const rows = (await audit.recent(20)).filter(({ action }) => action === 'document.upload');
    expect(rows.map(({ actorId, content }) => [actorId, content?.audience])).toEqual([
      [OFFICER.id, 'public'],
      [OFFICER.id, 'staff'],
    ]);
  });

  it('that cannot be read are said so kindly, and nothing is kept of what is no document', async () => {
    const { browserOf, store } = await pageOver({});
    const office = await browserOf(OFFICER);
    const program = { name: 'x.exe', bytes: new Uint8Array([1]) };
    const refused = await office.upload('/console/documents/upload', program, { audience: 'staff' });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('対応していません');
    expect((await office.post('/console/documents/upload', { audience: 'staff' })).status).toBe(400);
    await office.upload(
      '/console/documents/upload',
      { name: '壊れた.pdf', bytes: new Uint8Array([37, 80]) },
      { audience: 'staff' },
    );
    await until(async () => (await office.page('/console/documents')).includes('登録できませんでした'));
    expect(await store.list()).toEqual([]);
  });

  it.each([
    [`${'長'.repeat(90)}.txt`, '長すぎます'],
    ['documents.csv', 'ここでは追加できません'],
    ['Documents.xlsx', 'ここでは追加できません'],
  ])('are refused under a name that cannot be kept or that speaks for others: %s', async (name, reason) => {
    const { browserOf, errors } = await pageOver({});
    const office = await browserOf(OFFICER);
    const file = { name, bytes: new TextEncoder().encode(CALL) };
    const refused = await office.upload('/console/documents/upload', file, { audience: 'staff' });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain(reason);
    expect(errors).toEqual([]);
  });

  it('lose the marks in their names that would turn a line around', async () => {
    const { browserOf, store } = await pageOver({});
    const office = await browserOf(OFFICER);
    const file = { name: '要領\u202Efdp.txt', bytes: new TextEncoder().encode(CALL) };
    await office.upload('/console/documents/upload', file, { audience: 'staff' });
    await until(async () => (await store.list()).length === 1);
    expect((await store.list())[0]?.name).toBe('要領fdp.txt');
  });

  it('are taken out, and answer no more', async () => {
    const { browserOf, post } = await pageOver({ 'call.txt': { text: CALL, audience: 'public' } });
    const operator = await browserOf(OPERATOR);
    expect((await operator.post(`/console/documents/${ID}/withdraw`, {})).status).toBe(303);
    expect(await (await post('応募の締切はいつですか')).text()).not.toContain('8月29日');
    expect((await operator.get(`/console/documents/${ID}`)).status).toBe(404);
  });

  it('are nobody’s to change but the secretariat’s and the operator’s', async () => {
    const { browserOf } = await pageOver({ 'call.txt': { text: CALL, audience: 'public' } });
    for (const role of ['staff', 'prefecture'] as const) {
      const other = await browserOf(person(`other-${role}`, role));
      expect((await other.get('/console/documents')).status).toBe(403);
      expect((await other.post(`/console/documents/${ID}`, FORM)).status).toBe(403);
      expect((await other.post(`/console/documents/${ID}/withdraw`, {})).status).toBe(403);
    }
  });
});

describe('the audit page', () => {
  it('says who did what, narrows by it, and shows nothing of what was written', async () => {
    const { browserOf } = await pageOver({});
    const staff = await browserOf(person('staff-5', 'staff'));
    const office = await browserOf(OFFICER);
    const operator = await browserOf(OPERATOR);
    await staff.post('/ask', { question: '秘密の質問の文' });
    await office.post('/console/consultations/R8-000001/reply', { revision: '2', text: '秘密の回答の文' });
    await office.page('/console/consultations/R8-000001');
    const page = await operator.page('/console/audit?verify=1');
    expect(page).toContain('相談を閲覧');
    expect(page).toContain('R8-000001');
    expect(page).toContain('記録に異常はありません');
    expect(page).not.toContain('秘密の');
    const views = await operator.page(`/console/audit?action=consultation.view&person=${OFFICER.id}`);
    expect(views.match(/相談を閲覧<\/td>/g)).toHaveLength(1);
    expect(views).not.toContain('回答</td>');
    for (const browser of [staff, office]) expect((await browser.get('/console/audit')).status).toBe(403);
  });
});
