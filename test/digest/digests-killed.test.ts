import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Application, compose } from '../../adapters/compose.js';
import { readConfig } from '../../adapters/config/config.js';
import { digestId } from '../../bot/digest/digest.js';
import { furnish, prepare, slackEnvironment, until } from '../adapters/slack/desk-in-slack.js';
import { furnish as furnishTeams } from '../adapters/teams/desk-in-teams.js';
import { CLI, inScratch } from '../end-to-end/run-cli.js';
import { startSlack } from '../stand-ins/slack/slack-stand-in.js';
import { TeamsStandIn } from '../stand-ins/teams/teams-stand-in.js';
import { APPROVER, addChannel, importSurvey, survey, surveyOf } from './prefectures-of-tests.js';

const IN_SLACK = ['滋賀県', '京都府', '大阪府', '兵庫県'];
const IN_TEAMS = ['福井県', '奈良県', '和歌山県'];
/** Milliseconds of life: charts are drawn, put into Slack, posted and recorded between one and four seconds from the start. */
const LIVES = [900, 1400, 1900, 2300, 2700, 3200, 3800];

describe('a desk that is killed while it posts digests', { timeout: 300_000 }, () => {
  it('posts each once in Slack, at most once in Teams, and says of which nobody knows', () =>
    inScratch(async (folder) => {
      const home = join(folder, 'home');
      await prepare(home, folder);
      const slack = await startSlack({ mostRetries: 100, looksOverMs: 300 });
      furnish(slack);
      const teams = await TeamsStandIn.start();
      furnishTeams(teams);
      const environment = {
        RENKEI_HOME: home,
        ...slackEnvironment(slack),
        ...teams.environment(),
        WEBHOOK_PORT: String(20_000 + Math.floor(Math.random() * 20_000)),
      };
      const application = await compose(readConfig(environment, folder));
      try {
        await approved(application);
        for (const id of IN_SLACK.map(channelOf))
          slack.addChannel({ id, name: id.toLowerCase(), members: [slack.botUser] });
        for (const id of IN_TEAMS.map(channelOf))
          teams.addConversation({ id, kind: 'channel', members: [], installed: true });
        for (const life of LIVES) {
          const desk = serve(environment);
          await new Promise((resolve) => setTimeout(resolve, life));
          await killed(desk);
        }
        const desk = serve(environment);
        // What was under way is taken up again when its lease has run out.
        await until(() => settled(application), 150_000);
        await new Promise((resolve) => setTimeout(resolve, 1500));
        await killed(desk);
        for (const prefecture of IN_SLACK)
          expect([prefecture, slack.messages(channelOf(prefecture)).length]).toEqual([prefecture, 1]);
        for (const prefecture of IN_TEAMS) {
          const id = digestId(survey(prefecture));
          const [delivery] = await application.digestStore.deliveries(id);
          const standing = teams.messages(channelOf(prefecture)).length;
          expect(standing).toBeLessThanOrEqual(1);
          if (delivery?.state === 'failed') expect(delivery.problem).toContain('unconfirmed');
          else {
            expect([delivery?.state, standing]).toEqual(['posted', 1]);
            expect(await application.digestStore.records(id)).toHaveLength(1);
          }
        }
        expect(await application.audit.verify()).toBeNull();
      } finally {
        await application.close();
        await slack.stop();
        await teams.stop();
      }
    }));
});

async function approved(application: Application): Promise<void> {
  await importSurvey(application, surveyOf([...IN_SLACK, ...IN_TEAMS]));
  for (const [service, prefectures] of [
    ['slack', IN_SLACK],
    ['teams', IN_TEAMS],
  ] as const)
    for (const prefecture of prefectures) {
      await addChannel(application, service, channelOf(prefecture), prefecture);
      const now = { person: APPROVER, revision: 0, text: null, dueAt: null };
      await application.digestDesk.approve(survey(prefecture), now);
    }
}

async function settled({ digestStore }: Application): Promise<boolean> {
  for (const prefecture of [...IN_SLACK, ...IN_TEAMS]) {
    const deliveries = await digestStore.deliveries(digestId(survey(prefecture)));
    if (deliveries.some(({ state }) => state !== 'posted' && state !== 'failed')) return false;
  }
  return true;
}

function channelOf(prefecture: string): string {
  const slack = IN_SLACK.indexOf(prefecture);
  return slack >= 0 ? `C0PREF${slack}` : `19:prefecture${IN_TEAMS.indexOf(prefecture)}@thread.tacv2`;
}

function serve(environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [CLI, 'serve'], {
    env: { ...process.env, ...environment, PORT: '0', LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  });
}

async function killed(desk: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => desk.once('close', resolve));
  desk.kill('SIGKILL');
  await gone;
}
