import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { ChatServices } from '../../../adapters/cli/chat-services.js';
import { type Application, compose } from '../../../adapters/compose.js';
import { readConfig } from '../../../adapters/config/config.js';
import { listSources } from '../../../adapters/files/list-sources.js';
import type { Channel } from '../../../bot/directory/channel.js';
import type { Person } from '../../../bot/people/person.js';
import { walk } from '../../stand-ins/teams/check-activity.js';
import type { StoredMessage } from '../../stand-ins/teams/connector.js';
import { TeamsStandIn } from '../../stand-ins/teams/teams-stand-in.js';
import { until } from '../slack/desk-in-slack.js';

export const STAFF = '00000000-0000-4000-8000-00000000a001';
export const OFFICER = '00000000-0000-4000-8000-00000000a002';
export const STRANGER = '00000000-0000-4000-8000-00000000a003';

export const CHAT = 'a:chat-of-staff';
export const OFFICERS_CHAT = 'a:chat-of-officer';
export const STRANGERS_CHAT = 'a:chat-of-stranger';
export const GROUP = '19:group@thread.v2';
export const ASKING = '19:ask@thread.tacv2';
export const OFFICE = '19:office@thread.tacv2';

const DOCUMENTS: Readonly<Record<string, [text: string, audience: string]>> = {
  '要領.txt': ['相談窓口の設置要領\n\n相談窓口の設置は、郡市医師会に委託することができる。\n', '公開'],
  '内規.txt': ['研修会の内規\n\n研修会の講師謝金は、1回につき2万円を上限とする。\n', '職員'],
};
const CHANNELS = [
  { externalId: ASKING, name: '質問', role: 'staff', audience: 'staff' },
  { externalId: OFFICE, name: '事務局', role: 'secretariat', audience: 'secretariat' },
].map((one) => ({ service: 'teams', prefecture: null, municipality: null, ...one }) as Channel);

function person(name: string, teamsId: string, role: Person['role']): Person {
  const place = role === 'staff' ? { prefecture: '滋賀県', municipality: '草津市' } : {};
  return {
    id: name,
    name: `${name}さん`,
    mail: null,
    slackId: null,
    teamsId,
    role,
    prefecture: null,
    municipality: null,
    active: true,
    ...place,
  };
}

/** A data folder with documents, people and channels. */
export async function prepare(
  home: string,
  folder: string,
  more: { people?: Person[]; channels?: Channel[] } = {},
): Promise<void> {
  const documents = join(folder, 'docs');
  await mkdir(documents, { recursive: true });
  for (const [name, [text]] of Object.entries(DOCUMENTS)) await writeFile(join(documents, name), text);
  const rows = Object.entries(DOCUMENTS).map(([name, [, audience]]) => `${name},令和8年度,${audience}`);
  await writeFile(join(documents, 'documents.csv'), `ファイル名,年度,公開範囲\n${rows.join('\n')}\n`);
  const application = await compose(readConfig({ RENKEI_HOME: home }, folder));
  try {
    await application.index(await listSources([documents]));
    const people = more.people ?? [person('山田', STAFF, 'staff'), person('佐藤', OFFICER, 'secretariat')];
    const channels = [...CHANNELS, ...(more.channels ?? [])];
    await application.directoryEntries.write({ at: application.now().toISOString(), people, channels }, []);
  } finally {
    await application.close();
  }
}

/** The tenant's people, teams and chats. */
export function furnish(teams: TeamsStandIn): void {
  for (const [oid, name] of [
    [STAFF, '山田'],
    [OFFICER, '佐藤'],
    [STRANGER, '外部'],
  ] as const)
    teams.addPerson(oid, name);
  const everybody = [STAFF, OFFICER, STRANGER];
  for (const [id, kind, members] of [
    [CHAT, 'personal', [STAFF]],
    [OFFICERS_CHAT, 'personal', [OFFICER]],
    [STRANGERS_CHAT, 'personal', [STRANGER]],
    [GROUP, 'groupChat', everybody],
    [ASKING, 'channel', everybody],
    [OFFICE, 'channel', [OFFICER]],
  ] as const)
    teams.addConversation({ id, kind, members: [...members], installed: true });
}

export const SDKS = ['agents-hosting', 'botbuilder'] as const;

export interface DeskInTeams {
  teams: TeamsStandIn;
  application: Application;
  until: typeof until;
  folder: string;
}

interface Options {
  sdk?: (typeof SDKS)[number];
  settings?: Record<string, string>;
  people?: Person[];
  channels?: Channel[];
  now?: () => Date;
}

/** The desk over a few documents in a tenant with staff, secretariat and a stranger. */
export async function inTeams(
  work: (desk: DeskInTeams) => Promise<void>,
  { sdk = 'agents-hosting', settings = {}, people, channels, now }: Options = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'renkei-teams-'));
  const teams = await TeamsStandIn.start();
  const home = join(folder, 'home');
  await prepare(home, folder, { ...(people && { people }), ...(channels && { channels }) });
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const environment = {
    RENKEI_HOME: home,
    ...teams.environment(),
    TEAMS_SDK: sdk,
    WEBHOOK_PORT: String(port),
    ...settings,
  };
  const application = await compose(readConfig(environment, folder), now);
  await application.desk.refresh();
  const chats = new ChatServices(application, pino({ level: 'silent' }));
  try {
    furnish(teams);
    teams.url = `http://127.0.0.1:${port}/api/messages`;
    chats.start();
    await listening(teams.url);
    await work({ teams, application, until, folder });
  } finally {
    await chats.stop();
    await application.close();
    await teams.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Until the desk takes what Teams sends. */
export async function listening(url: string): Promise<void> {
  await until(() =>
    fetch(url, { method: 'POST', body: '{}' }).then(
      ({ status }) => status !== 503,
      () => false,
    ),
  );
}

/** Everything that a message shows, in one text. */
export function textOf({ activity }: Pick<StoredMessage, 'activity'>): string {
  const found = [String(activity.text ?? '')];
  walk(activity.attachments, (element) => {
    for (const field of ['text', 'title']) if (typeof element[field] === 'string') found.push(element[field]);
  });
  return found.join('\n');
}
