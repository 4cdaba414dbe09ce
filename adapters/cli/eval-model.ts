import { SECRETARIAT } from '../../bot/answering/answer.js';
import type { EvalQuestion, EvalScores } from '../../bot/evaluation/score-answers.js';
import { scoreAnswers } from '../../bot/evaluation/score-answers.js';
import { scoreWriting, type WritingScores } from '../../bot/evaluation/score-writing.js';
import { EVALUATION } from '../../bot/model/ceilings.js';
import type { Application } from '../compose.js';
import {
  type Baseline,
  baselinePath,
  hashOfFile,
  readBaseline,
  writeBaseline,
} from '../files/baseline-file.js';
import { UsageError } from './command.js';

/** What a model adds to the documents' own words, over one question file. */
export interface ModelEvaluation {
  extractive: EvalScores;
  model: EvalScores;
  writing: WritingScores;
  /** Null at the first run, or when the questions have changed since. */
  baseline: Baseline | null;
  measures: Readonly<Record<string, number | null>>;
}

/**
 * Runs a question file against the configured model, beside extracts. The first run, and one with `save`, becomes the
 * baseline that later ones are compared with.
 * @throws UsageError without a model
 */
export async function evaluateModel(
  application: Application,
  {
    file,
    questions,
    asOf,
    save,
  }: { file: string; questions: readonly EvalQuestion[]; asOf: string; save: boolean },
): Promise<ModelEvaluation> {
  const { desk, answering, config, now } = application;
  const { model: name } = answering;
  if (name === null)
    throw new UsageError('no model is configured: set MODEL_PROVIDER and what belongs to it');
  const extracts: Given[] = [];
  const written: (Given & Parameters<typeof scoreWriting>[1][number])[] = [];
  for (const question of questions) {
    const ask = { question: question.question, viewer: SECRETARIAT, asOf, earlier: question.earlier };
    extracts.push(given(question, await desk.ask(ask)));
    const answer = await answering.ask({ ...ask, personId: EVALUATION });
    written.push({
      ...given(question, answer),
      question,
      citations: answer.citations,
      writing: answer.writing,
    });
  }
  const extractive = scoreAnswers(extracts.map(pair));
  const model = scoreAnswers(written.map(pair));
  const writing = scoreWriting(name, written);
  const measures = measuresOf(model, writing);
  const path = baselinePath(config.home, file);
  const questionsHash = await hashOfFile(file);
  const known = await readBaseline(path);
  const baseline = known?.questionsHash === questionsHash ? known : null;
  if (baseline === null || save)
    await writeBaseline(path, {
      at: now().toISOString(),
      questionsHash,
      model: name,
      promptHashes: { ...writing.promptHashes },
      measures,
    });
  return { extractive, model, writing, baseline, measures };
}

interface Given {
  question: EvalQuestion;
  answer: Parameters<typeof scoreAnswers>[0][number][1];
}

function given(question: EvalQuestion, answer: Awaited<ReturnType<Application['desk']['ask']>>): Given {
  const { outcome, text, citations, retrieved, warnings } = answer;
  return { question, answer: { outcome, answer: text, citations, retrieved, warnings } };
}

function pair({ question, answer }: Given): [EvalQuestion, Given['answer']] {
  return [question, answer];
}

function measuresOf(model: EvalScores, writing: WritingScores): Record<string, number | null> {
  return {
    cited: model.cited,
    factGiven: model.factGiven,
    answered: model.answered,
    declined: model.declined,
    written: writing.written,
    citationsRight: writing.citationsRight,
    withheld: writing.sentences.withheld,
    fallenBack: writing.outcomes.gate ?? 0,
    cost: writing.cost,
    latencyP50: writing.latencyMs.p50,
  };
}

export function describeModel({ extractive, model, writing, baseline, measures }: ModelEvaluation): string {
  const number = (value: number | null | undefined): string => (value == null ? '–' : value.toFixed(3));
  const row = (name: string, one: number | null, other: number | null): string =>
    `  ${name.padEnd(36)}${number(one).padStart(9)}${number(other).padStart(9)}`;
  const { passed, repaired, withheld } = writing.sentences;
  return [
    `${extractive.questions} questions, ${writing.model}`,
    `  ${''.padEnd(36)}${'extracts'.padStart(9)}${'model'.padStart(9)}`,
    row('cited in the answer', extractive.cited, model.cited),
    row('asked-for fact in the answer', extractive.factGiven, model.factGiven),
    row('answerable answered', extractive.answered, model.answered),
    row('unanswerable declined', extractive.declined, model.declined),
    '',
    `  written by the model ${number(writing.written)}, of these with a right citation ${number(writing.citationsRight)}, to unanswerable questions ${writing.writtenUnanswerable}`,
    `  sentences: ${passed} passed (${repaired} mended), ${withheld} withheld`,
    `  what became of it: ${Object.entries(writing.outcomes)
      .map(([outcome, count]) => `${outcome} ${count}`)
      .join(', ')}`,
    `  tokens ${writing.tokens.input} + ${writing.tokens.output}, cost ${writing.cost} yen, latency p50 / p95 ${writing.latencyMs.p50} / ${writing.latencyMs.p95} ms`,
    '',
    ...comparison(baseline, measures),
  ].join('\n');
}

function comparison(baseline: Baseline | null, measures: ModelEvaluation['measures']): string[] {
  if (baseline === null) return ['  kept as the baseline of this question file'];
  return [
    `  since ${baseline.at} (${baseline.model}):`,
    ...Object.entries(measures).map(([name, value]) => {
      const before = baseline.measures[name] ?? null;
      const change = value === null || before === null ? '–' : signed(value - before);
      return `    ${name.padEnd(18)}${String(before ?? '–').padStart(9)} → ${String(value ?? '–').padStart(9)}  ${change}`;
    }),
  ];
}

function signed(change: number): string {
  const rounded = Math.round(change * 1000) / 1000;
  return rounded > 0 ? `+${rounded}` : String(rounded);
}
