import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonLines } from '../../adapters/cli/json-lines.js';
import { PACKAGE_ROOT } from '../../adapters/files/package-root.js';
import { startSlack } from '../stand-ins/slack/slack-stand-in.js';

const Line = z.object({ question: z.string() });

/** People who ask, one question each, and within how many milliseconds. */
const PEOPLE = 200;
const WITHIN = 60_000;
const CHANNELS = 20;
const PATIENCE = 60_000;

export interface LoadReport {
  people: number;
  channels: number;
  /** Milliseconds from Slack's delivery to the desk's acknowledgement. */
  ackP50Ms: number;
  ackP99Ms: number;
  /** Milliseconds from the question to the posted answer. */
  answerP50Ms: number;
  answerP99Ms: number;
  /** Questions with no answer, and with more than one. */
  unanswered: number;
  answeredTwice: number;
}

/** Two hundred people ask within a minute, half of them in channels; the desk is the compiled one, over its samples. */
export async function slackLoad(questionsFile: string): Promise<LoadReport> {
  const folder = await mkdtemp(join(tmpdir(), 'renkei-load-'));
  const slack = await startSlack({ ackWithinMs: 30_000 });
  const people = Array.from({ length: PEOPLE }, (_, i) => `U0PERSON${i}`);
  slack.users.add(...people.map((id) => ({ id, name: id.toLowerCase() })));
  const channels = Array.from({ length: CHANNELS }, (_, i) => `C0CHANNEL${i}`);
  for (const id of channels)
    slack.addChannel({ id, name: id.toLowerCase(), members: [...people, slack.botUser] });
  const lines = await readJsonLines(questionsFile, Line, '"question"');
  const questions = lines.map(({ question }) => question);
  const desk = spawn(process.execPath, [join(PACKAGE_ROOT, 'dist/adapters/cli/main.js'), 'serve'], {
    env: {
      ...process.env,
      RENKEI_HOME: join(folder, 'home'),
      PORT: '0',
      LOG_LEVEL: 'silent',
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
    },
    stdio: 'ignore',
  });
  try {
    await slack.waitForSocket();
    const asked = await Promise.all(
      people.map(async (user, i) => {
        await new Promise((resolve) => setTimeout(resolve, (WITHIN / PEOPLE) * i));
        const question = questions[i % questions.length] ?? '';
        const alone = i % 2 === 0;
        const place = alone ? user : (channels[i % CHANNELS] ?? '');
        const began = Date.now();
        const delivered = alone ? await slack.dm(user, question) : await slack.mention(user, place, question);
        const { ts } = delivered.body.event as { ts: string };
        const ack = await delivered.ack;
        const answers = () => slack.thread(place, ts).filter((message) => message.user === slack.botUser);
        while (answers().length === 0 && Date.now() - began < PATIENCE)
          await new Promise((resolve) => setTimeout(resolve, 10));
        const answer = answers().length === 0 ? null : Date.now() - began;
        return { ack: ack?.afterMs ?? Number.POSITIVE_INFINITY, answer, answers };
      }),
    );
    // A second answer would come with a second try.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    const acks = asked.map(({ ack }) => ack);
    const answers = asked.map(({ answer }) => answer ?? Number.POSITIVE_INFINITY);
    return {
      people: PEOPLE,
      channels: CHANNELS,
      ackP50Ms: quantile(acks, 0.5),
      ackP99Ms: quantile(acks, 0.99),
      answerP50Ms: quantile(answers, 0.5),
      answerP99Ms: quantile(answers, 0.99),
      unanswered: asked.filter((one) => one.answers().length === 0).length,
      answeredTwice: asked.filter((one) => one.answers().length > 1).length,
    };
  } finally {
    desk.kill('SIGTERM');
    await new Promise((resolve) => desk.once('close', resolve));
    await slack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
