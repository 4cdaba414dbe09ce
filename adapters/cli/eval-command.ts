import {
  EvalQuestion,
  type EvalScores,
  holdsGold,
  includesFacts,
  scoreAnswers,
} from '../../bot/evaluation/score-answers.js';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import { type AnswerLine, answer } from './ask-command.js';
import { type Command, isoDay, parse, printJson, UsageError, withAnsweringApplication } from './command.js';
import { describeModel, evaluateModel } from './eval-model.js';
import { describeTuning, tune } from './eval-tune.js';
import { readJsonLines } from './json-lines.js';

export const evalCommand: Command = {
  usage:
    'eval QUESTIONS.jsonl [--mode extractive|model] [--save] [--tune] [--as-of YYYY-MM-DD] [--misses] [--json]',
  summary:
    'scores a question file against the indexed documents; with --mode model against the configured model, beside extracts and the run that was saved; with --tune tries weights of meaning',
  async run(argv) {
    const { values, positionals } = parse(
      argv,
      {
        json: { type: 'boolean' },
        misses: { type: 'boolean' },
        mode: { type: 'string', default: 'extractive' },
        save: { type: 'boolean' },
        tune: { type: 'boolean' },
        'as-of': { type: 'string' },
      },
      evalCommand.usage,
    );
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
      throw new UsageError(`give one question file; usage: renkei ${evalCommand.usage}`);
    const questions = await readJsonLines(file, EvalQuestion, '"id" and "question" (or "turns")');
    const asOf = values['as-of'] === undefined ? dayInJapan(new Date()) : isoDay(values['as-of']);
    if (!MODES.has(values.mode)) throw new UsageError(`--mode is extractive or model, not ${values.mode}`);
    if (values.tune) {
      const tuning = await withAnsweringApplication((application) => tune(application, questions, asOf), {
        tryMeaning: true,
      });
      if (values.json) printJson(tuning);
      else process.stdout.write(`${describeTuning(tuning)}\n`);
      return 0;
    }
    if (values.mode === 'model') {
      const save = values.save === true;
      const evaluation = await withAnsweringApplication((application) =>
        evaluateModel(application, { file, questions, asOf, save }),
      );
      if (values.json) printJson(evaluation);
      else process.stdout.write(`${describeModel(evaluation)}\n`);
      return 0;
    }
    const pairs = await withAnsweringApplication(async (application) => {
      const answered: [EvalQuestion, AnswerLine][] = [];
      for (const question of questions)
        answered.push([
          question,
          await answer(application, {
            id: question.id,
            question: question.question,
            asOf,
            earlier: question.earlier,
            extract: true,
          }),
        ]);
      return answered;
    });
    const scores = scoreAnswers(pairs);
    const latency = pairs.map(([, line]) => line.latencyMs).sort((a, b) => a - b);
    const latencyMs = {
      p50: latency[Math.floor(latency.length / 2)] ?? 0,
      p95: latency[Math.floor(latency.length * 0.95)] ?? 0,
    };
    const misses = pairs
      .filter(([question, line]) => missed(question, line))
      .map(([question, line]) => ({
        id: question.id,
        type: question.type,
        question: question.question,
        outcome: line.outcome,
        answer: line.answer,
      }));
    if (values.json) printJson({ ...scores, latencyMs, ...(values.misses ? { misses } : {}) });
    else {
      process.stdout.write(`${describe(scores, latencyMs)}\n`);
      if (values.misses)
        for (const one of misses)
          process.stdout.write(
            `\n${one.id} (${one.type}) ${one.question}\n  ${one.outcome}: ${one.answer.replaceAll('\n', ' ／ ')}\n`,
          );
    }
    return 0;
  },
};

const MODES: ReadonlySet<string> = new Set(['extractive', 'model']);

function missed(question: EvalQuestion, line: AnswerLine): boolean {
  if (question.unanswerable) return line.outcome === 'answered';
  return (
    line.outcome !== 'answered' ||
    !holdsGold(question, line.citations) ||
    !includesFacts(question, line.answer)
  );
}

function describe(scores: EvalScores, latencyMs: { p50: number; p95: number }): string {
  const row = (name: string, value: number | null): string =>
    `  ${name.padEnd(44)}${value === null ? '–' : value.toFixed(3)}`;
  return [
    `${scores.questions} questions`,
    row('gold passage first', scores.goldFirst),
    row('gold passage in the first three', scores.goldInThree),
    row('cited in the answer', scores.cited),
    row('asked-for fact in the answer', scores.factGiven),
    row('answerable answered', scores.answered),
    row('unanswerable declined', scores.declined),
    row('passed deadlines warned of', scores.staleWarned),
    `  ${'other deadline warnings'.padEnd(44)}${scores.staleWarnings}`,
    `  ${'latency p50 / p95 (ms)'.padEnd(44)}${latencyMs.p50} / ${latencyMs.p95}`,
  ].join('\n');
}
