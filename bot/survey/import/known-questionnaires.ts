import type { PublishedFigures } from '../../../knowledge/survey/published-figures.js';
import type { Questionnaire } from '../../../knowledge/survey/questionnaire.js';
import type { SurveyStore } from '../../ports/survey-store.js';

/** A version of the questionnaire that files can answer, with what was published of it. */
export interface KnownQuestionnaire {
  questionnaire: Questionnaire;
  published: PublishedFigures | null;
}

/** Those that come with the desk, and those of the surveys that were imported; the newest first, each once. */
export async function knownQuestionnaires(
  store: SurveyStore,
  shipped: readonly KnownQuestionnaire[],
): Promise<KnownQuestionnaire[]> {
  const known = new Map<string, KnownQuestionnaire>();
  // What an operator has imported by the same id is the operator's own version of it.
  for (const one of [...(await store.list()), ...shipped])
    if (!known.has(one.questionnaire.id)) known.set(one.questionnaire.id, one);
  return [...known.values()].sort((a, b) => b.questionnaire.fiscalYear - a.questionnaire.fiscalYear);
}
