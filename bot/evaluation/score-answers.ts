import { z } from 'zod';
import { squash } from '../../knowledge/text/fold.js';

/** A line of a question file: a question, or the turns of a conversation, of which the last is scored. */
export const EvalQuestion = z
  .object({
    id: z.coerce.string(),
    question: z.string().optional(),
    turns: z.array(z.string()).min(1).optional(),
    type: z.string().default('other'),
    gold: z.array(z.object({ document: z.string(), text: z.string() })).default([]),
    answer_must_include: z.array(z.string()).default([]),
    unanswerable: z.boolean().default(false),
    expect_stale_warning: z.boolean().default(false),
  })
  .transform(({ question, turns, ...rest }, context) => {
    const asked = turns?.at(-1) ?? question;
    if (asked === undefined) {
      context.addIssue({ code: 'custom', message: 'neither question nor turns' });
      return z.NEVER;
    }
    return { ...rest, question: asked, earlier: turns?.slice(0, -1) ?? [] };
  });
export type EvalQuestion = z.infer<typeof EvalQuestion>;

export interface GivenAnswer {
  outcome: 'answered' | 'not-found';
  answer: string;
  citations: { document: string; passage: string }[];
  retrieved: { document: string; passage: string }[];
  warnings: { code: string }[];
}

/** Shares are of the questions that the measure applies to; null where there are none. */
export interface EvalScores {
  questions: number;
  goldFirst: number | null;
  goldInThree: number | null;
  cited: number | null;
  factGiven: number | null;
  answered: number | null;
  declined: number | null;
  staleWarned: number | null;
  /** Deadline warnings on answers that lead with another document than a lapsed call's. */
  staleWarnings: number;
}

/** A gold text counts as found when it stands in a passage of its document, see design contract 6. */
export function holdsGold(
  question: EvalQuestion,
  passages: readonly { document: string; passage: string }[],
): boolean {
  return passages.some(({ document, passage }) =>
    question.gold.some(
      (gold) => sameDocument(document, gold.document) && squash(passage).includes(squash(gold.text)),
    ),
  );
}

/** Questions about a text also serve for the same document typeset as PDF or DOCX. */
function sameDocument(found: string, gold: string): boolean {
  return stem(found) === stem(gold);
}

function stem(name: string): string {
  return (name.split('/').at(-1) ?? name).replace(/\.[^.]+$/, '');
}

export function includesFacts(question: EvalQuestion, answer: string): boolean {
  const bare = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');
  return question.answer_must_include.every((fact) => bare(answer).includes(bare(fact)));
}

export function scoreAnswers(pairs: readonly (readonly [EvalQuestion, GivenAnswer])[]): EvalScores {
  const answerable = pairs.filter(([question]) => !question.unanswerable);
  const unanswerable = pairs.filter(([question]) => question.unanswerable);
  const withFacts = answerable.filter(([question]) => question.answer_must_include.length > 0);
  const stale = answerable.filter(([question]) => question.expect_stale_warning);
  const warned = ([, given]: (typeof pairs)[number]): boolean =>
    given.warnings.some(({ code }) => code === 'deadline-passed');
  return {
    questions: pairs.length,
    goldFirst: share(answerable, ([question, given]) => holdsGold(question, given.retrieved.slice(0, 1))),
    goldInThree: share(answerable, ([question, given]) => holdsGold(question, given.retrieved.slice(0, 3))),
    cited: share(
      answerable,
      ([question, given]) => given.outcome === 'answered' && holdsGold(question, given.citations),
    ),
    factGiven: share(
      withFacts,
      ([question, given]) =>
        given.outcome === 'answered' && given.answer.length <= 400 && includesFacts(question, given.answer),
    ),
    answered: share(answerable, ([, given]) => given.outcome === 'answered'),
    declined: share(unanswerable, ([, given]) => given.outcome === 'not-found'),
    staleWarned: share(stale, warned),
    staleWarnings: pairs.filter((pair) => !pair[0].expect_stale_warning && warned(pair)).length,
  };
}

function share<T>(all: readonly T[], holds: (one: T) => boolean): number | null {
  return all.length === 0 ? null : Math.round((all.filter(holds).length / all.length) * 1000) / 1000;
}
