import type { Application } from '../../adapters/compose.js';
import { publishedFigures } from '../../adapters/files/survey-questionnaire.js';
import type { Channel } from '../../bot/directory/channel.js';
import type { Person } from '../../bot/people/person.js';
import { all, HEADER, line, QUESTIONNAIRE } from '../bot/survey/survey-of-tests.js';

export const PERIOD = 'h29-2017';

export const APPROVER: Person = {
  id: 'approver',
  name: '承認 者子',
  mail: null,
  slackId: null,
  teamsId: null,
  role: 'approver',
  prefecture: null,
  municipality: null,
  active: true,
};

/** Five municipalities a prefecture, some of which have not begun (オ). */
export function surveyOf(prefectures: readonly string[], notStarted = 2): string {
  const lines = prefectures.flatMap((prefecture) =>
    Array.from({ length: 5 }, (_, i) =>
      line(prefecture, `${prefecture.slice(0, -1)}${i + 1}市`, i < notStarted ? all('オ', '4') : {}),
    ),
  );
  return [HEADER, ...lines].join('\n');
}

/** Puts a survey in, as accepted. */
export async function importSurvey({ surveyImports }: Application, text: string): Promise<void> {
  await surveyImports.accept(
    { name: '調査.csv', bytes: new TextEncoder().encode(text) },
    {
      questionnaire: QUESTIONNAIRE,
      published: await publishedFigures('h29'),
      fiscalYear: null,
      by: 'test',
    },
  );
}

/** A channel of a prefecture in the directory. */
export async function addChannel(
  { directoryEntries, now }: Application,
  service: Channel['service'],
  externalId: string,
  prefecture: string,
): Promise<void> {
  const channel: Channel = {
    service,
    externalId,
    name: `${prefecture}の連絡`,
    role: 'prefecture',
    audience: 'staff',
    prefecture,
    municipality: null,
  };
  await directoryEntries.write({ at: now().toISOString(), channels: [channel] }, []);
}

export function survey(prefecture: string) {
  return { kind: 'survey', period: PERIOD, prefecture } as const;
}
