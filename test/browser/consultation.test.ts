import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from './chromium.js';
import { faultsOf, type OpenDesk, openDesk, SIZES, type Size } from './open-desk.js';

describe.skipIf(CHROMIUM === null)('a consultation between staff and secretariat', () => {
  let desk: OpenDesk;
  let base: string;
  beforeAll(async () => {
    desk = await openDesk({
      'note.txt': '研修会のお知らせ\n研修会は見本市の会館で開きます。参加費は無料です。\n',
    });
    base = desk.base;
  });
  afterAll(() => desk?.close());
  const signIn = (mail: string, role: string, size: Size, javaScript: boolean): Promise<Page> =>
    desk.signIn(mail, role, { size, javaScript });

  it.each([
    ['desktop', true],
    ['phone', false],
  ] as const)('is asked, asked back, answered and closed (%s, script %s)', async (size, javaScript) => {
    const staff = await signIn(`staff-${size}@example.jp`, 'staff', size, javaScript);
    const office = await signIn(`office-${size}@example.jp`, 'secretariat', size, javaScript);
    await staff.fill('#question', '救急搬送の費用は誰が負担しますか');
    await staff.click('form.ask button');
    await staff.locator('.recorded').waitFor();
    const number = /R\d+-\d{6}/.exec((await staff.textContent('.recorded')) ?? '')?.[0] ?? '';

    await office.goto(`${base}/console`);
    await office.locator('tr', { hasText: number }).locator('a').click();
    await office.locator('summary', { hasText: '問い返す' }).click();
    await office.fill('#text-ask-back', '管外への搬送ですか');
    await office.click('text=問い返しを送る');
    await staff.goto(`${base}/consultations/${number}`);
    await staff.fill('#text-answer-back', 'はい、管外です');
    await staff.click('text=返事を送る');
    await office.reload();
    await office.fill('#text-reply', '市町村の負担です。');
    await office.click('text=回答を送る');
    expect(await office.textContent('.state')).toBe('回答済み');
    await staff.goto(`${base}/consultations/${number}`);
    expect(await staff.textContent('#reply + p')).toBe('市町村の負担です。');
    await staff.click('text=解決した');
    expect(await staff.textContent('.state')).toBe('完了');
  });

  it.each(['desktop', 'phone'] as const)(
    'has pages without a fault for anybody to use (%s)',
    async (size) => {
      const staff = await signIn(`axe-staff-${size}@example.jp`, 'staff', size, true);
      const office = await signIn(`axe-office-${size}@example.jp`, 'approver', size, true);
      await staff.fill('#question', '救急車の費用は誰が払いますか');
      await staff.click('form.ask button');
      await staff.locator('.recorded').waitFor();
      const number = /R\d+-\d{6}/.exec((await staff.textContent('.recorded')) ?? '')?.[0] ?? '';
      expect(await faultsOf(staff)).toEqual([]);
      for (const path of ['/consultations', `/consultations/${number}`, '/documents']) {
        await staff.goto(base + path);
        expect(await faultsOf(staff), path).toEqual([]);
      }
      for (const path of [
        '/console',
        '/console?view=all',
        '/console/moves',
        '/console/rotation-pack',
        `/console/consultations/${number}`,
      ]) {
        await office.goto(base + path);
        expect(await faultsOf(office), path).toEqual([]);
        const wide = await office.evaluate('document.documentElement.scrollWidth > innerWidth');
        expect(wide, path).toBe(false);
      }
      const nobody = await desk.browser.newContext({ viewport: SIZES[size] });
      const page = await nobody.newPage();
      for (const path of ['/sign-in', '/account/password?token=x']) {
        await page.goto(base + path);
        expect(await faultsOf(page), path).toEqual([]);
      }
    },
  );

  it('is in the Word file that the secretariat makes, and staff of the municipality download', async () => {
    const staff = await signIn('pack-staff@example.jp', 'staff', 'phone', false);
    const office = await signIn('pack-office@example.jp', 'secretariat', 'desktop', true);
    const wordFrom = async (page: Page, click: string): Promise<string> => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.click(click)]);
      expect(download.suggestedFilename()).toMatch(/^引継ぎ資料_滋賀県見本市_\d{4}-\d{2}-\d{2}\.docx$/);
      const files = unzipSync(await readFile(await download.path()));
      return strFromU8(files['word/document.xml'] ?? new Uint8Array());
    };
    await staff.fill('#question', '車椅子の貸出しの窓口はどこですか');
    await staff.click('form.ask button');
    await staff.locator('.recorded').waitFor();
    await office.goto(`${base}/console`);
    await office.click('text=引継ぎ資料');
    await office.selectOption('#place', { label: '見本市' });
    expect(await wordFrom(office, 'text=作成する')).toContain('車椅子の貸出しの窓口');
    await staff.goto(`${base}/consultations`);
    expect(await wordFrom(staff, 'text=引継ぎ資料（Word）を作成')).toContain('車椅子の貸出しの窓口');
  });

  it('becomes a Q&A that the next one gets at once, as a second person has approved it', async () => {
    const staff = await signIn('qa-staff@example.jp', 'staff', 'phone', true);
    const office = await signIn('qa-office@example.jp', 'secretariat', 'desktop', false);
    const approver = await signIn('qa-approver@example.jp', 'approver', 'desktop', true);
    const ask = async (question: string): Promise<string> => {
      await staff.goto(base);
      await staff.fill('#question', question);
      await staff.click('form.ask button');
      await staff.locator('.recorded').waitFor();
      return /R\d+-\d{6}/.exec((await staff.textContent('.recorded')) ?? '')?.[0] ?? '';
    };
    const number = await ask('夜間の往診の体制はどう整えればよいですか');
    await office.goto(`${base}/console/consultations/${number}`);
    await office.fill('#text-reply', '郡市医師会と輪番の協定を結び、夜間の往診の体制を整えてください。');
    await office.click('text=回答を送る');
    await office.click('text=Q&Aの下書きにする');
    await approver.goto(office.url());
    expect(await faultsOf(approver)).toEqual([]);
    await approver.click('text=承認する');
    await office.reload();
    await office.click('text=公開する');
    await ask('夜間の往診の体制はどう整えればいいですか');
    expect(await staff.textContent('.answer-text')).toContain('輪番の協定');
    expect(await staff.textContent('.warnings')).toContain('事務局が確認したQ&Aによる回答です');
    await approver.goto(`${base}/console/qa`);
    expect(await faultsOf(approver)).toEqual([]);
  });
});
