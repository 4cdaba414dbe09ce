import { describe, expect, it } from 'vitest';
import { ASKER, COLLEAGUE, OFFICER, person } from '../../bot/consultations/desk-of-tests.js';
import { pageOver } from './page-of-tests.js';

const NOTE = {
  'note.txt': { text: '研修会のお知らせ\n研修会は見本市の会館で開きます。参加費は無料です。\n' },
};
const UNKNOWN = '患者の田中について、救急搬送の費用は誰が負担しますか';

const revisionIn = (html: string): string => /name="revision" value="(\d+)"/.exec(html)?.[1] ?? '';

describe('signing in', () => {
  it('sets a cookie that scripts cannot read, and goes only to pages of ours', async () => {
    const { signIn } = await pageOver(NOTE);
    const browser = await signIn(ASKER);
    expect(browser.signedIn.status).toBe(303);
    expect(browser.signedIn.headers.get('set-cookie')).toMatch(/HttpOnly/i);
    expect(browser.signedIn.headers.get('set-cookie')).toMatch(/SameSite=Lax/i);
    const form = { mail: 'staff-1@example.jp', password: 'x' };
    const wrong = await browser.post('/sign-in', { ...form, next: '//evil.test/' });
    expect(wrong.status).toBe(401);
    expect(await wrong.text()).toContain('name="next" value="/"');
    expect(await browser.page('/')).toContain(ASKER.name);
    await browser.post('/sign-out', {});
    expect(await browser.page('/')).not.toContain('サインアウト');
  });

  it('works behind a proxy that speaks https, and takes no form from elsewhere', async () => {
    const { app } = await pageOver(NOTE);
    const from = (origin: string) =>
      app.request('http://desk.test/sign-in', {
        method: 'POST',
        body: new URLSearchParams({ mail: 'x@example.jp', password: 'x' }),
        headers: { origin },
      });
    expect((await from('https://desk.test')).status).toBe(401);
    expect((await from('https://evil.test')).status).toBe(403);
    expect((await from('null')).status).toBe(403);
  });

  it('is asked for where it is needed; another host name is refused', async () => {
    const { app } = await pageOver(NOTE);
    for (const path of ['/consultations', '/console', '/consultations/R8-000001', '/console/moves']) {
      const answer = await app.request(`http://desk.test${path}`);
      expect(answer.status, path).toBe(303);
      expect(answer.headers.get('location')).toContain('/sign-in?next=');
    }
    expect((await app.request('http://other.test/')).status).toBe(421);
  });
});

describe('a session that has ended', () => {
  it('gives back what was typed, keeps nothing of it, and leads to a page that is there', async () => {
    const { browserOf, clock, consultations } = await pageOver(NOTE);
    await (await browserOf(ASKER)).post('/ask', { question: UNKNOWN });
    const office = await browserOf(OFFICER);
    const path = '/console/consultations/R8-000001';
    const revision = revisionIn(await office.page(path));
    clock.at = new Date(clock.at.getTime() + 13 * 3_600_000);
    const late = await office.post(`${path}/reply`, { revision, text: '長い<回答>の文' });
    expect(late.status).toBe(401);
    const html = await late.text();
    expect(html).toContain('長い&lt;回答&gt;の文');
    const next = decodeURIComponent(/sign-in\?next=([^"]+)/.exec(html)?.[1] ?? '');
    expect((await (await browserOf(OFFICER)).get(next)).status).toBe(200);
    const { id } = (await consultations.findByNumber('R8-000001'))!;
    expect((await consultations.entries(id)).some(({ action }) => action === 'reply')).toBe(false);
  });

  it('answers no question as if nobody had ever signed in', async () => {
    const { browserOf, clock, post } = await pageOver(NOTE);
    const staff = await browserOf(ASKER);
    clock.at = new Date(clock.at.getTime() + 13 * 3_600_000);
    const late = await staff.post('/ask', { question: UNKNOWN });
    expect(late.status).toBe(401);
    expect(await late.text()).toContain('サインインの期限が切れました');
    expect((await post(UNKNOWN)).status).toBe(200);
    expect((await staff.get('/')).headers.get('set-cookie')).toMatch(/^renkei=;.*Max-Age=0/i);
  });
});

describe('a consultation on the page', () => {
  it('goes from the question to the reply between two browsers, with everything masked', async () => {
    const { browserOf, consultations } = await pageOver(NOTE);
    const staff = await browserOf(ASKER);
    const office = await browserOf(OFFICER);
    const asked = await (await staff.post('/ask', { question: UNKNOWN })).text();
    expect(asked).toContain('R8-000001 として事務局に届きました');
    expect(asked).toContain('伏せて記録しました：患者の〔氏名〕');

    const inbox = await office.page('/console');
    expect(inbox).toContain('R8-000001');
    expect(inbox).not.toContain('田中');
    const path = '/console/consultations/R8-000001';
    const opened = await office.page(path);
    await office.post(`${path}/ask-back`, { revision: revisionIn(opened), text: '管外への搬送ですか' });

    const own = await staff.page('/consultations/R8-000001');
    expect(own).toContain('管外への搬送ですか');
    await staff.post('/consultations/R8-000001/answer-back', {
      revision: revisionIn(own),
      text: 'はい<b>管外</b>です',
    });
    const again = await office.page(path);
    expect(again).toContain('はい&lt;b&gt;管外');
    const noted = await office.post(`${path}/note`, { revision: revisionIn(again), text: '内々の話' });
    expect(noted.status).toBe(303);
    await office.post(`${path}/reply`, {
      revision: revisionIn(await office.page(path)),
      text: '市の負担です。',
    });
    const read = await staff.page('/consultations/R8-000001');
    expect(read).toContain('市の負担です。');
    expect(read).not.toContain('内々の話');
    await staff.post('/consultations/R8-000001/close', { revision: revisionIn(read) });
    expect((await consultations.findByNumber('R8-000001'))?.state).toBe('closed');
  });

  it('keeps what the slower of two colleagues typed, and sends only the first reply', async () => {
    const { browserOf, consultations } = await pageOver(NOTE);
    await (await browserOf(ASKER)).post('/ask', { question: UNKNOWN });
    const one = await browserOf(OFFICER);
    const two = await browserOf(COLLEAGUE);
    const path = '/console/consultations/R8-000001';
    const revision = revisionIn(await one.page(path));
    expect((await one.post(`${path}/reply`, { revision, text: '先の回答' })).status).toBe(303);
    const late = await two.post(`${path}/reply`, { revision, text: '後の<回答>' });
    expect(late.status).toBe(409);
    const html = await late.text();
    expect(html).toContain('ほかの方が先に');
    expect(html).toContain('先の回答');
    const { id } = (await consultations.findByNumber('R8-000001'))!;
    expect((await consultations.entries(id)).filter(({ action }) => action === 'reply')).toHaveLength(1);
  });

  it('is late while it waits, and no longer once it was replied to', async () => {
    const { browserOf } = await pageOver(NOTE, { today: () => '2026-12-22' });
    await (await browserOf(ASKER)).post('/ask', { question: UNKNOWN });
    const office = await browserOf(OFFICER);
    const path = '/console/consultations/R8-000001';
    const pages = async (): Promise<string> =>
      (await office.page(path)) + (await office.page('/console?view=all'));
    expect((await pages()).match(/（超過）/g)).toHaveLength(2);
    await office.post(`${path}/reply`, { revision: revisionIn(await office.page(path)), text: '回答' });
    expect(await pages()).not.toContain('（超過）');
  });

  it('takes a double click for one, whatever was masked, and still no text of somebody else’s for it', async () => {
    const { browserOf, consultations } = await pageOver(NOTE);
    const staff = await browserOf(ASKER);
    await staff.post('/ask', { question: UNKNOWN });
    const office = await browserOf(OFFICER);
    const path = '/console/consultations/R8-000001';
    const form = {
      revision: revisionIn(await office.page(path)),
      text: '患者の田中の費用は(市)が\r\n負担します。',
    };
    const [first, second] = [
      await office.post(`${path}/reply`, form),
      await office.post(`${path}/reply`, form),
    ];
    expect([first.status, second.status]).toEqual([303, 303]);
    const { id } = (await consultations.findByNumber('R8-000001'))!;
    expect((await consultations.entries(id)).filter(({ action }) => action === 'reply')).toHaveLength(1);
    const other = await office.post(`${path}/reply`, { ...form, text: '別の回答' });
    expect(other.status).toBe(409);
    const reopening = {
      revision: revisionIn(await staff.page('/consultations/R8-000001')),
      text: 'まだです',
    };
    for (let i = 0; i < 2; i++)
      expect((await staff.post('/consultations/R8-000001/reopen', reopening)).status).toBe(303);
  });

  it('takes as long a text as the form does, however many lines it has', async () => {
    const { browserOf, consultations } = await pageOver(NOTE);
    await (await browserOf(ASKER)).post('/ask', { question: UNKNOWN });
    const office = await browserOf(OFFICER);
    const path = '/console/consultations/R8-000001';
    const typed = Array.from({ length: 50 }, () => '費'.repeat(79)).join('\n');
    const form = {
      revision: revisionIn(await office.page(path)),
      text: `${typed}\n`.replaceAll('\n', '\r\n'),
    };
    expect((await office.post(`${path}/note`, form)).status).toBe(303);
    const { id } = (await consultations.findByNumber('R8-000001'))!;
    expect((await consultations.entries(id)).at(-1)?.text).toBe(typed);
  });

  it.each(['0001-01-01', '9999-12-31', '2026-11-21', '2031-11-23', '2026-02-30', '来週'])(
    'is due on no such day as %s, and says so',
    async (due) => {
      const { browserOf, consultations } = await pageOver(NOTE);
      await (await browserOf(ASKER)).post('/ask', { question: UNKNOWN });
      const office = await browserOf(OFFICER);
      const path = '/console/consultations/R8-000001';
      const before = (await consultations.findByNumber('R8-000001'))?.dueOn;
      const refused = await office.post(`${path}/due`, {
        revision: revisionIn(await office.page(path)),
        due,
      });
      expect(refused.status).toBe(400);
      expect(await refused.text()).toContain('期限は、今日から5年以内の日付にしてください。');
      expect((await consultations.findByNumber('R8-000001'))?.dueOn).toBe(before);
    },
  );

  it('keeps the menu of whoever signed in on a page that says what went wrong', async () => {
    const { browserOf } = await pageOver(NOTE);
    const staff = await browserOf(ASKER);
    for (const path of ['/nothing', '/console', '/consultations/R8-000009']) {
      const page = await staff.page(path);
      expect(page).toContain('サインアウト');
      expect(page).not.toContain('href="/sign-in"');
    }
    const long = await staff.post('/ask', { question: 'あ'.repeat(70_000) });
    expect(long.status).toBe(413);
    expect(await long.text()).toContain('サインアウト');
  });

  it('gives a text that was refused back in its own form: a note never turns up in the reply', async () => {
    const { browserOf } = await pageOver(NOTE);
    await (await browserOf(ASKER)).post('/ask', { question: UNKNOWN });
    const [one, two] = [await browserOf(OFFICER), await browserOf(COLLEAGUE)];
    const path = '/console/consultations/R8-000001';
    const revision = revisionIn(await one.page(path));
    await one.post(`${path}/due`, { revision, due: '2026-12-01' });
    const formOf = (html: string, action: string): string =>
      new RegExp(`id="text-${action}"[^>]*>([^<]*)<`).exec(html)?.[1] ?? 'none';
    const late = await (await two.post(`${path}/note`, { revision, text: '内々の話' })).text();
    expect([formOf(late, 'note'), formOf(late, 'reply')]).toEqual(['内々の話', '']);
    const long = 'あ'.repeat(4001);
    const refused = await two.post(`${path}/ask-back`, { revision: revisionIn(late), text: long });
    expect(refused.status).toBe(400);
    expect(formOf(await refused.text(), 'ask-back')).toBe(long);
    await one.post(`${path}/reply`, { revision: revisionIn(await one.page(path)), text: '回答です' });
    const gone = await (await two.post(`${path}/forward`, { revision, text: '県への照会文' })).text();
    expect(gone).toContain('送信できなかった文章');
    expect(gone).toContain('県への照会文');
  });

  it('is shown to whoever asked and to the secretariat, to nobody else', async () => {
    const { browserOf, audit } = await pageOver(NOTE);
    const staff = await browserOf(ASKER);
    await staff.post('/ask', { question: UNKNOWN });
    const stranger = await browserOf(person('staff-2', 'staff'));
    const operator = await browserOf(person('op', 'operator'));
    for (const browser of [stranger, operator]) {
      expect((await browser.get('/consultations/R8-000001')).status).toBe(404);
      expect((await browser.post('/consultations/R8-000001/withdraw', { revision: '2' })).status).toBe(404);
      expect((await browser.get('/console/consultations/R8-000001')).status).toBe(403);
      expect(
        (await browser.post('/console/consultations/R8-000001/reply', { revision: '2', text: 'x' })).status,
      ).toBe(403);
    }
    expect((await staff.get('/console')).status).toBe(403);
    await (await browserOf(OFFICER)).page('/console/consultations/R8-000001');
    const views = (await audit.recent(50)).filter(({ action }) => action === 'consultation.view');
    expect(views.map(({ actorId }) => actorId)).toEqual([OFFICER.id]);
  });

  it('escalates an answer that does not help, with a rating and its reason', async () => {
    const { browserOf, consultations } = await pageOver(NOTE);
    const staff = await browserOf(ASKER);
    expect(await (await staff.post('/ask', { question: '研修会の参加費はいくらですか' })).text()).toContain(
      '評価する・事務局に相談する',
    );
    const path = '/consultations/R8-000001';
    await staff.post(`${path}/poor`, {
      revision: revisionIn(await staff.page(path)),
      text: '古い情報でした',
    });
    const rated = await staff.page(path);
    expect(rated).toContain('古い情報でした');
    await staff.post(`${path}/escalate`, { revision: revisionIn(rated), text: '来年度の参加費を知りたい' });
    expect(await consultations.findByNumber('R8-000001')).toMatchObject({
      state: 'waiting',
      feedback: { good: false },
    });
    const office = await browserOf(OFFICER);
    expect(await office.page('/console?view=waiting')).toContain('R8-000001');
    expect(await office.page('/console?view=mine')).toContain('該当する相談はありません');
    expect(await office.page('/console?view=all&q=R8-000001&sort=newest')).toContain('参加費');
    expect(await office.page('/console?view=%3Cscript%3E&page=-1&sort=x')).toContain('事務局の受信箱');
  });

  it('refuses illegal moves with a reason and unknown ones with 404', async () => {
    const { browserOf } = await pageOver(NOTE);
    const staff = await browserOf(ASKER);
    await staff.post('/ask', { question: UNKNOWN });
    const refused = await staff.post('/consultations/R8-000001/close', { revision: '2' });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('「完了」はできません');
    expect((await staff.post('/consultations/R8-000001/constructor', { revision: '2' })).status).toBe(404);
    expect((await staff.post('/consultations/R8-000001/answer-back', { revision: 'x' })).status).toBe(400);
  });
});
