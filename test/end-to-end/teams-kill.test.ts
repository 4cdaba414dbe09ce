import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compose } from '../../adapters/compose.js';
import { readConfig } from '../../adapters/config/config.js';
import { until } from '../adapters/slack/desk-in-slack.js';
import { CHAT, furnish, listening, OFFICE, prepare, STAFF, textOf } from '../adapters/teams/desk-in-teams.js';
import { TeamsStandIn } from '../stand-ins/teams/teams-stand-in.js';
import { CLI, inScratch } from './run-cli.js';

const QUESTIONS = Array.from({ length: 12 }, (_, i) => `宇宙旅行${i + 1}号の補助金はいくらですか`);

/** Milliseconds of life after the desk takes what Teams sends. */
const LIVES = [0, 60, 120, 250, 400, 700];

describe('a desk in Teams that is killed', { timeout: 300_000 }, () => {
  it('again and again loses no question that it took, posts nothing twice, and says what nobody knows', () =>
    inScratch(async (folder) => {
      const home = join(folder, 'home');
      await prepare(home, folder);
      const teams = await TeamsStandIn.start();
      furnish(teams);
      const port = 20_000 + Math.floor(Math.random() * 20_000);
      teams.url = `http://127.0.0.1:${port}/api/messages`;
      const environment = { RENKEI_HOME: home, ...teams.environment(), WEBHOOK_PORT: String(port) };
      const serve = async (): Promise<ChildProcess> => {
        const env = { ...process.env, ...environment, PORT: '0', LOG_LEVEL: 'silent' };
        const desk = spawn(process.execPath, [CLI, 'serve'], { env, stdio: 'ignore' });
        await listening(teams.url);
        return desk;
      };
      const waiting = QUESTIONS.map((question, i) => ({ question, id: `question-${i}` }));
      /** People see that a message did not arrive, and send it again. */
      const say = async (some: typeof waiting): Promise<void> => {
        await Promise.all(
          some.map(async (one) => {
            const { status } = await teams
              .says(STAFF, CHAT, one.question, { id: one.id })
              .catch(() => ({ status: 0 }));
            if (status === 200 && waiting.includes(one)) waiting.splice(waiting.indexOf(one), 1);
          }),
        );
      };
      try {
        for (const life of LIVES) {
          const desk = await serve();
          const saying = say(waiting.slice(0, 3));
          await new Promise((resolve) => setTimeout(resolve, life));
          await killed(desk);
          await saying;
        }
        const desk = await serve();
        while (waiting.length > 0) await say([...waiting]);
        const standing = (where: string, question: string): number =>
          teams.messages(where).filter((one) => textOf(one).includes(question)).length;
        const application = await compose(readConfig({ RENKEI_HOME: home }, folder));
        try {
          // What was under way is taken up again when its lease has run out.
          await until(async () => {
            const { total } = await application.consultations.list({ sort: 'oldest', offset: 0, limit: 1 });
            return total === QUESTIONS.length && (await settled(application, teams));
          }, 150_000);
          await new Promise((resolve) => setTimeout(resolve, 1500));
          const unknown = await application.effects.failed(100);
          for (const { problem } of unknown) expect(problem).toContain('unconfirmed');
          for (const question of QUESTIONS) expect(standing(OFFICE, question)).toBeLessThanOrEqual(1);
          const answers = teams.messages(CHAT).filter((one) => textOf(one).includes('事務局に届きました'));
          const numbers = answers.map((one) => /R8-\d+/.exec(textOf(one))?.[0]);
          expect(new Set(numbers).size).toBe(answers.length);
          expect(answers.length).toBeLessThanOrEqual(QUESTIONS.length);
          const found = await application.consultations.list({ sort: 'oldest', offset: 0, limit: 50 });
          expect(found.consultations.map(({ question }) => question).sort()).toEqual([...QUESTIONS].sort());
          expect(await application.audit.verify()).toBeNull();
        } finally {
          await killed(desk);
          await application.close();
        }
        expect(teams.troubles).toEqual([]);
      } finally {
        await teams.stop();
      }
    }));
});

/** Every answer and every card stands, or is known to be unknown. */
async function settled(
  { effects }: Awaited<ReturnType<typeof compose>>,
  teams: TeamsStandIn,
): Promise<boolean> {
  const unknown = (await effects.failed(100)).length;
  return teams.messages(CHAT).length + teams.messages(OFFICE).length + unknown >= 2 * QUESTIONS.length;
}

async function killed(desk: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => desk.once('close', resolve));
  desk.kill('SIGKILL');
  await gone;
}
