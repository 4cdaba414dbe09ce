import { describe, expect, it } from 'vitest';
import { digestId, stateOf } from '../../bot/digest/digest.js';
import { DigestRefused } from '../../bot/digest/digest-desk.js';
import { DigestChanged, DigestLeft } from '../../bot/ports/digest-store.js';
import { type DeskInSlack, inSlack, textOf } from '../adapters/slack/desk-in-slack.js';
import { inTeams, SDKS, textOf as textInTeams } from '../adapters/teams/desk-in-teams.js';
import { APPROVER, addChannel, importSurvey, PERIOD, survey, surveyOf } from './prefectures-of-tests.js';

const SHIGA = 'C0SHIGA';
const OSAKA = 'C0OSAKA';
const NOW = { person: APPROVER, revision: 0, text: null, dueAt: null };
const TOMORROW = () => new Date(Date.now() + 86_400_000);

async function prepared(desk: DeskInSlack, looksOver = false): Promise<void> {
  const { application, slack } = desk;
  await importSurvey(application, surveyOf(['滋賀県', '大阪府', '京都府']));
  for (const [id, prefecture] of [
    [SHIGA, '滋賀県'],
    [OSAKA, '大阪府'],
  ] as const) {
    await addChannel(application, 'slack', id, prefecture);
    slack.addChannel({ id, name: id.toLowerCase(), members: [slack.botUser], private: looksOver });
  }
}

const stateIn = async ({ application }: Pick<DeskInSlack, 'application'>, prefecture: string) => {
  const id = digestId(survey(prefecture));
  const { digestStore } = application;
  return stateOf(await digestStore.find(id), await digestStore.deliveries(id));
};

describe('digests in Slack', { timeout: 60_000 }, () => {
  it('are posted once with their chart, kept as they were posted, and corrected in their place', () =>
    inSlack(async (desk) => {
      await prepared(desk);
      const { application, slack, until, posts } = desk;
      const { digestDesk, digestStore } = application;
      const digest = await digestDesk.approve(survey('滋賀県'), NOW);
      await expect(digestDesk.approve(survey('滋賀県'), { ...NOW, revision: 1 })).rejects.toThrow(
        DigestRefused,
      );
      const post = await until(() => posts(SHIGA)[0]);
      expect(textOf(post)).toContain(digest.text);
      expect(textOf(post)).toContain('（オ）在宅医療・介護連携に関する相談支援：実施3／5（60.0%');
      const image = post.blocks?.find(({ type }) => type === 'image');
      const shown = image?.slack_file as { id: string } | undefined;
      const file = slack.files.all.get(shown?.id ?? '');
      expect(file?.bytes?.includes(Buffer.from('PNG'))).toBe(true);
      expect(image?.alt_text).toContain('未着手40.0%');
      await until(async () => (await stateIn(desk, '滋賀県')) === 'posted');
      const [record] = await digestStore.records(digest.id);
      expect(record).toMatchObject({ by: 'slack', channel: SHIGA, revision: 1, text: digest.text });
      expect(record?.chart?.length).toBeGreaterThan(10_000);

      await expect(digestDesk.cancel(survey('滋賀県'), { person: APPROVER, revision: 1 })).rejects.toThrow(
        DigestLeft,
      );
      const corrected = '滋賀県の5市町村のすべてが回答しました。（オ）は2市町村が未着手です。';
      await digestDesk.correct(survey('滋賀県'), { person: APPROVER, revision: 1, text: corrected });
      await until(() => textOf(posts(SHIGA)[0] ?? post).includes('【訂正】'));
      expect(posts(SHIGA)).toHaveLength(1);
      expect(textOf(posts(SHIGA)[0] ?? post)).toContain(corrected);
      await until(async () => (await digestStore.records(digest.id)).length === 2);
    }));

  it('leave together for all that have a channel, whoever presses twice; others are named', () =>
    inSlack(async (desk) => {
      await prepared(desk);
      const { application, until, posts } = desk;
      const { digestDesk } = application;
      const all = { kind: 'survey', period: PERIOD } as const;
      await Promise.allSettled([
        digestDesk.approveAll(all, APPROVER, null),
        digestDesk.approveAll(all, APPROVER, null),
      ]);
      await until(() => posts(SHIGA).length > 0 && posts(OSAKA).length > 0);
      await until(async () => (await stateIn(desk, '大阪府')) === 'posted');
      expect([posts(SHIGA).length, posts(OSAKA).length]).toEqual([1, 1]);
      const again = await digestDesk.approveAll(all, APPROVER, null);
      expect([again.approved, again.refused.map(({ prefecture }) => prefecture)]).toEqual([[], ['京都府']]);
    }));

  it('wait for their time, are taken back before it, and may be approved anew', () =>
    inSlack(async (desk) => {
      await prepared(desk);
      const { application, until, posts } = desk;
      const { digestDesk, digestStore } = application;
      await digestDesk.approve(survey('滋賀県'), { ...NOW, dueAt: TOMORROW() });
      expect(await stateIn(desk, '滋賀県')).toBe('scheduled');
      await expect(digestDesk.cancel(survey('滋賀県'), { person: APPROVER, revision: 7 })).rejects.toThrow(
        DigestChanged,
      );
      await digestDesk.cancel(survey('滋賀県'), { person: APPROVER, revision: 1 });
      expect(await stateIn(desk, '滋賀県')).toBe('cancelled');
      expect(await digestStore.deliveries(digestId(survey('滋賀県')))).toEqual([]);
      expect(posts(SHIGA)).toEqual([]);
      await digestDesk.approve(survey('滋賀県'), { ...NOW, revision: 2 });
      await until(() => posts(SHIGA)[0]);
    }));

  it('do not leave when the survey says something else by then', () =>
    inSlack(async (desk) => {
      await prepared(desk);
      const { application, until, posts } = desk;
      const { digestDesk, digestStore } = application;
      await digestDesk.approve(survey('滋賀県'), { ...NOW, dueAt: new Date(Date.now() + 1500) });
      await importSurvey(application, surveyOf(['滋賀県', '大阪府'], 4));
      await until(async () => (await stateIn(desk, '滋賀県')) === 'failed');
      const [delivery] = await digestStore.deliveries(digestId(survey('滋賀県')));
      expect(delivery?.problem).toContain('digest-figures-changed');
      expect(posts(SHIGA)).toEqual([]);
    }));

  it('refuse numbers that are not of the data, and a prefecture that nobody would reach', () =>
    inSlack(async (desk) => {
      await prepared(desk);
      const { digestDesk } = desk.application;
      const wrong = { ...NOW, text: '（オ）は3市町村が未着手、61.0%です。' };
      await expect(digestDesk.approve(survey('滋賀県'), wrong)).rejects.toThrow('「61.0」');
      await expect(digestDesk.approve(survey('京都府'), NOW)).rejects.toThrow('送り先がありません');
      await expect(digestDesk.approve(survey('青森県'), NOW)).rejects.toThrow('回答がない');
    }));

  it('go without their chart rather than not at all, and wait while Slack looks it over', () =>
    inSlack(async (desk) => {
      await prepared(desk);
      const { application, slack, until, posts } = desk;
      slack.fail('chat.postMessage', { error: 'invalid_blocks' }, 2);
      await application.digestDesk.approve(survey('滋賀県'), NOW);
      const post = await until(() => posts(SHIGA)[0]);
      expect(post.blocks?.some(({ type }) => type === 'image')).toBe(true);
      slack.fail('files.getUploadURLExternal', { error: 'missing_scope' }, 1);
      await application.digestDesk.approve(survey('大阪府'), NOW);
      await until(() => posts(OSAKA)[0]);
      expect(posts(OSAKA)).toHaveLength(1);
    }));
});

describe.each(SDKS)('digests in Teams with %s', { timeout: 60_000 }, (sdk) => {
  it('are posted once with their chart, and corrected in their place', () =>
    inTeams(
      async ({ application, teams, until }) => {
        const channel = '19:shiga@thread.tacv2';
        teams.addConversation({ id: channel, kind: 'channel', members: [], installed: true });
        await addChannel(application, 'teams', channel, '滋賀県');
        await importSurvey(application, surveyOf(['滋賀県']));
        const { digestDesk } = application;
        const digest = await digestDesk.approve(survey('滋賀県'), NOW);
        const post = await until(() => teams.messages(channel)[0]);
        expect(textInTeams(post)).toContain(digest.text);
        const attachments = post.activity.attachments as { contentType: string }[];
        expect(attachments.map(({ contentType }) => contentType)).toEqual([
          'application/vnd.microsoft.card.adaptive',
          'image/png',
        ]);
        await until(async () => (await stateIn({ application }, '滋賀県')) === 'posted');
        const corrected = '（オ）は2市町村が未着手です。';
        await digestDesk.correct(survey('滋賀県'), { person: APPROVER, revision: 1, text: corrected });
        await until(() => teams.messages(channel)[0]?.edits === 1);
        expect(textInTeams(teams.messages(channel)[0] ?? post)).toContain('【訂正】');
        expect(teams.messages(channel)).toHaveLength(1);
        expect(teams.troubles).toEqual([]);
      },
      { sdk },
    ));
});
