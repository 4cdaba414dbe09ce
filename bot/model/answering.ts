import { holdsNames } from '../../knowledge/question/names-held.js';
import type { Answer, Warning } from '../answering/answer.js';
import type { Ask, Considered, SourcePassage } from '../answering/answer-question.js';
import type { Desk } from '../desk.js';
import { ModelFault } from '../ports/chat-model.js';
import type { ModelDesk, Used } from './model-desk.js';
import { headingOf } from './numbered-sources.js';
import { rewrittenFollowUp } from './rewrite-follow-up.js';
import { type Written, writeAnswer } from './write-answer.js';
import { NOTHING_GATED, type Writing } from './writing.js';

export interface Asking extends Ask {
  /** Whose ceiling it counts against; null: who did not sign in. */
  personId: string | null;
  /** Each sentence that passed the gate, while the rest is still being written. The answer that comes at last counts. */
  onSentence?: (text: string) => void;
}

interface AnsweringParts {
  desk: Desk;
  /** Null: answers are the documents' own words. */
  model: ModelDesk | null;
  /** Personal details are taken out of what a model is told. */
  mask: (text: string) => string;
  /** Milliseconds within which there is an answer, by a model or without. */
  timeLimit: number;
  /** Of faults that nobody foresaw. */
  log: (error: unknown, what: string) => void;
}

/** Passages that a model writes from. */
const SOURCES = 6;
/** Documents that say so little to a question are not put before a model: it would find something. */
const LEAST_CONFIDENCE = 0.1;
/** Who did not sign in shares one ceiling. */
const NOBODY = 'nobody';

/**
 * Answers: by a model where one is configured, held to the passages it was given; in the documents' own words whenever that
 * gives nothing. A model can make an answer better. It can silence none, and slow none beyond the limit.
 */
export class Answering {
  constructor(private readonly parts: AnsweringParts) {}

  /** Name of the model that writes; null without one. */
  get model(): string | null {
    return this.parts.model?.name ?? null;
  }

  async ask(asking: Asking): Promise<Answer> {
    const { desk, model } = this.parts;
    const considered = await desk.consider(asking);
    // Figures are reckoned, not written.
    if (model === null || considered.figures) return considered.answer;
    const started = performance.now();
    const order = { asking, considered, calls: [] as Used[] };
    const writing = (outcome: string, gate = NOTHING_GATED): Writing => ({
      model: model.name,
      outcome,
      calls: order.calls,
      gate,
      steps: [],
      latencyMs: Math.round(performance.now() - started),
    });
    try {
      const written = await this.#write(model, order);
      if (written === null) return considered.answer;
      const { gate, result, answer } = written;
      return { ...(answer ?? considered.answer), writing: writing(result.outcome, gate) };
    } catch (error) {
      const code = error instanceof ModelFault ? error.code : 'model-unavailable';
      if (!(error instanceof ModelFault)) this.parts.log(error, 'model');
      const { answer } = considered;
      const warnings = answer.outcome === 'answered' ? [...answer.warnings, DEGRADED] : answer.warnings;
      return { ...answer, warnings, writing: writing(code) };
    }
  }

  /** Null where there is nothing to write from. */
  async #write(
    model: ModelDesk,
    { asking, considered, calls }: { asking: Asking; considered: Considered; calls: Used[] },
  ): Promise<(Written & { answer: Answer | null }) | null> {
    const { desk, mask, timeLimit } = this.parts;
    const { personId, onSentence, earlier = [], asOf } = asking;
    const call = { personId: personId ?? NOBODY, signal: AbortSignal.timeout(timeLimit) };
    const asked = { question: mask(asking.question), earlier: earlier.map(mask) };
    const rewritten = earlier.length === 0 ? null : await rewrittenFollowUp(model, asked, call, calls);
    const from =
      rewritten === null ? considered : await desk.consider({ ...asking, question: rewritten, earlier: [] });
    const question = mask(from.question);
    const sources = from.passages.slice(0, SOURCES);
    if (
      sources.length === 0 ||
      (considered.confidence < LEAST_CONFIDENCE && from.confidence < LEAST_CONFIDENCE)
    )
      return null;
    const silent = considered.answer.outcome === 'not-found';
    const written = await writeAnswer(model, {
      prompt: 'answer',
      values: { 質問: question, 基準日: asOf },
      sources,
      question,
      call,
      // Where the documents' own words decline, what a model says is looked at as a whole before anybody sees it.
      ...(onSentence === undefined || silent ? {} : { onSentence }),
    });
    calls.push(...written.calls);
    const { result } = written;
    if (result.outcome !== 'written') return { ...written, answer: null };
    if (silent && !speaksOf(question, result.citations))
      return { ...written, result: { outcome: 'unanswered' }, answer: null };
    return { ...written, answer: answerOf(result, considered, from) };
  }
}

/** The answer is an extract though a model was to write it. */
const DEGRADED: Warning = {
  code: 'degraded',
  message: 'ただいま文章での回答を作成できないため、文書の該当箇所をそのままお示ししています。',
};

function speaksOf(question: string, cited: readonly SourcePassage[]): boolean {
  return holdsNames(
    question,
    cited.map((source) => `${headingOf(source)}\n${source.passage}`),
  );
}

function answerOf(
  { text, citations }: { text: string; citations: Answer['citations'] },
  { answer }: Considered,
  from: Considered,
): Answer {
  const leading = citations[0]?.passageId ?? '';
  const same = answer.outcome === 'answered' && answer.citations[0]?.passageId === leading;
  const { retrieved, related } = from.answer;
  return {
    outcome: 'answered',
    text,
    citations,
    retrieved,
    warnings: same ? answer.warnings : from.warnings(leading),
    nearest: [],
    related,
  };
}
