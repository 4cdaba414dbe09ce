import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import { all, HEADER, line } from '../bot/survey/survey-of-tests.js';
import { renkei } from '../end-to-end/run-cli.js';
import { CHROMIUM } from './chromium.js';
import { faultsOf, type OpenDesk, openDesk, type Size } from './open-desk.js';

const DOCUMENT = '設置要領\n\n相談窓口の委託料の上限は、一か所あたり100万円とする。\n';
const QUESTION = '相談窓口の委託料の上限はいくらですか';
const PEOPLE =
  '氏名,メール,役割,都道府県,市町村\n山田花子,yamada@example.jp,市町村職員,滋賀県,大津市\n無効,,,,\n';

/** In Japan. */
function thisMonth(): string {
  return dayInJapan(new Date()).slice(0, 7);
}

describe.skipIf(CHROMIUM === null)('the console', () => {
  let desk: OpenDesk;
  beforeAll(async () => {
    desk = await openDesk({ '要領.txt': DOCUMENT });
  });
  afterAll(() => desk?.close());

  async function ask(page: Page, question: string): Promise<string> {
    await page.goto(desk.base);
    await page.fill('#question', question);
    await page.click('form.ask button');
    await page.locator('.recorded').first().waitFor();
    return /R\d+-\d{6}/.exec((await page.locator('.recorded').first().textContent()) ?? '')?.[0] ?? '';
  }

  it.each(['desktop', 'phone'] as const)(
    'has pages without a fault for anybody to use, none of which scrolls sideways (%s)',
    async (size: Size) => {
      const staff = await desk.signIn(`staff-${size}@example.jp`, 'staff', { size });
      const approver = await desk.signIn(`approver-${size}@example.jp`, 'approver', { size });
      const ken = await desk.signIn(`ken-${size}@example.jp`, 'prefecture', { size });
      const number = await ask(staff, '患者の田中花子さんの救急搬送の費用は誰が負担しますか');
      const complaints: string[] = [];
      approver.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await approver.goto(`${desk.base}/console/consultations/${number}`);
      await approver.locator('summary', { hasText: '都道府県に照会' }).click();
      await approver.fill('#text-ask-prefecture', '県の考えを伺います。');
      await approver.click('button:has-text("都道府県に照会する")');
      await approver.goto(`${desk.base}/console/qa/new`);
      await approver.fill('#question', '問い');
      await approver.fill('#answer', '答え');
      await approver.click('text=下書きとして保存する');
      const entry = new URL(approver.url()).pathname;
      await approver.goto(`${desk.base}/console/documents`);
      const document = (await approver.locator('td.main-cell a').first().getAttribute('href')) ?? '';
      await approver.goto(`${desk.base}/console/directory`);
      const person = (await approver.locator('td.main-cell a').first().getAttribute('href')) ?? '';
      await approver.goto(`${desk.base}/console/surveys/import`);
      await approver.setInputFiles('#file', {
        name: '調査.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          [HEADER, line('滋賀県', '大津市'), line('滋賀県', '草津市', all('オ', '9'))].join('\n'),
        ),
      });
      await approver.click('main button.primary');
      expect(await approver.textContent('#problems')).toContain('確かめていただきたいこと');
      expect(await faultsOf(approver)).toEqual([]);
      await approver.click('text=この内容で取り込む');
      const visited: [Page, string][] = [
        ...[
          '/console',
          '/console?view=all&prefecture=滋賀県',
          `/console/consultations/${number}`,
          '/console/moves',
          '/console/qa',
          '/console/qa/new',
          '/console/qa/import',
          entry,
          '/console/insight',
          '/console/recalls',
          '/console/documents',
          document,
          '/console/kept-words',
          '/console/rotation-pack',
          '/console/directory',
          '/console/directory/import',
          '/console/directory/people/new',
          person,
          '/console/audit?verify=1',
          '/console/records',
          '/console/model',
          '/console/surveys',
          '/console/surveys/import',
          '/console/surveys/h29-2017',
          '/surveys/h29-2017',
          '/console/digests',
          '/console/digests/survey/h29-2017',
          `/console/digests/survey/h29-2017/${encodeURIComponent('滋賀県')}`,
          `/console/digests/monthly/${thisMonth()}`,
        ].map((path): [Page, string] => [approver, path]),
        [ken, '/shared'],
        [ken, '/shared/digests'],
        [ken, `/shared/${number}`],
        [staff, `/consultations/${number}`],
      ];
      for (const [page, path] of visited) {
        await page.goto(desk.base + path);
        expect(await faultsOf(page), path).toEqual([]);
        const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
        expect(wide, path).toBe(false);
      }
      expect(complaints).toEqual([]);
    },
  );

  it('imports a list of people after a look at it, without script', async () => {
    const approver = await desk.signIn('import@example.jp', 'approver', { size: 'phone', javaScript: false });
    await approver.goto(`${desk.base}/console/directory/import`);
    await approver.setInputFiles('#file', {
      name: '名簿.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(PEOPLE),
    });
    await approver.click('main button');
    expect(await approver.textContent('main')).toContain('まだ何も変更していません');
    expect(await approver.textContent('#problems')).toBe('取り込めない行（1件）');
    await approver.click('text=この内容で取り込む');
    expect(await approver.textContent('main')).toContain('yamada@example.jp');
  });

  it('brings up what was answered from a document that has changed, and tells the asker when it is agreed', async () => {
    const staff = await desk.signIn('recall-staff@example.jp', 'staff', { size: 'phone' });
    const office = await desk.signIn('recall-office@example.jp', 'secretariat');
    const number = await ask(staff, QUESTION);
    await staff.goto(`${desk.base}/consultations/${number}`);
    expect(await staff.textContent('.answer-text')).toContain('100万円');
    await writeFile(join(desk.root, 'docs', '要領.txt'), DOCUMENT.replace('100万円', '200万円'));
    await renkei(desk.home, ['index', join(desk.root, 'docs')]);
    await office.goto(`${desk.base}/console/recalls`);
    const article = office.locator('article', { hasText: QUESTION });
    expect(await article.textContent()).toContain('200万円');
    await article.locator('button', { hasText: '相談者に知らせる' }).click();
    await staff.reload();
    expect(await staff.textContent('.history')).toContain('200万円');
  });
});
