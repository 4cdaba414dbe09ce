import { describe, expect, it } from 'vitest';
import { ASKER, COLLEAGUE, OFFICER, person } from '../../bot/consultations/desk-of-tests.js';
import { pageOver } from './page-of-tests.js';

const NOTE = {
  'note.txt': { text: '研修会のお知らせ\n研修会は見本市の会館で開きます。参加費は無料です。\n' },
};
const QUESTION = '救急搬送の費用は誰が負担しますか';
const revisionIn = (html: string): string => /name="revision" value="(\d+)"/.exec(html)?.[1] ?? '';

/** A question that was answered by the secretariat, and a draft made of it. */
async function draftOfTests() {
  const page = await pageOver(NOTE);
  const [staff, office, approver] = [
    await page.browserOf(ASKER),
    await page.browserOf(OFFICER),
    await page.browserOf(COLLEAGUE),
  ];
  await staff.post('/ask', { question: `見本市です。${QUESTION}` });
  const path = '/console/consultations/R8-000001';
  const reply = '救急搬送の費用は、搬送元の市町村が負担します。';
  await office.post(`${path}/reply`, { revision: revisionIn(await office.page(path)), text: reply });
  const drafted = await office.post('/console/qa/from/R8-000001', { revision: '1' });
  const entry = '/console/qa/Q-0001';
  const press = async (who: typeof office, action: string, more: Record<string, string> = {}) =>
    who.post(`${entry}/${action}`, { revision: revisionIn(await who.page(entry)), ...more });
  const answerTo = async (who: typeof staff, question = QUESTION): Promise<string> =>
    (await who.post('/ask', { question })).text();
  return { ...page, staff, office, approver, drafted, entry, press, answerTo };
}

describe('an answer given once', () => {
  it('becomes a Q&A by a second person, and answers the next question at once, saying who confirmed it', async () => {
    const { drafted, office, approver, staff, entry, press, answerTo } = await draftOfTests();
    expect(drafted.headers.get('location')).toBe(entry);
    const draft = await office.page(entry);
    expect(draft).not.toContain('見本市です');
    expect(draft).toContain('〔相談者〕');
    const words = {
      question: QUESTION,
      answer: '救急搬送の費用は、搬送元の市町村が負担します。',
      audience: 'staff',
      reviewOn: '2027-11-22',
    };
    await press(office, 'edit', words);
    const preview = (await office.page(entry)).split('公開すると、この質問に次のように回答します')[1];
    expect(preview).toContain('搬送元の市町村が負担します');
    expect(preview).toContain('事務局Q&amp;A Q-0001');
    expect(await answerTo(staff)).toContain('確認できませんでした');
    const own = await press(office, 'approve');
    expect(own.status).toBe(409);
    expect((await press(office, 'publish')).status).toBe(409);
    expect((await press(approver, 'approve')).status).toBe(303);
    expect((await press(office, 'publish')).status).toBe(303);
    const answered = await answerTo(staff);
    expect(answered).toContain('搬送元の市町村が負担します');
    expect(answered).toContain('事務局が確認したQ&amp;Aによる回答です（2026年11月22日確認）');
    expect(await office.page(entry)).toContain('事務局Q&amp;A Q-0001');
  });

  it('answers nobody outside its audience, and nobody after it was retired', async () => {
    const { app, office, approver, staff, press, answerTo, browserOf } = await draftOfTests();
    const words = {
      question: QUESTION,
      answer: '救急搬送の費用は、県が負担します。',
      audience: 'staff',
      prefecture: '富山県',
      reviewOn: '2027-11-22',
    };
    await press(office, 'edit', words);
    await press(approver, 'approve');
    await press(office, 'publish');
    expect(await answerTo(staff)).not.toContain('県が負担します');
    const other = await browserOf(person('staff-7', 'staff', { prefecture: '富山県' }));
    expect(await answerTo(other)).toContain('県が負担します');
    const anonymous = await app.request('http://desk.test/ask', {
      method: 'POST',
      body: new URLSearchParams({ question: QUESTION }),
      headers: { origin: 'http://desk.test' },
    });
    expect(await anonymous.text()).not.toContain('県が負担します');
    await press(office, 'retire');
    expect(await answerTo(other)).not.toContain('県が負担します');
  });

  it('keeps the published words until other ones are approved, and shows both editors to each other', async () => {
    const { office, approver, staff, entry, press, answerTo } = await draftOfTests();
    const words = {
      question: QUESTION,
      answer: '救急搬送の費用は、市町村が負担します。',
      audience: 'staff',
      reviewOn: '2027-11-22',
    };
    await press(office, 'edit', words);
    await press(approver, 'approve');
    await press(office, 'publish');
    const revision = revisionIn(await office.page(entry));
    await office.post(`${entry}/edit`, { ...words, revision, answer: '救急搬送の費用は、国が負担します。' });
    expect(await answerTo(staff)).toContain('市町村が負担します');
    const late = await approver.post(`${entry}/edit`, {
      ...words,
      revision,
      answer: '<b>遅れて</b>書いた回答',
    });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('&lt;b&gt;遅れて');
    await press(approver, 'approve');
    await press(office, 'publish');
    const answered = await answerTo(staff);
    expect(answered).toContain('国が負担します');
    expect(answered).not.toContain('市町村が負担します');
  });

  it('is drafted once, and a form that was refused keeps its words', async () => {
    const { office, entry, press } = await draftOfTests();
    const again = await office.post('/console/qa/from/R8-000001', { revision: '1' });
    expect(again.headers.get('location')).toBe(entry);
    const refused = await press(office, 'edit', {
      question: QUESTION,
      answer: '書きかけの回答',
      audience: 'staff',
      municipality: '見本市',
      reviewOn: '',
    });
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('書きかけの回答');
    expect(html).toContain('都道府県も必要です');
  });

  it('is for no place that is none: nobody would ever see it', async () => {
    const { office, entry, press } = await draftOfTests();
    const words = { question: QUESTION, answer: '書きかけ', audience: 'staff', reviewOn: '2027-11-22' };
    const refused = await press(office, 'edit', { ...words, prefecture: '富山' });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('都道府県名を「滋賀県」のように');
    const fresh = await office.post('/console/qa/new', { ...words, prefecture: '富山' });
    expect(fresh.status).toBe(400);
    expect(await fresh.text()).toContain('書きかけ');
    expect(await office.page(entry)).not.toContain('書きかけ');
  });

  it('does not come before a document that answers better', async () => {
    const { office, approver, staff, press, answerTo } = await draftOfTests();
    await press(office, 'edit', {
      question: QUESTION,
      answer: '市町村が負担します。',
      audience: 'staff',
      reviewOn: '2027-11-22',
    });
    await press(approver, 'approve');
    await press(office, 'publish');
    expect(await answerTo(staff, '研修会の参加費はいくらですか')).toContain('無料');
  });

  it('is the secretariat’s alone to make', async () => {
    const { staff, entry, press, app } = await draftOfTests();
    expect((await staff.get(entry)).status).toBe(403);
    expect((await press(staff, 'approve')).status).toBe(403);
    expect((await staff.post('/console/qa/from/R8-000001', {})).status).toBe(403);
    expect((await app.request('http://desk.test/console/qa')).status).toBe(303);
  });
});
