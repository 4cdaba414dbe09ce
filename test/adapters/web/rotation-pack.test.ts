import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ASKER, OFFICER, person } from '../../bot/consultations/desk-of-tests.js';
import { pageOver } from './page-of-tests.js';

const NOTE = {
  'note.txt': { text: '研修会のお知らせ\n研修会は見本市の会館で開きます。参加費は無料です。\n' },
};
const QUESTION = '救急搬送の費用は誰が負担しますか';
const SUCCESSOR = person('staff-2', 'staff');
const NEIGHBOUR = person('staff-8', 'staff', { municipality: '隣市' });
const HERE = '見本県/見本市';

/** What the Word file of an answer says. */
async function wordIn(answer: Response): Promise<string> {
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('wordprocessingml.document');
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  return strFromU8(files['word/document.xml'] ?? new Uint8Array());
}

async function officesOfTests() {
  const page = await pageOver(NOTE);
  const [staff, office, neighbour] = [
    await page.browserOf(ASKER),
    await page.browserOf(OFFICER),
    await page.browserOf(NEIGHBOUR),
  ];
  await page.people.save(SUCCESSOR);
  await staff.post('/ask', { question: QUESTION });
  await neighbour.post('/ask', { question: '隣市の様式はどこで手に入りますか' });
  return { ...page, staff, office, neighbour };
}

describe('the rotation pack of the secretariat', () => {
  it('is asked for by municipality and comes as a Word file of that municipality alone', async () => {
    const { office, audit } = await officesOfTests();
    expect(await office.page('/console')).toContain('href="/console/rotation-pack"');
    const form = await office.page('/console/rotation-pack');
    expect(form).toContain(`<option value="${HERE}">見本市</option>`);
    expect(form).toContain('<option value="見本県/隣市">隣市</option>');
    const made = await office.post('/console/rotation-pack', { place: HERE, since: '2026-04-01' });
    expect(made.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('引継ぎ資料_見本県見本市_2026-11-22.docx')}`,
    );
    expect(made.headers.get('cache-control')).toBe('no-store');
    const word = await wordIn(made);
    expect(word).toContain(QUESTION);
    expect(word).toContain('http://desk.test/');
    expect(word).not.toContain('隣市');
    expect((await audit.recent(1))[0]).toMatchObject({
      action: 'export.rotation-pack',
      actorId: OFFICER.id,
      content: { municipality: '見本市', since: '2026-04-01', open: 1 },
    });
  });

  it("moves the predecessor's open consultations first when two people are chosen", async () => {
    const { office, staff, browserOf } = await officesOfTests();
    const people = { from: ASKER.id, successor: SUCCESSOR.id };
    const word = await wordIn(await office.post('/console/rotation-pack', { place: HERE, ...people }));
    expect(word).toContain(`${ASKER.name}さんの相談1件は、${SUCCESSOR.name}さんに引き継ぎました`);
    expect(await staff.page('/consultations')).not.toContain(QUESTION);
    const successor = await browserOf(SUCCESSOR);
    expect(await successor.page('/consultations')).toContain(QUESTION);
    const own = await successor.page('/consultations/R8-000001');
    expect(own).toContain('<strong>引継ぎ</strong>');
    expect(own).toContain('前任者から引き継ぎ');
  });

  it('says what is wrong with a form, keeps what was chosen, and moves nothing', async () => {
    const { office, staff, audit } = await officesOfTests();
    const refused = async (form: Record<string, string>, status: number): Promise<string> => {
      const answer = await office.post('/console/rotation-pack', form);
      expect(answer.status).toBe(status);
      return answer.text();
    };
    expect(await refused({}, 400)).toContain('市町村を選んでください');
    expect(await refused({ place: '見本県/無い市' }, 400)).toContain('市町村を選んでください');
    expect(await refused({ place: HERE, since: 'きのう' }, 400)).toContain('入力内容をご確認ください');
    const half = await refused({ place: HERE, from: ASKER.id }, 400);
    expect(half).toContain('両方を選んでください');
    expect(half).toContain(`<option value="${HERE}" selected="">`);
    expect(half).toContain(`<option value="${ASKER.id}" selected="">`);
    const people = { from: ASKER.id, successor: NEIGHBOUR.id };
    expect(await refused({ place: HERE, ...people }, 409)).toContain('市町村が異なるため');
    expect(await refused({ place: '見本県/隣市', ...people }, 409)).toContain(
      '選んだ市町村の職員ではありません',
    );
    expect(await refused({ place: HERE, from: ASKER.id, successor: 'nobody' }, 409)).toContain('選び直して');
    expect(await staff.page('/consultations')).toContain(QUESTION);
    expect((await audit.recent(50)).map(({ action }) => action)).not.toContain('export.rotation-pack');
  });
});

describe('the rotation pack of staff', () => {
  it('is that of their own municipality, whatever they ask for', async () => {
    const { staff, neighbour, audit } = await officesOfTests();
    expect(await staff.page('/consultations')).toContain('href="/rotation-pack"');
    expect(await wordIn(await staff.get('/rotation-pack'))).toContain(QUESTION);
    const other = await wordIn(await neighbour.get('/rotation-pack?prefecture=見本県&municipality=見本市'));
    expect(other).toContain('隣市の様式');
    expect(other).not.toContain(QUESTION);
    expect((await audit.recent(1))[0]).toMatchObject({ actorId: NEIGHBOUR.id, target: '見本県隣市' });
    expect((await neighbour.get('/console/rotation-pack')).status).toBe(403);
    const forced = await neighbour.post('/console/rotation-pack', { place: HERE });
    expect(forced.status).toBe(403);
    expect(await forced.text()).not.toContain(QUESTION);
  });

  it.each([
    ['staff without a municipality', person('staff-3', 'staff', { municipality: null })],
    ['a prefecture', person('county', 'prefecture')],
    ['an operator', person('admin', 'operator', { municipality: '見本市' })],
  ])('is not for %s, who get one kind sentence', async (_, one) => {
    const { browserOf } = await pageOver(NOTE);
    const browser = await browserOf(one);
    const answer = await browser.get('/rotation-pack');
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('事務局にご連絡ください');
    expect(await browser.page('/consultations')).not.toContain('/rotation-pack');
    expect((await browser.post('/console/rotation-pack', { place: HERE })).status).toBe(403);
  });

  it('asks strangers to sign in, and sends the secretariat to its own page', async () => {
    const { app, office } = await officesOfTests();
    for (const path of ['/rotation-pack', '/console/rotation-pack']) {
      const answer = await app.request(`http://desk.test${path}`);
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toContain('/sign-in?next=');
    }
    expect((await office.get('/rotation-pack')).headers.get('location')).toBe('/console/rotation-pack');
  });
});
