import { describe, expect, it } from 'vitest';
import { documentIdOf } from '../../../bot/indexing/read-version.js';
import { ROLES, type Role } from '../../../bot/people/person.js';
import { person } from '../../bot/consultations/desk-of-tests.js';
import { all, HEADER, line } from '../../bot/survey/survey-of-tests.js';
import { pageOver } from './page-of-tests.js';

const HOSTILE = `"'><img src=x onerror=alert(1)><script>alert(2)</script>\u202E{{7*7}}\${7*7}`;
/** What would run if it reached a page as it is. */
const RAW = /<img src=x|<script>alert/;
const NUMBER = 'R8-000001';
const DOCUMENT = documentIdOf('/docs/note.txt');

const SECRETARIAT: readonly Role[] = ['secretariat', 'approver'];
const KEEPERS: readonly Role[] = ['approver', 'operator'];
const OF_DOCUMENTS: readonly Role[] = ['secretariat', 'approver', 'operator'];

const NONSENSE: readonly Record<string, string>[] = [
  {},
  { revision: 'x' },
  { revision: '-1', text: HOSTILE },
  { revision: '1', due: '2026-99-99', tag: '../..', number: HOSTILE, assignee: HOSTILE },
];

/** Every page behind the sign-in, and who gets to see it. */
const PAGES: readonly [path: string, roles: readonly Role[]][] = [
  ['/', ROLES],
  ['/documents', ROLES],
  ['/consultations', ROLES],
  ['/console', [...SECRETARIAT]],
  ['/console?view=all&prefecture=滋賀県&tag=training', SECRETARIAT],
  ['/console/export.xlsx', SECRETARIAT],
  ['/console/export.csv', SECRETARIAT],
  [`/console/consultations/${NUMBER}`, SECRETARIAT],
  ['/console/moves', SECRETARIAT],
  ['/console/qa', SECRETARIAT],
  ['/console/qa/new', SECRETARIAT],
  ['/console/qa/Q-0001', SECRETARIAT],
  ['/console/qa/import', SECRETARIAT],
  ['/console/qa/export.xlsx', SECRETARIAT],
  ['/console/insight', SECRETARIAT],
  ['/console/insight/tags.svg', SECRETARIAT],
  ['/console/insight/municipalities.csv', SECRETARIAT],
  ['/console/recalls', SECRETARIAT],
  ['/console/kept-words', SECRETARIAT],
  ['/console/rotation-pack', SECRETARIAT],
  ['/console/documents', OF_DOCUMENTS],
  [`/console/documents/${DOCUMENT}`, OF_DOCUMENTS],
  ['/console/directory', KEEPERS],
  ['/console/directory/import', KEEPERS],
  ['/console/directory/people/new', KEEPERS],
  ['/console/directory/people/asker', KEEPERS],
  ['/console/directory/export.csv', KEEPERS],
  ['/console/audit', KEEPERS],
  ['/console/records', KEEPERS],
  ['/console/model', KEEPERS],
  ['/console/surveys', OF_DOCUMENTS],
  ['/console/surveys/import', OF_DOCUMENTS],
  ['/console/surveys/h29-2017', OF_DOCUMENTS],
  ['/console/digests', SECRETARIAT],
  ['/console/digests/survey/h29-2017', SECRETARIAT],
  ['/console/digests/survey/h29-2017/滋賀県', SECRETARIAT],
  ['/console/digests/survey/h29-2017/滋賀県/chart.png', SECRETARIAT],
  ['/console/digests/survey/h29-2017/滋賀県/digest.xlsx', SECRETARIAT],
  ['/console/digests/monthly/2026-11', SECRETARIAT],
  ['/console/digests/monthly/2026-11/滋賀県', SECRETARIAT],
  ['/surveys/h29-2017', ROLES],
  ['/shared', ['prefecture']],
  ['/shared/digests', ['prefecture']],
  [`/shared/${NUMBER}`, ['prefecture']],
];

async function hostileDesk() {
  const desk = await pageOver({
    'note.txt': { text: `お知らせ ${HOSTILE}\n\n研修会は会館で開きます。\n`, audience: 'public' },
  });
  const own = { name: HOSTILE, municipality: HOSTILE, prefecture: '滋賀県' };
  const staff = await desk.browserOf(person('asker', 'staff', own));
  const office = await desk.browserOf(person('office', 'approver', { name: HOSTILE, prefecture: '滋賀県' }));
  await staff.post('/ask', { question: `災害時の電源はどうしますか${HOSTILE}` });
  const path = `/consultations/${NUMBER}`;
  const revision = async (): Promise<string> =>
    String((await desk.consultations.findByNumber(NUMBER))?.revision ?? 0);
  for (const [browser, action] of [
    [office, 'note'],
    [office, 'ask-back'],
    [staff, 'answer-back'],
    [office, 'ask-prefecture'],
  ] as const) {
    const to = `${browser === office ? '/console' : ''}${path}/${action}`;
    expect((await browser.post(to, { revision: await revision(), text: HOSTILE })).status, action).toBe(303);
  }
  await staff.post(`${path}/report-kept`, { revision: await revision(), text: HOSTILE.slice(0, 40) });
  const words = { question: HOSTILE, answer: HOSTILE, prefecture: '滋賀県', municipality: '大津市' };
  await office.post('/console/qa/new', { ...words, audience: 'staff', reviewOn: '2027-03-31' });
  const channels = `サービス,チャンネルID,名称\nSlack,"C${HOSTILE.replaceAll('"', '""')}","${HOSTILE.replaceAll('"', '""')}"\n`;
  const file = { name: `${HOSTILE}.csv`, bytes: new TextEncoder().encode(channels) };
  const preview = await (await office.upload('/console/directory/import', file)).text();
  expect(preview).not.toMatch(RAW);
  const accept = /action="(\/console\/directory\/import\/[^"]+)"/.exec(preview)?.[1] ?? '';
  expect((await office.post(accept, {})).status).toBe(303);
  const survey = surveyFile(line('滋賀県', `"${HOSTILE.replaceAll('"', '""')}"`, all('オ', '4')));
  const surveyPreview = await (await office.upload('/console/surveys/import', survey)).text();
  expect(surveyPreview).not.toMatch(RAW);
  const take = /action="(\/console\/surveys\/import\/[^"]+)"/.exec(surveyPreview)?.[1] ?? '';
  expect((await office.post(take, {})).status).toBe(303);
  return { ...desk, staff, office };
}

function surveyFile(...lines: string[]): { name: string; bytes: Uint8Array } {
  return { name: `${HOSTILE}.csv`, bytes: new TextEncoder().encode([HEADER, ...lines].join('\n')) };
}

describe('every page', () => {
  it('is shown to the roles that it is for, and refused to the others', async () => {
    const { browserOf } = await hostileDesk();
    for (const role of ROLES) {
      const browser = await browserOf(person(`as-${role}`, role, { prefecture: '滋賀県' }));
      for (const [path, roles] of PAGES) {
        const { status } = await browser.get(path);
        const refused = path.split('?')[0] === '/console' && role === 'operator' ? 303 : 403;
        expect(status, `${role} ${path}`).toBe(roles.includes(role) ? 200 : refused);
      }
    }
  });

  it('sends whoever has not signed in to the sign-in, and back afterwards', async () => {
    const { app } = await hostileDesk();
    for (const [path] of PAGES) {
      if (path === '/' || path === '/documents' || path === '/surveys/h29-2017') continue;
      const { status, headers } = await app.request(`http://desk.test${path}`);
      const { pathname, search } = new URL(path, 'http://desk.test');
      const next = pathname + search;
      expect(status, path).toBe(303);
      expect(headers.get('location'), path).toBe(`/sign-in?next=${encodeURIComponent(next)}`);
    }
  });

  it('shows what was typed as text, whoever typed it and wherever', async () => {
    const { browserOf, errors } = await hostileDesk();
    let shown = 0;
    for (const role of ROLES) {
      const browser = await browserOf(person(`as-${role}`, role, { prefecture: '滋賀県' }));
      for (const [path, roles] of PAGES) {
        if (!roles.includes(role)) continue;
        const response = await browser.get(path);
        if (!response.headers.get('content-type')?.startsWith('text/html')) continue;
        const page = await response.text();
        expect(page, path).not.toMatch(RAW);
        if (page.includes('&lt;img src=x')) shown++;
      }
    }
    expect(shown).toBeGreaterThan(15);
    expect(errors).toEqual([]);
  });

  it('survives a form of nonsense: no fault of ours, and nothing changed', async () => {
    const { browserOf, errors, consultations, people } = await hostileDesk();
    const before = JSON.stringify([await consultations.findByNumber(NUMBER), await people.list()]);
    const approver = await browserOf(person('as-approver', 'approver'));
    await people.save({ ...person('as-approver', 'approver'), active: true });
    const actions = [
      'reply',
      'assign',
      'due',
      'classify',
      'duplicate',
      'redact',
      'copy',
      'close',
      'nonsense',
    ];
    for (const action of actions)
      for (const form of NONSENSE) {
        const { status } = await approver.post(`/console/consultations/${NUMBER}/${action}`, form);
        expect(status, action).toBeGreaterThanOrEqual(400);
        expect(status, action).toBeLessThan(500);
      }
    for (const path of [
      '/console/kept-words',
      '/console/recalls',
      '/console/qa/Q-0001/approve',
      '/console/directory/people/asker',
      `/console/documents/${DOCUMENT}`,
    ]) {
      const { status } = await approver.post(path, { revision: 'x', decision: HOSTILE });
      expect(status, path).toBeGreaterThanOrEqual(400);
      expect(status, path).toBeLessThan(500);
    }
    const after = JSON.stringify([
      await consultations.findByNumber(NUMBER),
      (await people.list()).filter(({ id }) => id !== 'as-approver'),
    ]);
    expect(after).toBe(before);
    expect(errors).toEqual([]);
  });
});
