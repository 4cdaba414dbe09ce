import { describe, expect, it } from 'vitest';
import { ASKING, inSlack, STAFF, STRANGER, textOf } from './desk-in-slack.js';

const KNOWN = '相談窓口の設置は委託することができますか';

describe('somebody else', { timeout: 60_000 }, () => {
  it('does not share what another person asked for alone', () =>
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
});
