import { describe, expect, it } from 'vitest';
import { ASKING, inSlack, STAFF, STRANGER, textOf } from './desk-in-slack.js';

const KNOWN = '相談窓口の設置は委託することができますか';

describe('an answer for one alone', { timeout: 60_000 }, () => {
  it('is shared by nobody else', () =>
    inSlack(async ({ slack, until, posts }) => {
      await slack.slash(STAFF, ASKING, '/renkei', KNOWN);
      const alone = await until(() =>
        slack.ephemerals(ASKING, STAFF).find((one) => textOf(one).includes('郡市医師会')),
      );
      await slack.pressed(STRANGER, alone, 'share');
      await until(() =>
        slack.ephemerals(ASKING, STRANGER).find((one) => textOf(one).includes('扱える方だけ')),
      );
      expect(posts(ASKING).filter(({ ephemeralFor }) => ephemeralFor === undefined)).toEqual([]);
    }));

  it('cannot be shared where the desk is not, and its asker learns why', () =>
    inSlack(async ({ slack, until, posts }) => {
      slack.addChannel({ id: 'C0NOTIN', name: 'not-in', members: [STAFF] });
      await slack.slash(STAFF, 'C0NOTIN', '/renkei', KNOWN);
      const alone = await until(() =>
        slack.ephemerals('C0NOTIN', STAFF).find((one) => textOf(one).includes('郡市医師会')),
      );
      await slack.pressed(STAFF, alone, 'share');
      expect(textOf(await until(() => posts(STAFF)[0]))).toMatch(
        /共有できませんでした.*\/invite @連携デスク/,
      );
    }));
});
