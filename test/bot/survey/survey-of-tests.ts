import { surveyQuestionnaire } from '../../../adapters/files/survey-questionnaire.js';
import { readTables } from '../../../adapters/tables/read-tables.js';
import { type ReadSurvey, readAnswers } from '../../../bot/survey/read-answers.js';

export const QUESTIONNAIRE = await surveyQuestionnaire(null);

export const KEYS = QUESTIONNAIRE.items.flatMap(({ id, subItems }) =>
  subItems.map(({ number }) => `${id}-${number}`),
);

/** A file as an office sends it, read. */
export async function read(text: string, name = 'survey.csv'): Promise<ReadSurvey> {
  const grids = await readTables({ name, bytes: new TextEncoder().encode(text) });
  const survey = readAnswers(grids, QUESTIONNAIRE);
  if (survey === null) throw new Error('not taken for a survey');
  return survey;
}

/** Lines of a survey: every answer 1, but for those that are given. */
export function line(prefecture: string, name: string, answers: Record<string, string> = {}): string {
  return [prefecture, name, '10000', ...KEYS.map((key) => answers[key] ?? '1')].join(',');
}

export const HEADER = ['都道府県', '市町村名', '人口', ...KEYS].join(',');

/** The same answer to every sub-item of an item. */
export function all(item: string, code: string): Record<string, string> {
  return Object.fromEntries(KEYS.filter((key) => key.startsWith(`${item}-`)).map((key) => [key, code]));
}
