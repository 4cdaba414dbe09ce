import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PublishedFigures, readPublishedFigures } from '../../knowledge/survey/published-figures.js';
import { type Questionnaire, readQuestionnaire } from '../../knowledge/survey/questionnaire.js';
import { PACKAGE_ROOT } from './package-root.js';

const CURRENT = join(PACKAGE_ROOT, 'knowledge/survey/h29.json');
const PUBLISHED = join(PACKAGE_ROOT, 'knowledge/survey/h29-published.json');

/** @param own the operator's own file; null: the one that comes with the desk */
export async function surveyQuestionnaire(own: string | null): Promise<Questionnaire> {
  const file = own ?? CURRENT;
  const json = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`questionnaire ${file} cannot be read`, { cause });
  });
  return readQuestionnaire(json, file);
}

/** What was published of the survey that the desk comes with. */
export async function publishedFigures(): Promise<PublishedFigures> {
  return readPublishedFigures(await readFile(PUBLISHED, 'utf8'));
}
