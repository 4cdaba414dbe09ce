import { describe, expect, it } from 'vitest';
import { maySee } from '../../../bot/answering/may-see.js';
import { type Channel, placeOf, viewerInChannel } from '../../../bot/directory/channel.js';
import { Municipalities } from '../../../bot/directory/municipality-list.js';
import { planChannels } from '../../../bot/directory/plan-channels.js';
import { person } from '../consultations/desk-of-tests.js';

const SHIGA: Channel = {
  service: 'slack',
  externalId: 'C01',
  name: '滋賀県_質問',
  role: 'staff',
  audience: 'staff',
  prefecture: '滋賀県',
  municipality: null,
};

describe('a channel', () => {
  it('shows what its readers may see, whoever asks; an unregistered one shows public material only', () => {
    expect(viewerInChannel(SHIGA)).toMatchObject({ audience: 'staff', prefecture: '滋賀県' });
    expect(viewerInChannel(null)).toMatchObject({ audience: 'public', prefecture: null });
    const ofOtsu = {
      audience: 'staff',
      scope: { level: 'municipality', prefecture: '滋賀県', municipality: '大津市' },
    } as const;
    expect(maySee(viewerInChannel(SHIGA), ofOtsu)).toBe(false);
    expect(maySee(viewerInChannel({ ...SHIGA, role: 'prefecture' }), ofOtsu)).toBe(true);
    expect(maySee(viewerInChannel({ ...SHIGA, municipality: '大津市' }), ofOtsu)).toBe(true);
  });

  it('gives way to the own entry of whoever asks there', () => {
    const own = person('a', 'staff', { prefecture: '兵庫県', municipality: '神戸市' });
    expect(placeOf(own, SHIGA)).toEqual({ prefecture: '兵庫県', municipality: '神戸市' });
    expect(placeOf(null, SHIGA)).toEqual({ prefecture: '滋賀県', municipality: null });
    expect(placeOf(null, null)).toEqual({ prefecture: null, municipality: null });
  });

  it('is imported with the audience of its use, and never with more', () => {
    const rows = [
      ['サービス', 'チャンネルID', '名称', '役割', '公開範囲', '都道府県'],
      ['Slack', 'C01', '滋賀県_質問', '', '', '滋賀県'],
      ['Teams', '19:x@thread.tacv2', '事務局', '事務局', '', ''],
      ['Slack', 'C02', '市民向け', '職員の質問用', '事務局', ''],
      ['LINE', 'L1', '', '', '', ''],
      ['Slack', 'C01', '二度目', '', '', ''],
    ].map((cells, i) => ({ number: i + 1, cells }));
    const plan = planChannels([{ name: 'チャンネル', rows }], {
      known: [SHIGA],
      municipalities: new Municipalities([]),
    });
    expect(plan?.unchanged).toBe(1);
    expect(plan?.added).toMatchObject([{ service: 'teams', audience: 'secretariat', role: 'secretariat' }]);
    expect(plan?.problems.map(({ row, column }) => [row, column])).toEqual([
      [4, '公開範囲'],
      [5, 'サービス'],
      [6, 'チャンネルID'],
    ]);
  });
});
