import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Behaviour, ChatCall } from '../stand-ins/model/behaviour.js';
import { passagesIn } from '../stand-ins/model/good-reply.js';
import { ModelStandIn } from '../stand-ins/model/model-stand-in.js';
import { CHROMIUM } from './chromium.js';
import { faultsOf, type OpenDesk, openDesk, SIZES } from './open-desk.js';

const QUESTION = '相談窓口の設置は委託できますか';
const QUOTE = '相談窓口の設置は、郡市医師会に委託することができる。';
const FIRST = '相談窓口の設置は、郡市医師会に委託することができます。';
const SECOND = '相談窓口は、郡市医師会に委託することができます。';

describe.skipIf(CHROMIUM === null)('an answer by a model on the page', () => {
  let desk: OpenDesk;
  let model: ModelStandIn;
  beforeAll(async () => {
    model = await new ModelStandIn().start();
    const settings = { MODEL_PROVIDER: 'compatible', MODEL_ENDPOINT: model.url, MODEL_NAME: 'stand-in' };
    desk = await openDesk({ '要領.txt': `相談窓口の設置要領\n\n${QUOTE}\n` }, settings);
  });
  afterAll(async () => {
    await desk?.close();
    await model?.stop();
  });

  /** Writes the first sentence, and the second when it is let go. */
  function held(sentences: readonly string[]): () => void {
    let go = (): void => {};
    const until = new Promise<void>((resolve) => {
      go = resolve;
    });
    model.behave = (call: ChatCall): Behaviour | undefined => {
      if (call.job !== 'answer') return undefined;
      const number = passagesIn(call.user).find(({ 本文 }) => 本文.includes(QUOTE))?.number ?? 99;
      const sources = [{ number, quote: QUOTE }];
      const json = { answerable: true, sentences: sentences.map((text) => ({ text, sources })) };
      return { json, piece: 10, hold: { after: JSON.stringify(json).indexOf(sentences[1] ?? ''), until } };
    };
    return go;
  }

  it.each([
    ['desktop', true],
    ['phone', true],
    ['desktop', false],
  ] as const)(
    'is seen as it grows, then whole, labelled and with its sources (%s, script %s)',
    async (size, javaScriptEnabled) => {
      const go = held([FIRST, SECOND]);
      const context = await desk.browser.newContext({ viewport: SIZES[size], javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(`${desk.base}/`);
      await page.fill('#question', QUESTION);
      const sent = page.keyboard.press('Enter');
      await page.locator('.writing', { hasText: FIRST }).waitFor();
      expect(await page.locator('.answer').count()).toBe(0);
      go();
      await sent;
      const answer = page.locator('.answer');
      await answer.waitFor();
      expect(await answer.locator('.answer-text').textContent()).toBe(`${FIRST}［1］${SECOND}［1］`);
      expect(await answer.locator('.by-model').textContent()).toContain('AIによる文章');
      expect(await page.locator('.writing').isVisible()).toBe(false);
      expect(await answer.locator('.sources li').count()).toBe(1);
      if (javaScriptEnabled) expect(await faultsOf(page)).toEqual([]);
      await context.close();
    },
  );

  it('is held back where it is false: staff see the extract, the secretariat what was held back and why', async () => {
    const wrong = '相談窓口の設置は、郡市医師会に委託することができません。';
    held([wrong])();
    const officer = await desk.signIn('jimu@example.jp', 'secretariat');
    await officer.fill('#question', QUESTION);
    await officer.keyboard.press('Enter');
    await officer.locator('.answer').waitFor();
    expect(await officer.locator('.answer-text').textContent()).toContain('委託することができる。');
    expect(await officer.locator('.by-model').count()).toBe(0);
    await officer.goto(`${desk.base}/console?view=gate`);
    expect(await officer.locator('tbody tr').count()).toBe(1);
    await officer.click('tbody a');
    const record = officer.locator('details', { hasText: 'AIによる文章の作成' });
    expect(await record.textContent()).toContain(wrong);
    expect(await record.textContent()).toContain('する・しないの別が資料と異なります');
    expect(await faultsOf(officer)).toEqual([]);
    await officer.context().close();
  });
});
