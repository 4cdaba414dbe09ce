import { describe, expect, it } from 'vitest';
import { person } from '../../bot/consultations/desk-of-tests.js';
import { pageOver, shownIn } from './page-of-tests.js';

const APPROVER = person('approver-1', 'approver');
const OPERATOR = person('operator-1', 'operator');
const LIST = {
  name: '名簿.csv',
  bytes: new TextEncoder().encode(
    '氏名,メール,役割,都道府県,市町村\n山田花子,yamada@example.jp,市町村職員,滋賀県,大津市\n無効,,,,\n',
  ),
};

function importPath(page: string): string {
  return /action="(\/console\/directory\/import\/[^"]+)"/.exec(page)?.[1] ?? '';
}

describe('the directory on the page', () => {
  it('shows what a file would do, writes nothing before it is agreed to, and then only what has no problem', async () => {
    const { browserOf, people, audit } = await pageOver({});
    const approver = await browserOf(APPROVER);
    const preview = await (await approver.upload('/console/directory/import', LIST)).text();
    expect(preview).toContain('新規1人');
    expect(preview).toContain('メール、SlackのID、TeamsのIDのいずれかを入力してください。');
    expect(await people.findByMail('yamada@example.jp')).toBeNull();

    const accepted = await approver.post(importPath(preview), {});
    expect(accepted.status).toBe(303);
    expect(await people.findByMail('yamada@example.jp')).toMatchObject({
      municipality: '大津市',
      role: 'staff',
    });
    expect((await audit.recent(5)).map(({ action }) => action)).toContain('person.add');
    expect((await approver.post(importPath(preview), {})).status).toBe(410);
  });

  it('lets nobody else accept a file, and nobody after an hour', async () => {
    const { browserOf, people, clock } = await pageOver({});
    const approver = await browserOf(APPROVER);
    const operator = await browserOf(OPERATOR);
    const path = importPath(await (await approver.upload('/console/directory/import', LIST)).text());
    expect((await operator.post(path, {})).status).toBe(410);
    clock.at = new Date(clock.at.getTime() + 61 * 60_000);
    expect((await approver.post(path, {})).status).toBe(410);
    expect(await people.findByMail('yamada@example.jp')).toBeNull();
  });

  it('refuses a list that everybody else would have to wait for', async () => {
    const { browserOf } = await pageOver({});
    const approver = await browserOf(APPROVER);
    const people = Array.from({ length: 26_000 }, (_, i) => `氏名,p${i}@example.jp`).join('\n');
    const file = { name: '名簿.csv', bytes: new TextEncoder().encode(`氏名,メール\n${people}\n`) };
    const refused = await approver.upload('/console/directory/import', file);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('5万セルまで');
  });

  it('says kindly what is wrong with a file that holds no list', async () => {
    const { browserOf } = await pageOver({});
    const approver = await browserOf(APPROVER);
    const words = { name: 'メモ.csv', bytes: new TextEncoder().encode('こんにちは\n') };
    const broken = { name: '名簿.xlsx', bytes: new TextEncoder().encode('PK not a workbook') };
    for (const [file, said] of [
      [words, 'いずれも見つかりませんでした'],
      [broken, '名簿.xlsx'],
    ] as const) {
      const response = await approver.upload('/console/directory/import', file);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(said);
    }
    expect((await approver.post('/console/directory/import', {})).status).toBe(400);
  });

  it('keeps one entry a person, gives what was typed back, and keeps everybody’s own role out of reach', async () => {
    const { browserOf, people } = await pageOver({});
    const approver = await browserOf(APPROVER);
    await people.save(person('known', 'staff'));
    const form = {
      name: '<b>山田</b>',
      mail: 'known@example.jp',
      slackId: '',
      teamsId: '',
      role: 'staff',
      prefecture: '',
      municipality: '',
      active: 'true',
    };
    const taken = await approver.post('/console/directory/people/new', form);
    expect(taken.status).toBe(409);
    const page = await taken.text();
    expect(page).toContain('known@example.jp');
    expect(page).toContain('&lt;b&gt;山田&lt;/b&gt;');
    expect(page).not.toContain('<b>山田</b>');

    const added = await approver.post('/console/directory/people/new', {
      ...form,
      mail: 'Yamada@example.jp',
      prefecture: '滋賀県',
      municipality: '大津市',
    });
    expect(added.status).toBe(303);
    expect((await people.findByMail('yamada@example.jp'))?.name).toBe('<b>山田</b>');
    const path = `/console/directory/people/${APPROVER.id}`;
    const shown = shownIn(await approver.page(path));
    const own = { ...form, shown, name: '私', mail: APPROVER.mail ?? '', role: 'operator' };
    const refused = await approver.post(path, own);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('ご自分の役割や状態は変更できません');
    expect((await people.find(APPROVER.id))?.role).toBe('approver');
  });

  it('takes no old form over a newer entry, says what it would undo, and keeps what was typed', async () => {
    const { browserOf, people } = await pageOver({});
    const approver = await browserOf(APPROVER);
    await people.save(person('known', 'staff'));
    const path = '/console/directory/people/known';
    const old = shownIn(await approver.page(path));
    const form = { name: '山田', mail: 'known@example.jp', slackId: '', teamsId: '', role: 'staff' };
    const placed = { ...form, prefecture: '滋賀県', municipality: '大津市' };
    expect((await approver.post(path, { ...placed, active: 'false', shown: old })).status).toBe(303);

    const refused = await approver.post(path, { ...placed, name: '山田花子', active: 'true', shown: old });
    expect(refused.status).toBe(409);
    expect((await people.find('known'))?.active).toBe(false);
    const page = await refused.text();
    expect(page).toContain('状態：停止 → 有効');
    expect(page).toContain('value="山田花子"');
    const again = { ...placed, name: '山田花子', active: 'true', shown: shownIn(page) };
    expect((await approver.post(path, again)).status).toBe(303);
    expect(await people.find('known')).toMatchObject({ name: '山田花子', active: true });
  });

  it('has a municipality for everybody who asks for one', async () => {
    const { browserOf, people } = await pageOver({});
    const approver = await browserOf(APPROVER);
    const ids = { name: '山田', mail: 'yamada@example.jp', slackId: '', teamsId: '', active: 'true' };
    const form = { ...ids, role: 'staff', prefecture: '滋賀県', municipality: '' };
    const refused = await approver.post('/console/directory/people/new', form);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('都道府県と市町村を入力してください');
    expect(await people.findByMail('yamada@example.jp')).toBeNull();
    const office = { ...form, role: 'secretariat', prefecture: '' };
    expect((await approver.post('/console/directory/people/new', office)).status).toBe(303);
  });

  it('takes the sum under a list for no one', async () => {
    const { browserOf } = await pageOver({});
    const approver = await browserOf(APPROVER);
    const rows =
      '氏名,メール,役割,都道府県,市町村\n山田,y@example.jp,市町村職員,滋賀県,大津市\n合計　1名,,,,\n';
    const list = { name: '名簿.csv', bytes: new TextEncoder().encode(rows) };
    const preview = await (await approver.upload('/console/directory/import', list)).text();
    expect(preview).toContain('新規1人');
    expect(preview).not.toContain('取り込めない行');
  });

  it('makes an invitation that works once, and signs a person out everywhere', async () => {
    const { browserOf, app } = await pageOver({});
    const operator = await browserOf(OPERATOR);
    const staff = await browserOf(person('staff-9', 'staff'));
    const invited = await (await operator.post('/console/directory/people/staff-9/invite', {})).text();
    const link = /http:\/\/desk\.test(\/account\/password\?token=[^<]+)/.exec(invited)?.[1] ?? '';
    expect((await app.request(`http://desk.test${link}`)).status).toBe(200);
    expect((await staff.get('/consultations')).status).toBe(200);
    await operator.post('/console/directory/people/staff-9/sign-out', {});
    expect((await staff.get('/consultations')).status).toBe(303);
  });

  it('is for who keeps the directory; an operator has no other part of the console', async () => {
    const { browserOf } = await pageOver({});
    const operator = await browserOf(OPERATOR);
    expect((await operator.get('/console')).headers.get('location')).toBe('/console/documents');
    expect((await operator.get('/console/directory')).status).toBe(200);
    for (const path of ['/console/qa', '/console/consultations/R8-000001', '/console/anything'])
      expect((await operator.get(path)).status).toBe(403);
    for (const role of ['staff', 'secretariat', 'prefecture'] as const) {
      const other = await browserOf(person(`other-${role}`, role));
      for (const path of ['/console/directory', '/console/directory/import', '/console/directory/people/new'])
        expect((await other.get(path)).status).toBe(403);
      expect((await other.upload('/console/directory/import', LIST)).status).toBe(403);
    }
  });
});
