import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnownQuestionnaire } from '../../bot/survey/import/known-questionnaires.js';
import { type PublishedFigures, readPublishedFigures } from '../../knowledge/survey/published-figures.js';
import { type Questionnaire, readQuestionnaire } from '../../knowledge/survey/questionnaire.js';
import { PACKAGE_ROOT } from './package-root.js';

/** Questionnaires that come with the desk, the newest first. */
const QUESTIONNAIRES = ['h29'] as const;

/**
 * @param named id of one that comes with the desk, or a file of the operator's; null: the newest
 * @throws Error naming the file and what is wrong with it
 */
export async function surveyQuestionnaire(named: string | null): Promise<Questionnaire> {
  const own = named ?? QUESTIONNAIRES[0];
  const file = QUESTIONNAIRES.some((id) => id === own) ? inPackage(`${own}.json`) : own;
  const json = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`questionnaire ${file} cannot be read; there is ${QUESTIONNAIRES.join(', ')}`, { cause });
  });
  return readQuestionnaire(json, file);
}

/**
 * Figures of areas whose rows are not at hand. Null where none come with the questionnaire.
 * @param own a file of the operator's
 * @throws Error naming the file
 */
export async function publishedFigures(
  questionnaire: string,
  own: string | null = null,
): Promise<PublishedFigures | null> {
  if (own === null && !QUESTIONNAIRES.some((id) => id === questionnaire)) return null;
  const file = own ?? inPackage(`${questionnaire}-published.json`);
  try {
    return readPublishedFigures(await readFile(file, 'utf8'));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`published figures ${file} cannot be used: ${why}`, { cause });
  }
}

function inPackage(name: string): string {
  return join(PACKAGE_ROOT, 'knowledge/survey', name);
}

/** Those that come with the desk, with what was published of them. */
export function shippedQuestionnaires(): Promise<KnownQuestionnaire[]> {
  return Promise.all(
    QUESTIONNAIRES.map(async (id) => ({
      questionnaire: await surveyQuestionnaire(id),
      published: await publishedFigures(id),
    })),
  );
}
