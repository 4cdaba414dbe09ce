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
import { type SlackStandIn, type StoredMessage, startSlack } from '../../stand-ins/slack/slack-stand-in.js';

export const STAFF = 'U0STAFF';
export const OFFICER = 'U0OFFICE';
export const COLLEAGUE = 'U0COLLEAGUE';
export const STRANGER = 'U0STRANGER';
export const ASKING = 'C0ASK';
export const OFFICE = 'C0OFFICE';
export const UNLISTED = 'C0UNLISTED';

const DOCUMENTS: Readonly<Record<string, [text: string, audience: string]>> = {
  '要領.txt': ['相談窓口の設置要領\n\n相談窓口の設置は、郡市医師会に委託することができる。\n', '公開'],
  '内規.txt': ['研修会の内規\n\n研修会の講師謝金は、1回につき2万円を上限とする。\n', '職員'],
};
const CHANNELS: readonly Channel[] = [
  { externalId: ASKING, name: '質問', role: 'staff', audience: 'staff' },
  { externalId: OFFICE, name: '事務局', role: 'secretariat', audience: 'secretariat' },
].map((one) => ({ service: 'slack', prefecture: null, municipality: null, ...one }) as Channel);

function person(id: string, slackId: string, role: Person['role']): Person {
  const place = role === 'staff' ? { prefecture: '滋賀県', municipality: '草津市' } : {};
  return {
    id,
    name: `${id}さん`,
    mail: null,
    slackId,
    teamsId: null,
    role,
    prefecture: null,
    municipality: null,
    active: true,
    ...place,
  };
}

export interface DeskInSlack {
  slack: SlackStandIn;
  application: Application;
  /** Waits until something is there: what a person would wait for who looks at Slack. */
  until: <T>(look: () => T | undefined | null | false | Promise<T | undefined | null | false>) => Promise<T>;
  /** The desk's own messages in a channel or with a person. */
  posts: (channel: string) => StoredMessage[];
  /** Of the webhook port; '' in Socket Mode. */
  webhook: string;
  folder: string;
}

/** The desk over a few documents in a workspace with staff, secretariat and a stranger. */
export async function inSlack(
  work: (desk: DeskInSlack) => Promise<void>,
  {
    mode = 'socket',
    settings = {},
  }: { mode?: 'socket' | 'http'; settings?: Record<string, string | undefined> } = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'renkei-slack-'));
  const slack = await startSlack({ retryAfterMs: 300 });
  const home = join(folder, 'home');
  await prepare(home, folder);
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const webhook = mode === 'http' ? `http://127.0.0.1:${port}` : '';
  const environment = {
    RENKEI_HOME: home,
    ...slackEnvironment(slack),
    WEBHOOK_PORT: String(port),
    ...settings,
  };
  const application = await compose(readConfig({ ...environment, SLACK_MODE: mode }, folder));
  await application.desk.refresh();
  const chats = new ChatServices(application, pino({ level: 'silent' }));
  try {
    furnish(slack);
    chats.start();
    if (mode === 'http') {
      slack.postTo(`${webhook}/slack/events`);
      await until(() =>
        // Until the desk knows who it is in Slack, it asks to come again.
        fetch(`${webhook}/slack/`).then(
          ({ status }) => status !== 503,
          () => false,
        ),
      );
    } else await slack.waitForSocket();
    await work({
      slack,
      application,
      until,
      webhook,
      folder,
      posts: (channel) => slack.messages(channel).filter(({ user }) => user === slack.botUser),
    });
  } finally {
    await chats.stop();
    await application.close();
    await slack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

export function slackEnvironment(slack: SlackStandIn): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  };
}

/** A data folder with documents, people and channels. */
export async function prepare(home: string, folder: string): Promise<void> {
  const documents = join(folder, 'docs');
  await mkdir(documents, { recursive: true });
  for (const [name, [text]] of Object.entries(DOCUMENTS)) await writeFile(join(documents, name), text);
  const rows = Object.entries(DOCUMENTS).map(([name, [, audience]]) => `${name},令和8年度,${audience}`);
  await writeFile(join(documents, 'documents.csv'), `ファイル名,年度,公開範囲\n${rows.join('\n')}\n`);
  const application = await compose(readConfig({ RENKEI_HOME: home }, folder));
  try {
    await application.index(await listSources([documents]));
    const people = [
      person('山田', STAFF, 'staff'),
      person('佐藤', OFFICER, 'secretariat'),
      person('鈴木', COLLEAGUE, 'approver'),
    ];
    await application.directoryEntries.write(
      { at: application.now().toISOString(), people, channels: CHANNELS },
      [],
    );
  } finally {
    await application.close();
  }
}

/** The workspace's people and channels. */
export function furnish(slack: SlackStandIn): void {
  const everybody = [STAFF, OFFICER, COLLEAGUE, STRANGER];
  slack.users.add(...everybody.map((id) => ({ id, name: id.toLowerCase() })));
  slack.addChannel({ id: ASKING, name: 'ask', members: [...everybody, slack.botUser] });
  slack.addChannel({ id: UNLISTED, name: 'other', members: [...everybody, slack.botUser] });
  slack.addChannel({
    id: OFFICE,
    name: 'office',
    members: [OFFICER, COLLEAGUE, slack.botUser],
    private: true,
  });
}

const PATIENCE = 15_000;

/** Waits until something is there. @param patience milliseconds */
export async function until<T>(
  look: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  patience = PATIENCE,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited in vain: ${look.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Everything that a message shows, in one text. */
export function textOf({ blocks = [], text }: Pick<StoredMessage, 'blocks' | 'text'>): string {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value))
        if (key === 'text' && typeof inner === 'string') found.push(inner);
        else walk(inner);
  };
  walk(blocks);
  return found.length === 0 ? text : found.join('\n');
}
