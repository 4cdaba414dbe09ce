import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from './chromium.js';
import { faultsOf, type OpenDesk, openDesk, SIZES } from './open-desk.js';

const DOCUMENTS = {
  'call.txt':
    '令和8年度 見本連携モデル事業\n募集要領\n\n１． 募集期間\n令和8年６月１日（月）～７月 30 日（木）17 時\n\n２． 提出先\n申請書を事務局あてにメール（moderu@example.jp）で送付してください。\n',
  'survey.txt':
    '見本調査結果\n○ 実施状況\n設置済み 検討中 未設置\n相談窓口 12 (60.0%) 5 (25.0%) 3 (15.0%)\n多職種研修 8 (40.0%) 7 (35.0%) 5 (25.0%)\n',
};

describe.skipIf(CHROMIUM === null)('the page for staff', () => {
  let desk: OpenDesk;
  beforeAll(async () => {
    desk = await openDesk(DOCUMENTS);
  });
  afterAll(() => desk?.close());

  async function visit<T>(
    size: keyof typeof SIZES,
    javaScript: boolean,
    work: (page: Page) => Promise<T>,
  ): Promise<T> {
    const context = await desk.browser.newContext({ viewport: SIZES[size], javaScriptEnabled: javaScript });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(desk.base)) complaints.push(`loads ${request.url()}`);
    });
    try {
      const result = await work(page);
      expect(complaints).toEqual([]);
      return result;
    } finally {
      await context.close();
    }
  }

  async function askOn(page: Page, question: string): Promise<void> {
    await page.fill('#question', question);
    await page.keyboard.press('Enter');
    await page.locator('.question', { hasText: question }).waitFor();
  }

  it.each([
    ['desktop', true],
    ['phone', true],
    ['desktop', false],
  ] as const)(
    'answers, unfolds its source and shows the document at the quote (%s, script %s)',
    (size, javaScript) =>
      visit(size, javaScript, async (page) => {
        await page.goto(`${desk.base}/`);
        await askOn(page, '見本連携モデル事業の提出先はどこ？');
        expect(await page.textContent('.answer-text')).toContain('moderu@example.jp');
        expect(await page.textContent('.warnings')).toContain('過ぎています');
        await page.locator('summary').first().click();
        expect(await page.textContent('blockquote mark')).toContain('moderu@example.jp');
        await page.locator('.source-links a').first().click();
        await page.locator('mark#cited').waitFor();
        expect(await page.textContent('mark#cited')).toContain('moderu@example.jp');
      }),
  );

  it('carries the conversation on', () =>
    visit('phone', true, async (page) => {
      await page.goto(`${desk.base}/`);
      await askOn(page, '見本連携モデル事業の募集期間は？');
      await askOn(page, '申請書はどこに送ればいい？');
      expect(await page.locator('.answer').first().textContent()).toContain('moderu@example.jp');
      expect(await page.locator('.answer').count()).toBe(2);
    }));

  it('takes a press on an example as a question', () =>
    visit('desktop', true, async (page) => {
      await page.goto(`${desk.base}/`);
      await page.locator('.chip').first().click();
      await page.locator('.answer-text').waitFor();
    }));

  it.each(['desktop', 'phone'] as const)(
    'has no accessibility violation and does not scroll sideways (%s)',
    async (size) => {
      await visit(size, true, async (page) => {
        await page.goto(`${desk.base}/`);
        await askOn(page, '相談窓口を設置済みの市町村はいくつ？');
        const places = ['', '/documents'];
        const link = await page.locator('.source-links a').first().getAttribute('href');
        for (const place of [null, ...places, link ?? '']) {
          if (place !== null) await page.goto(`${desk.base}${place}`);
          expect(await faultsOf(page), String(place)).toEqual([]);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
            String(place),
          ).toBe(true);
        }
      });
    },
  );

  it('can be used by keyboard alone', () =>
    visit('desktop', true, async (page) => {
      await page.goto(`${desk.base}/`);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('本文へ移動');
      await page.focus('#question');
      await page.keyboard.type('見本連携モデル事業の提出先はどこ？');
      await page.keyboard.press('Enter');
      await page.locator('.answer-text').waitFor();
      await page.focus('summary');
      await page.keyboard.press('Enter');
      expect(await page.locator('details').first().getAttribute('open')).not.toBeNull();
    }));
});
