import { SECRETARIAT } from '../../bot/answering/answer.js';
import { type EvalQuestion, holdsGold } from '../../bot/evaluation/score-answers.js';
import { type Places, type Tuning, tuneWeight } from '../../bot/evaluation/tune-weight.js';
import type { Application } from '../compose.js';
import { UsageError } from './command.js';

const WEIGHTS = Array.from({ length: 11 }, (_, i) => i / 10);

/**
 * Tries weights of meaning on the operator's own questions.
 * @throws UsageError without a model of meaning, or before its vectors are complete
 */
export async function tune(
  { desk, meaning }: Application,
  questions: readonly EvalQuestion[],
  asOf: string,
): Promise<Tuning> {
  if (meaning === null)
    throw new UsageError('no model of meaning is configured: set EMBEDDING_PROVIDER and what belongs to it');
  await meaning.embedAll(await desk.passages());
  await desk.refresh();
  const places = new Map<number, (number | null)[]>(WEIGHTS.map((weight) => [weight, []]));
  for (const question of questions.filter((one) => !one.unanswerable && one.gold.length > 0)) {
    const ask = { question: question.question, viewer: SECRETARIAT, asOf, earlier: question.earlier };
    const meant = await desk.meant(ask);
    if (meant === null) throw new UsageError(`the service gave no vector for question ${question.id}`);
    for (const weight of WEIGHTS) {
      const { answer } = await desk.consider({ ...ask, meant: { ...meant, weight } });
      const at = answer.retrieved.findIndex((one) => holdsGold(question, [one]));
      places.get(weight)?.push(at < 0 ? null : at + 1);
    }
  }
  return tuneWeight(places as ReadonlyMap<number, Places>);
}

export function describeTuning({ scores, halves, recommended, doubt }: Tuning): string {
  return [
    '  weight   first  in three    MRR',
    ...scores.map(({ weight, goldFirst, goldInThree, mrr }) =>
      [weight.toFixed(1).padStart(8), goldFirst, goldInThree, mrr]
        .map((one) => (typeof one === 'number' ? one.toFixed(3).padStart(8) : one))
        .join(' '),
    ),
    ...halves.map(
      ({ chosen, mrrThere, mrrOfWordsThere }) =>
        `  chosen on one half: ${chosen}; on the other it gives MRR ${mrrThere.toFixed(3)}, words alone ${mrrOfWordsThere.toFixed(3)}`,
    ),
    `EMBEDDING_WEIGHT=${recommended}`,
    ...(doubt === 'too-few'
      ? ['  too few questions (fewer than 30 with a gold passage) to tell weights apart']
      : []),
    ...(doubt === 'within-noise' ? ['  the difference to words alone is within noise'] : []),
  ].join('\n');
}
