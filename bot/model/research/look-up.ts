import { z } from 'zod';
import { wordsOf } from '../../../knowledge/search/tokenize.js';
import { foldKey } from '../../../knowledge/text/fold.js';
import { ModelFault, type Tokens } from '../../ports/chat-model.js';
import type { Researcher } from '../../ports/researcher.js';
import { estimatedTokens } from '../ceilings.js';
import type { CallFor, ModelDesk } from '../model-desk.js';
import { filled } from '../prompt.js';
import type { Step } from '../writing.js';
import { Findings } from './findings.js';
import { type OnBehalf, type ResearchParts, researchTools } from './research-tools.js';

/** Hard limits of what is looked up for one question. */
const LIMITS = { calls: 5, uses: 8, tokens: 30_000 };
const MOST_QUESTIONS = 4;

const Plan = z.object({
  questions: z
    .array(
      z.object({ text: z.string().trim().min(2).max(200), where: z.enum(['documents', 'cases', 'survey']) }),
    )
    .min(1)
    .max(8),
});
type Planned = z.infer<typeof Plan>['questions'];

/** Which tool a planned question is looked up with when there is no agent. */
const TOOL_FOR = { documents: 'search_passages', cases: 'find_cases', survey: 'survey_figures' } as const;

export interface LookUpParts extends ResearchParts {
  model: ModelDesk;
  /** Null where the model takes no tools: what was planned is then looked up as it stands. */
  researcher: Researcher | null;
}

interface Asked {
  question: string;
  behalf: OnBehalf;
  call: CallFor;
  /** To which is added what was done. */
  steps: Step[];
  /** Milliseconds for an agent. */
  patience: number;
}

/** Looks up what a question needs that is answered by no one passage: planned first, then by tools, within limits. */
export async function lookUp(
  parts: LookUpParts,
  { question, behalf, call, steps, patience }: Asked,
): Promise<Findings> {
  const findings = new Findings(steps);
  const planned = await plannedFor(parts.model, { question, call });
  findings.step('plan', question, planned.map(({ text }) => text).join('／'));
  const tools = researchTools(parts, behalf, findings);
  // What was planned is looked up in any case: it costs nothing, and an agent may do worse.
  for (const { text, where } of planned) {
    if (call.signal.aborted) throw new ModelFault('model-timeout', 'no time was left');
    await tools.find(({ name }) => name === TOOL_FOR[where])?.run({ question: text });
  }
  if (parts.researcher !== null && planned.length > 1)
    await researched(parts, { question, planned, tools, call, patience });
  return findings;
}

async function plannedFor(
  model: ModelDesk,
  { question, call }: { question: string; call: CallFor },
): Promise<Planned> {
  const value = await model.tell('plan', { 質問: question }, Plan, call);
  const said = foldKey(question);
  const foreign = (text: string): boolean =>
    wordsOf(foldKey(text)).some((word) => /\p{N}/u.test(word) && !said.includes(word));
  const own = value.questions.filter(({ text }) => !foreign(text)).slice(0, MOST_QUESTIONS);
  return own.length === 0 ? [{ text: question, where: 'documents' }] : own;
}

async function researched(
  { model, researcher }: LookUpParts,
  {
    question,
    planned,
    tools,
    call,
    patience,
  }: {
    question: string;
    planned: Planned;
    tools: ReturnType<typeof researchTools>;
    call: CallFor;
    patience: number;
  },
): Promise<void> {
  if (researcher === null) return;
  const prompt = model.prompt('research');
  const { system, user } = filled<'research'>(prompt, {
    質問: question,
    調べること: planned.map(({ text }) => text),
  });
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(patience)]);
  // All that it may use is set aside, so that several at once do not pass a ceiling together.
  const expected = { input: LIMITS.tokens, output: 0 };
  let used = { input: estimatedTokens(system + user), output: 0 };
  const onUsed = (tokens: Tokens): void => {
    used = tokens;
  };
  try {
    await model.guarded(
      {
        ...call,
        signal,
        purpose: 'research',
        promptHash: prompt.hash,
        expected,
        soFar: () => used,
        // It gets a part of the time, and is as slow as what it asks for.
        isBounded: true,
      },
      async () => ({
        value: null,
        tokens: (await researcher.research({ system, user, tools, limits: LIMITS, signal, onUsed })).tokens,
      }),
    );
  } catch (error) {
    // What the plan has found stands without it.
    if (!(error instanceof ModelFault) || call.signal.aborted) throw error;
  }
}
