import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLI, renkei } from '../end-to-end/run-cli.js';
import { CHROMIUM } from './chromium.js';

const DOCUMENTS = {
  'call.txt':
    '令和8年度 見本連携モデル事業\n募集要領\n\n１． 募集期間\n令和8年６月１日（月）～７月 30 日（木）17 時\n\n２． 提出先\n申請書を事務局あてにメール（moderu@example.jp）で送付してください。\n',
  'survey.txt':
    '見本調査結果\n○ 実施状況\n設置済み 検討中 未設置\n相談窓口 12 (60.0%) 5 (25.0%) 3 (15.0%)\n多職種研修 8 (40.0%) 7 (35.0%) 5 (25.0%)\n',
};
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(CHROMIUM === null)('the page for staff', () => {
  let root: string;
  let server: ChildProcess;
  let base: string;
  let browser: Browser;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'renkei-page-'));
    await mkdir(join(root, 'docs'));
    for (const [name, text] of Object.entries(DOCUMENTS)) await writeFile(join(root, 'docs', name), text);
    await renkei(join(root, 'home'), ['index', join(root, 'docs')]);
    server = spawn(process.execPath, [CLI, 'serve'], {
      env: { ...process.env, RENKEI_HOME: join(root, 'home'), PORT: '0', LOG_LEVEL: 'silent' },
    });
    base = await new Promise<string>((resolve) => {
      server.stderr?.on('data', (chunk: Buffer) => {
        const url = /http:\/\/\S+\//.exec(chunk.toString())?.[0];
        if (url !== undefined) resolve(url.replace(/\/$/, ''));
      });
    });
    browser = await chromium.launch({
      executablePath: CHROMIUM ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
    server?.kill('SIGTERM');
    await rm(root, { recursive: true, force: true });
  });

  const SIZES = { desktop: { width: 1200, height: 800 }, phone: { width: 390, height: 844 } };

  async function visit<T>(
    size: keyof typeof SIZES,
    javaScript: boolean,
    work: (page: Page) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext({ viewport: SIZES[size], javaScriptEnabled: javaScript });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(base)) complaints.push(`loads ${request.url()}`);
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
        await page.goto(`${base}/`);
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
      await page.goto(`${base}/`);
      await askOn(page, '見本連携モデル事業の募集期間は？');
      await askOn(page, '申請書はどこに送ればいい？');
      expect(await page.locator('.answer').first().textContent()).toContain('moderu@example.jp');
      expect(await page.locator('.answer').count()).toBe(2);
    }));

  it('takes a press on an example as a question', () =>
    visit('desktop', true, async (page) => {
      await page.goto(`${base}/`);
      await page.locator('.chip').first().click();
      await page.locator('.answer-text').waitFor();
    }));

  it.each(['desktop', 'phone'] as const)(
    'has no accessibility violation and does not scroll sideways (%s)',
    async (size) => {
      await visit(size, true, async (page) => {
        await page.goto(`${base}/`);
        await askOn(page, '相談窓口を設置済みの市町村はいくつ？');
        const places = ['', '/documents'];
        const link = await page.locator('.source-links a').first().getAttribute('href');
        for (const place of [null, ...places, link ?? '']) {
          if (place !== null) await page.goto(`${base}${place}`);
          // Page scripts from outside are forbidden by the page's own policy; axe is put in past it.
          const violations = await page.evaluate(
            `${axe}; axe.run().then((result) => result.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' | ')))`,
          );
          expect(violations, String(place)).toEqual([]);
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
      await page.goto(`${base}/`);
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
