import { read, utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { EffectWorker } from '../../../bot/effects/effect-worker.js';
import { person } from '../../bot/consultations/desk-of-tests.js';
import { all, HEADER, KEYS, line } from '../../bot/survey/survey-of-tests.js';
import { pageOver } from './page-of-tests.js';

const APPROVER = person('approver-1', 'approver');
const KEN = person('ken', 'prefecture', { prefecture: '滋賀県', mail: 'ken@example.jp' });
const OTHER = person('fu', 'prefecture', { prefecture: '京都府', mail: 'fu@example.jp' });
const SHIGA = `/console/digests/survey/h29-2017/${encodeURIComponent('滋賀県')}`;

const survey = (...lines: string[]) => ({
  name: '調査.csv',
  bytes: new TextEncoder().encode([HEADER, ...lines].join('\n')),
});
const TWO = survey(line('滋賀県', '大津市', all('オ', '4')), line('滋賀県', '草津市'));

function action(page: string, end = ''): string {
  return new RegExp(`action="(/console/surveys/import/[^"/]+${end})"`).exec(page)?.[1] ?? '';
}

async function withSurvey() {
  const desk = await pageOver({});
  const approver = await desk.browserOf(APPROVER);
  await approver.post(action(await (await approver.upload('/console/surveys/import', TWO)).text()), {});
  return { ...desk, approver };
}

describe('a survey on the page', () => {
  it('is written when it was accepted, in the place of the one before, with an audit row', async () => {
    const { browserOf, surveys, audit } = await pageOver({});
    const approver = await browserOf(APPROVER);
    const preview = await (await approver.upload('/console/surveys/import', TWO)).text();
    expect(preview).toContain('1都道府県の2市町村');
    expect(await surveys.list()).toEqual([]);
    expect((await approver.post(action(preview), {})).headers.get('location')).toBe(
      '/console/surveys/h29-2017',
    );
    expect((await approver.post(action(preview), {})).status).toBe(410);

    const fewer = survey(line('滋賀県', '大津市'), line('滋賀県', '守山市', { 'ア-1': '9' }));
    const again = await (await approver.upload('/console/surveys/import', fewer)).text();
    expect(again).toContain('回答が変わる市町村：1、なくなる市町村：1');
    expect(again).toContain('滋賀県草津市');
    await approver.post(action(again), {});
    expect((await surveys.rows('h29-2017')).map(({ name }) => name)).toEqual(['大津市', '守山市']);
    expect((await audit.recent(3)).map((row) => row.action)).toContain('survey.replace');
  });

  it('with headings that nobody knows is asked about once, and known from then on', async () => {
    const { browserOf, surveys } = await pageOver({});
    const approver = await browserOf(APPROVER);
    const file = () => {
      const { name, bytes } = TWO;
      const text = new TextDecoder().decode(bytes).replace('ア-1,', '設問の壱,');
      return { name, bytes: new TextEncoder().encode(text) };
    };
    const asked = await (await approver.upload('/console/surveys/import', file())).text();
    expect(asked).toContain('次の列が見つからないため、このままでは取り込めません：ア-1');
    expect(asked).not.toContain('この内容で取り込む');
    const path = action(asked, '/columns');
    const known = await (await approver.post(path, { 'column:ア-1': '設問の壱' })).text();
    expect(known).toContain('この内容で取り込む');
    await approver.post(action(known), {});
    expect(await surveys.rows('h29-2017')).toHaveLength(2);
    expect(await (await approver.upload('/console/surveys/import', file())).text()).toContain(
      'この内容で取り込む',
    );
  });
});

describe('a digest on the page', () => {
  it('is refused with numbers that are not of the data, keeps what was typed, and is approved once', async () => {
    const { approver, people, digestStore } = await withSurvey();
    await people.save(KEN);
    const refused = await approver.post(`${SHIGA}/approve`, {
      revision: '0',
      text: '（オ）は77.7%です。',
      when: 'now',
    });
    expect(refused.status).toBe(409);
    const page = await refused.text();
    expect(page).toContain('集計にない数値があります');
    expect(page).toContain('（オ）は77.7%です。</textarea>');
    const good = { revision: '0', text: '（オ）は1市町村が未着手です。', when: 'now' };
    expect((await approver.post(`${SHIGA}/approve`, good)).status).toBe(303);
    expect((await approver.post(`${SHIGA}/approve`, good)).status).toBe(409);
    expect((await digestStore.find('survey:h29-2017:滋賀県'))?.text).toBe(good.text);
  });

  it('is seen by its own prefecture when it has left, and by no other', async () => {
    const { approver, browserOf, people, queue, clock } = await withSurvey();
    await people.save(KEN);
    const before = await browserOf(KEN);
    await approver.post(`${SHIGA}/approve`, {
      revision: '0',
      text: '（オ）は1市町村が未着手です。',
      when: 'next',
    });
    const path = '/shared/digests/survey/h29-2017';
    expect((await before.get(path)).status).toBe(404);
    clock.at = new Date(clock.at.getTime() + 7 * 86_400_000);
    const left: string[] = [];
    const worker = new EffectWorker({
      queue,
      deliverers: {
        'digest-mail': async ({ payload }) => {
          left.push(String(payload.prefecture));
          return { by: 'mail' };
        },
      },
      now: () => clock.at,
      name: 'test',
      gaveUp: () => {},
    });
    await worker.runDue();
    expect(left).toEqual(['滋賀県']);
    const [ken, other] = [await browserOf(KEN), await browserOf(OTHER)];
    expect(await ken.page('/shared/digests')).toContain('滋賀県');
    const page = await ken.page(path);
    expect(page).toContain('（オ）は1市町村が未着手です。');
    expect(page).toContain('大津市');
    expect((await ken.get(`${path}/chart.png`)).headers.get('content-type')).toBe('image/png');
    for (const one of [path, `${path}/digest.xlsx`, `${path}/chart.png`])
      expect((await other.get(one)).status).toBe(404);

    const bytes = new Uint8Array(await (await ken.get(`${path}/digest.xlsx`)).arrayBuffer());
    const book = read(bytes, { type: 'array' });
    expect(book.SheetNames).toEqual(['項目別', '取組例別', '人口規模別', '市町村別']);
    const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets.項目別 ?? {});
    expect(rows[4]).toMatchObject({ 実施済み: 1, 未着手: 1, '実施済み（％）': 50, '近畿（％）': 60.9 });
    const towns = utils.sheet_to_json<Record<string, unknown>>(book.Sheets.市町村別 ?? {});
    expect(towns.map((row) => [row.市町村名, row['（オ）'], row['オ-2']])).toEqual([
      ['大津市', 'いずれも未実施・未着手', 4],
      ['草津市', 'いずれか実施済み', 1],
    ]);
    expect(Object.keys(towns[0] ?? {})).toEqual(expect.arrayContaining(KEYS));
  });

  it('of a month tells what came, and keeps small counts back', async () => {
    const { approver, browserOf } = await withSurvey();
    const staff = await browserOf(person('asker', 'staff', { prefecture: '滋賀県', municipality: '草津市' }));
    const path = `/console/digests/monthly/2026-11/${encodeURIComponent('滋賀県')}`;
    expect(await approver.page(path)).toContain('質問はありませんでした');
    for (let i = 0; i < 4; i++) await staff.post('/ask', { question: `研修会の謝金はいくらですか${i}` });
    expect(await approver.page(path)).toContain('質問は5件未満でした');
    await staff.post('/ask', { question: '研修会の謝金はいくらですか' });
    expect(await approver.page(path)).toContain('滋賀県の市町村から5件の質問がありました');
    expect((await approver.get('/console/digests/monthly/2031-01/滋賀県')).status).toBe(404);
  });
});
