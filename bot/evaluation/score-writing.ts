import type { Writing } from '../model/writing.js';
import { type EvalQuestion, holdsGold } from './score-answers.js';

/** How a model did over a question file. Shares are between 0 and 1; null where there is nothing to share. */
export interface WritingScores {
  model: string;
  /** By purpose, as they were during the run. */
  promptHashes: Readonly<Record<string, string>>;
  /** Answers that the model wrote, of all. */
  written: number | null;
  /** Of those to answerable questions, how many cite a gold passage. */
  citationsRight: number | null;
  /** Of those that it wrote, how many are to questions that cannot be answered. */
  writtenUnanswerable: number;
  sentences: { passed: number; repaired: number; withheld: number };
  /** Answers by what became of the model's part: written, gate, unanswered, or the code of a fault. */
  outcomes: Readonly<Record<string, number>>;
  tokens: { input: number; output: number };
  /** Yen. */
  cost: number;
  latencyMs: { p50: number; p95: number };
}

interface Written {
  question: EvalQuestion;
  citations: readonly { document: string; passage: string }[];
  writing: Writing | undefined;
}

export function scoreWriting(model: string, answers: readonly Written[]): WritingScores {
  const asked = answers.flatMap(({ writing }) => (writing === undefined ? [] : [writing]));
  const written = answers.filter(({ writing }) => writing?.outcome === 'written');
  const answerable = written.filter(({ question }) => !question.unanswerable && question.gold.length > 0);
  const calls = asked.flatMap(({ calls: own }) => own);
  const sum = (of: (writing: Writing) => number): number => asked.reduce((all, one) => all + of(one), 0);
  const outcomes: Record<string, number> = {};
  for (const { writing } of answers) {
    const outcome = writing?.outcome ?? 'not-asked';
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  const latency = asked.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  return {
    model,
    promptHashes: Object.fromEntries(calls.map(({ purpose, promptHash }) => [purpose, promptHash])),
    written: share(written.length, answers.length),
    citationsRight: share(
      answerable.filter(({ question, citations }) => holdsGold(question, citations)).length,
      answerable.length,
    ),
    writtenUnanswerable: written.filter(({ question }) => question.unanswerable).length,
    sentences: {
      passed: sum(({ gate }) => gate.passed),
      repaired: sum(({ gate }) => gate.repaired),
      withheld: sum(({ gate }) => gate.withheld.length),
    },
    outcomes,
    tokens: {
      input: calls.reduce((all, { tokens }) => all + tokens.input, 0),
      output: calls.reduce((all, { tokens }) => all + tokens.output, 0),
    },
    cost: Math.round(calls.reduce((all, { cost }) => all + cost, 0) * 100) / 100,
    latencyMs: {
      p50: latency[Math.floor(latency.length / 2)] ?? 0,
      p95: latency[Math.floor(latency.length * 0.95)] ?? 0,
    },
  };
}

function share(some: number, all: number): number | null {
  return all === 0 ? null : Math.round((some / all) * 1000) / 1000;
}
