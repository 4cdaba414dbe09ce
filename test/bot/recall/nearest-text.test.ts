import { describe, expect, it } from 'vitest';
import { nearestText } from '../../../bot/recall/nearest-text.js';

const TEXTS = [
  '相談窓口は地域包括支援センターに設置する。',
  '補助率は四分の三以内とし、上限額は一か所あたり百万円とする。',
  '研修会は年2回開催する。',
];

describe('the nearest text of a new edition', () => {
  it('is the one that says the same in other words or figures', () => {
    expect(nearestText('補助率は二分の一以内とし、上限額は五十万円とする。', TEXTS)).toBe(TEXTS[1]);
  });

  it('is none when nothing there is near, or the quote is empty', () => {
    expect(nearestText('急変時の対応について、消防本部と協議を行う。', TEXTS)).toBeNull();
    expect(nearestText('', TEXTS)).toBeNull();
    expect(nearestText('補助率は二分の一', [])).toBeNull();
  });
});
