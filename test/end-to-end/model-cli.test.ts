import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelStandIn } from '../stand-ins/model/model-stand-in.js';
import { inScratch, renkei } from './run-cli.js';

const TEXT =
  '相談窓口の設置要領\n\n相談窓口の設置は、郡市医師会に委託することができる。\n\n補助金の額は、100万円を上限とする。\n';
const GOLD = [{ document: '要領.txt', text: '郡市医師会に委託することができる' }];

describe('the command line with a model', () => {
  let model: ModelStandIn;
  beforeAll(async () => {
    model = await new ModelStandIn().start();
  });
  afterAll(() => model.stop());

  const settings = (): Record<string, string> => ({
    MODEL_PROVIDER: 'compatible',
    MODEL_ENDPOINT: model.url,
    MODEL_NAME: 'stand-in',
    MODEL_PRICE_INPUT: '100',
    MODEL_PRICE_OUTPUT: '400',
  });

  async function indexed(home: string): Promise<string> {
    const documents = join(home, 'docs');
    await mkdir(documents, { recursive: true });
    await writeFile(join(documents, '要領.txt'), TEXT);
    await renkei(home, ['index', documents]);
    const questions = join(home, 'questions.jsonl');
    const lines = [
      {
        id: 1,
        question: '相談窓口の設置は委託できますか',
        gold: GOLD,
        answer_must_include: ['委託することができる'],
      },
      { id: 2, question: '宇宙旅行の日程を教えてください', unanswerable: true },
    ];
    await writeFile(questions, lines.map((line) => JSON.stringify(line)).join('\n'));
    return questions;
  }

  it('asks it, scores it beside extracts, and compares a later run with the first', () =>
    inScratch(async (home) => {
      const questions = await indexed(home);
      const asked = JSON.parse(
        (await renkei(home, ['ask', '相談窓口の設置は委託できますか', '--json'], settings())).stdout,
      );
      expect(asked.answer).toContain('委託することができる。［1］');
      const run = (...more: string[]) =>
        renkei(home, ['eval', questions, '--mode', 'model', '--as-of', '2026-04-20', ...more], settings());
      const first = JSON.parse((await run('--json')).stdout);
      expect(first.writing).toMatchObject({
        citationsRight: 1,
        outcomes: { written: 1, 'not-asked': 1 },
        sentences: { withheld: 0 },
      });
      expect(first.writing.cost).toBeGreaterThan(0);
      expect(first.extractive).toMatchObject({ cited: 1, declined: 1 });
      expect(first.baseline).toBeNull();
      const kept = await readFile(join(home, 'baselines', 'questions.jsonl.json'), 'utf8');
      // A model that got worse.
      model.behave = (call) =>
        call.job === 'answer'
          ? {
              json: {
                answerable: true,
                sentences: [{ text: '500万円です。', sources: [{ number: 1, quote: '500万円' }] }],
              },
            }
          : undefined;
      const { stdout } = await run();
      expect(stdout).toMatch(/what became of it: gate 1, not-asked 1/);
      expect(stdout).toMatch(/citationsRight\s+1 → +–/);
      expect(stdout).toMatch(/written\s+0\.5 → +0 +-0\.5/);
      expect(await readFile(join(home, 'baselines', 'questions.jsonl.json'), 'utf8')).toBe(kept);
      await run('--save');
      expect(await readFile(join(home, 'baselines', 'questions.jsonl.json'), 'utf8')).not.toBe(kept);
      // Extracts stay what they are, whatever is configured.
      const plain = JSON.parse((await renkei(home, ['eval', questions, '--json'], settings())).stdout);
      expect(plain.cited).toBe(1);
      model.behave = () => undefined;
    }));

  it('keeps its answer in JSON and its errors to itself, whatever a model’s stream holds', () =>
    inScratch(async (home) => {
      await indexed(home);
      const secret = 'k3y-9f2c77a1d0';
      const odd = { choices: [{ index: 0, delta: { role: 'assistant', content: [{ text: secret }] } }] };
      for (const raw of [
        `data: ${JSON.stringify(odd)}\n\n`,
        `data: {"said": "${secret}\n\n`,
        `event: thread.run\ndata: {"said": "${secret}\n\n`,
      ]) {
        model.behave = () => ({ raw, headers: { 'content-type': 'text/event-stream' } });
        const asked = ['ask', '相談窓口の設置は委託できますか', '--json'];
        const { stdout, stderr } = await renkei(home, asked, { ...settings(), MODEL_KEY: secret });
        expect(JSON.parse(stdout).answer).toContain('委託することができる');
        expect(`${stdout}${stderr}`).not.toContain(secret);
      }
      model.behave = () => undefined;
    }));

  it('tries weights of meaning on the operator’s own questions, and says when they are too few', () =>
    inScratch(async (home) => {
      const questions = await indexed(home);
      const meaning = {
        EMBEDDING_PROVIDER: 'compatible',
        EMBEDDING_ENDPOINT: model.url,
        EMBEDDING_MODEL: 'small',
      };
      const { code, stdout } = await renkei(home, ['eval', questions, '--tune', '--json'], meaning);
      expect(code).toBe(0);
      const tuning = JSON.parse(stdout);
      expect(tuning.scores).toHaveLength(11);
      expect(tuning.scores[0]).toMatchObject({ weight: 0, goldFirst: 1, mrr: 1 });
      expect(tuning).toMatchObject({ recommended: 0, doubt: 'too-few' });
      const asked = model.embedded.length;
      const text = await renkei(home, ['eval', questions, '--tune'], meaning);
      expect(text.stdout).toContain('EMBEDDING_WEIGHT=0\n  too few questions');
      // The passages were embedded before; only the question is asked again.
      expect(model.embedded.length).toBe(asked + 1);
      expect((await renkei(home, ['eval', questions, '--tune'])).code).toBe(2);
      const doctor = await renkei(home, ['doctor'], meaning);
      expect(doctor.stdout).toMatch(/正常 {2}意味による検索: small が64次元/);
    }));

  it('says what is wrong with the settings, and whether the model answers', () =>
    inScratch(async (home) => {
      const bad = await renkei(home, ['doctor'], {
        MODEL_PROVIDER: 'openai',
        MODEL_ENDPOINT: 'http://model.example.jp/v1',
        MODEL_COST_PER_DAY: '100',
        LANGSMITH_TRACING: 'true',
      });
      expect(bad.code).toBe(1);
      for (const name of [
        'MODEL_NAME',
        'MODEL_KEY',
        'MODEL_REGION',
        'use https',
        'MODEL_PRICE_INPUT',
        'LANGSMITH_TRACING',
      ])
        expect(bad.stdout, name).toContain(name);
      expect((await renkei(home, ['eval', 'none.jsonl', '--mode', 'fast'])).code).toBe(2);
      model.behave = () => ({ json: { ok: true } });
      const good = await renkei(home, ['doctor'], settings());
      expect(good.stdout).toMatch(
        /正常 {2}生成AI: compatible stand-in が.*秒で応答しました。処理される場所：この機器の中/,
      );
      model.behave = () => ({
        status: 401,
        error: { error: { message: 'Incorrect API key provided: sk-abcdefgh12345678' } },
      });
      const refused = await renkei(home, ['doctor'], settings());
      expect(refused.code).toBe(1);
      expect(refused.stdout).toContain('MODEL_KEY');
      expect(refused.stdout).not.toContain('abcdefgh');
      model.behave = () => undefined;
    }));
});
