import { asksSeveral } from '../../knowledge/question/asks-several.js';
import type { Answer, Warning } from '../answering/answer.js';
import type { Ask, Considered, SourcePassage } from '../answering/answer-question.js';
import type { Desk } from '../desk.js';
import { ModelFault } from '../ports/chat-model.js';
import type { Researcher } from '../ports/researcher.js';
import { aboutness, answersInAll } from './aboutness.js';
import { inTime } from './in-time.js';
import type { CallFor, ModelDesk, Used } from './model-desk.js';
import { lookUp } from './research/look-up.js';
import type { ResearchParts } from './research/research-tools.js';
import { rewrittenFollowUp } from './rewrite-follow-up.js';
import { type Written, writeAnswer } from './write-answer.js';
import { NOTHING_GATED, type Step, type Writing } from './writing.js';

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
  /** What questions are looked up in that need several look-ups, and who does it; null: by plan alone. */
  research: ResearchParts;
  researcher: Researcher | null;
  /** Milliseconds within which there is an answer, by a model or without. */
  timeLimit: number;
  /** Of faults that nobody foresaw. */
  log: (error: unknown, what: string) => void;
}

/** Passages that a model writes from. */
const SOURCES = 6;
/**
 * Documents that say so little to a question are not put before a model: it would find something. Below it, of the programme's
 * own documents, four of five questions have no answer there.
 */
const LEAST_CONFIDENCE = 0.3;
/** Share of the time that an agent may take; the rest is for writing. */
const FOR_RESEARCH = 0.4;
/** Milliseconds to write down a call that was cut off. */
const TO_WRITE_DOWN = 250;
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
    const { timeLimit } = this.parts;
    const signal = AbortSignal.timeout(timeLimit);
    // What it looks up on the way does not heed the signal everywhere; calls do, and are written down first.
    const last = AbortSignal.timeout(timeLimit + TO_WRITE_DOWN);
    const considered = await desk.consider(asking);
    // Figures are reckoned, not written.
    if (model === null || considered.figures) return considered.answer;
    const started = performance.now();
    let isOver = false;
    const { onSentence } = asking;
    const inside =
      onSentence === undefined
        ? asking
        : { ...asking, onSentence: (text: string) => void (isOver || onSentence(text)) };
    const order: Order = { asking: inside, considered, signal, calls: [], steps: [] };
    const writing = (outcome: string, gate = NOTHING_GATED): Writing => ({
      model: model.name,
      outcome,
      calls: order.calls,
      gate,
      steps: order.steps,
      latencyMs: Math.round(performance.now() - started),
    });
    try {
      const written = await inTime(this.#write(model, order), last);
      if (written === null) return considered.answer;
      const { gate, result, answer } = written;
      return { ...(answer ?? considered.answer), writing: writing(result.outcome, gate) };
    } catch (error) {
      const code = error instanceof ModelFault ? error.code : 'model-unavailable';
      if (!(error instanceof ModelFault)) this.parts.log(error, 'model');
      const { answer } = considered;
      const warnings = answer.outcome === 'answered' ? [...answer.warnings, DEGRADED] : answer.warnings;
      return { ...answer, warnings, writing: writing(code) };
    } finally {
      isOver = true;
    }
  }

  /** Null where there is nothing to write from. */
  async #write(
    model: ModelDesk,
    { asking, considered, signal, calls, steps }: Order,
  ): Promise<(Written & { answer: Answer | null }) | null> {
    const { mask } = this.parts;
    const { personId, onSentence, asOf } = asking;
    const call = {
      personId: personId ?? NOBODY,
      signal,
      onUsed: (used: Used) => calls.push(used),
    };
    const from = await this.#standingAlone(model, { asking, considered, call });
    if (from.figures) return { ...NOTHING_WRITTEN, answer: from.answer };
    const question = mask(from.question);
    const sources = await this.#sources(model, { asking, from, question, call, steps });
    if (sources.length === 0) return null;
    const silent = considered.answer.outcome === 'not-found';
    const written = await writeAnswer(model, {
      prompt: 'answer',
      slots: (資料) => ({ 質問: question, 基準日: asOf, 資料 }),
      sources,
      question,
      isAbout: aboutness(question, considered.answer),
      call,
      // Where the documents' own words decline, what a model says is looked at as a whole before anybody sees it.
      ...(onSentence === undefined || silent ? {} : { onSentence }),
    });
    const { result } = written;
    if (result.outcome !== 'written') return { ...written, answer: null };
    if (silent && !answersInAll(question, result))
      return { ...written, result: { outcome: 'unanswered' }, answer: null };
    return { ...written, answer: answerOf(result, considered, from) };
  }

  /** What there is to answer from, for the question as it stands alone. */
  async #standingAlone(
    model: ModelDesk,
    { asking, considered, call }: Pick<Order, 'asking' | 'considered'> & { call: CallFor },
  ): Promise<Consulted> {
    const { desk, mask } = this.parts;
    const { question, earlier = [] } = asking;
    if (earlier.length === 0) return considered;
    const said = { question: mask(question), earlier: earlier.map(mask) };
    const rewritten = await rewrittenFollowUp(model, said, call);
    return rewritten === null ? considered : desk.consider({ ...asking, question: rewritten, earlier: [] });
  }

  /** The passages to write from: the best ones, or for a question that needs several look-ups what these find. */
  async #sources(
    model: ModelDesk,
    {
      asking,
      from,
      question,
      call,
      steps,
    }: Omit<Order, 'considered' | 'calls' | 'signal'> & { from: Consulted; question: string; call: CallFor },
  ): Promise<readonly SourcePassage[]> {
    const best = from.passages.slice(0, SOURCES);
    if (!asksSeveral(question)) return from.confidence < LEAST_CONFIDENCE ? [] : best;
    const { research, researcher, timeLimit } = this.parts;
    const behalf = { viewer: asking.viewer, asOf: asking.asOf };
    const found = await lookUp(
      { ...research, model, researcher },
      { question, behalf, call, steps, patience: timeLimit * FOR_RESEARCH },
    );
    found.add(best);
    return found.sources;
  }
}

interface Order {
  asking: Asking;
  considered: Consulted;
  /** Ends with the time for all of it. */
  signal: AbortSignal;
  calls: Used[];
  steps: Step[];
}

type Consulted = Considered & { figures: boolean };

/** A follow-up that figures answer needs nobody to write. */
const NOTHING_WRITTEN: Written = { result: { outcome: 'figures' }, gate: NOTHING_GATED };

/** The answer is an extract though a model was to write it. */
const DEGRADED: Warning = {
  code: 'degraded',
  message: 'ただいまAIによる文章を作成できないため、文書の該当箇所をそのままお示ししています。',
};

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
