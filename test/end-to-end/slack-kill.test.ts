import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compose } from '../../adapters/compose.js';
import { readConfig } from '../../adapters/config/config.js';
import {
  ASKING,
  furnish,
  OFFICE,
  prepare,
  STAFF,
  slackEnvironment,
  textOf,
  until,
} from '../adapters/slack/desk-in-slack.js';
import { type SlackStandIn, startSlack } from '../stand-ins/slack/slack-stand-in.js';
import { CLI, inScratch } from './run-cli.js';

const QUESTIONS = Array.from({ length: 12 }, (_, i) => `宇宙旅行${i + 1}号の補助金はいくらですか`);

/** Milliseconds of life; from before the desk is in Slack until after everything is said. */
const LIVES = [0, 40, 90, 160, 250, 400, 700];

function serve(home: string, slack: SlackStandIn): ChildProcess {
  const environment = { RENKEI_HOME: home, PORT: '0', LOG_LEVEL: 'silent', ...slackEnvironment(slack) };
  return spawn(process.execPath, [CLI, 'serve'], {
    env: { ...process.env, ...environment },
    stdio: 'ignore',
  });
}

async function killed(desk: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => desk.once('close', resolve));
  desk.kill('SIGKILL');
  await gone;
}

describe('a desk in Slack that is killed', { timeout: 300_000 }, () => {
  it('again and again loses no question, answers none twice, and makes one card of each', () =>
    inScratch(async (folder) => {
      const home = join(folder, 'home');
      await prepare(home, folder);
      // Slack gives an event up after three more tries, which a slow machine uses up between the kills; here only
      // what was acknowledged and then lost can be missing.
      const slack = await startSlack({ mostRetries: 100, retryAfterMs: 10_000, ackWithinMs: 120_000 });
      furnish(slack);
      const questions = [...QUESTIONS];
      try {
        for (const life of LIVES) {
          const desk = serve(home, slack);
          await slack.waitForSocket();
          for (const question of questions.splice(0, 2)) await slack.mention(STAFF, ASKING, question);
          await new Promise((resolve) => setTimeout(resolve, life));
          await killed(desk);
          await until(() => slack.socketCount === 0);
        }
        const desk = serve(home, slack);
        await slack.waitForSocket();
        const posts = (channel: string) =>
          slack.messages(channel).filter(({ user }) => user === slack.botUser);
        // What was under way is taken up again when its lease has run out.
        await until(() => posts(ASKING).length >= QUESTIONS.length, 120_000);
        await until(() => posts(OFFICE).length >= QUESTIONS.length, 120_000);
        await new Promise((resolve) => setTimeout(resolve, 2000));
        await killed(desk);
        expect(posts(ASKING)).toHaveLength(QUESTIONS.length);
        expect(posts(OFFICE)).toHaveLength(QUESTIONS.length);
        const asked = slack.messages(ASKING).filter(({ user }) => user === STAFF);
        expect(
          posts(ASKING)
            .map(({ thread_ts }) => thread_ts)
            .sort(),
        ).toEqual(asked.map(({ ts }) => ts).sort());
        const cards = posts(OFFICE).map(textOf);
        for (const question of QUESTIONS)
          expect(cards.filter((one) => one.includes(question))).toHaveLength(1);
      } finally {
        await slack.stop();
      }
      const application = await compose(readConfig({ RENKEI_HOME: home }, folder));
      try {
        const found = await application.consultations.list({ sort: 'oldest', offset: 0, limit: 50 });
        expect(found.consultations.map(({ question }) => question).sort()).toEqual([...QUESTIONS].sort());
        expect(await application.audit.verify()).toBeNull();
      } finally {
        await application.close();
      }
    }));
});
