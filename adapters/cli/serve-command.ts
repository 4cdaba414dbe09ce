import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { type Logger, pino } from 'pino';
import { ANONYMOUS } from '../../bot/answering/answer.js';
import { exampleQuestions } from '../../bot/answering/example-questions.js';
import { maySee } from '../../bot/answering/may-see.js';
import { ensureIndex } from '../../bot/desk.js';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import type { Application } from '../compose.js';
import type { Config } from '../config/config.js';
import { limitsInJapanese } from '../config/model-limits.js';
import { PACKAGE_ROOT } from '../files/package-root.js';
import { UploadedDocuments } from '../files/uploaded-documents.js';
import { webApp } from '../web/web-app.js';
import type { ModelFacts, WebParts } from '../web/web-parts.js';
import { indexInWorker } from '../worker/index-in-worker.js';
import { ChatServices } from './chat-services.js';
import { type Command, parse, withApplication } from './command.js';
import { Rounds } from './rounds.js';

/** How often a generation made by another process is looked for, in milliseconds. */
const REFRESH_EVERY = 1000;

export const serveCommand: Command = {
  usage: 'serve',
  summary: 'runs everything that is configured: the page always',
  async run(argv) {
    parse(argv, {}, serveCommand.usage);
    const faults = pino({ level: process.env.LOG_LEVEL ?? 'info' });
    return withApplication(runUntilStopped, (error, what) => faults.error({ err: error }, what));
  },
};

async function runUntilStopped(application: Application): Promise<number> {
  const { config, store, desk } = application;
  const hosts = new Set<string>();
  const log = pino({ level: config.logLevel });
  let baseUrl = config.baseUrl ?? '';
  let preparing: { done: number; of: number } | null = null;
  const first = (await store.list({ withdrawn: true })).length === 0;
  if (first) preparing = { done: 0, of: 0 };
  const uploads = new UploadedDocuments({
    folder: join(config.home, 'uploads'),
    store,
    index: (path) => indexInWorker({ config, paths: [path], sample: false }, () => {}),
    log: (error) => log.error({ err: error }, 'upload not read'),
  });
  const app = webApp({
    ...application,
    framed: await teamsTab(application, log),
    modelFacts: () => factsOf(application),
    localAccounts: config.localAccounts,
    today: () => dayInJapan(application.now()),
    hosts,
    uploads,
    baseUrl: () => baseUrl,
    secure: config.baseUrl?.startsWith('https:') === true,
    preparing: () => preparing,
    examples: examplesOf(application),
    log: (error, path) => log.error({ err: error, path }, 'request failed'),
  });
  const rounds = new Rounds(application, log);
  const chats = new ChatServices(application, log);
  const server = serve(
    { fetch: app.fetch, hostname: config.host, port: config.port },
    ({ address, port }) => {
      const local = localUrl(config, port);
      for (const host of hostsOf(config, port)) hosts.add(host);
      baseUrl = config.baseUrl ?? local;
      rounds.start(baseUrl);
      log.info({ address, port }, 'listening');
      process.stderr.write(`連携デスクを開始しました: ${local}/ （終了は Ctrl+C）\n`);
    },
  );
  const stopped = new Promise<number>((resolve) => {
    const stop = (): void => {
      clearInterval(refreshing);
      const ended = chats.stop();
      server.close(() => void Promise.all([ended, rounds.stop()]).then(() => resolve(0)));
    };
    server.on('error', (error) => {
      log.fatal({ err: error }, 'cannot listen');
      process.stderr.write(`renkei: cannot listen on ${config.host}:${config.port}: ${error.message}\n`);
      clearInterval(refreshing);
      resolve(1);
    });
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  const refreshing = setInterval(
    () => desk.refresh().catch((error: unknown) => log.error({ err: error }, 'new index not taken up')),
    REFRESH_EVERY,
  );
  try {
    if (first) {
      await indexInWorker(
        { config, paths: [join(PACKAGE_ROOT, 'knowledge/samples')], sample: true },
        (done, of) => {
          preparing = { done, of };
        },
      );
    } else {
      await ensureIndex(store, application.indexFiles);
    }
    await desk.refresh();
    await uploads.resume();
  } catch (error) {
    log.error({ err: error }, 'documents could not be prepared');
  }
  preparing = null;
  // Not before the desk can answer: what is said until then waits in Slack.
  chats.start();
  return stopped;
}

function factsOf({ config, modelDesk }: Application): ModelFacts | null {
  if (config.model === null || modelDesk === null) return null;
  const { endpoint, ceilings } = config.model;
  const { region, contract } = endpoint;
  const { name, restsUntil, isUntried } = modelDesk;
  return { name, region, contract, restsUntil, isUntried, limits: limitsInJapanese(ceilings) };
}

/** The page as a tab in Teams; browsers take sessions in frames with HTTPS only. */
async function teamsTab(
  { config, accounts, people, now }: Application,
  log: Logger,
): Promise<WebParts['framed']> {
  const { teams: settings, baseUrl: page } = config;
  if (settings === null || page?.startsWith('https:') !== true) return null;
  const { TEAMS_ANCESTORS, tabRoutes } = await import('../teams/tab-routes.js');
  const warn = (error: unknown, path: string): void => log.warn({ err: error, path }, 'not signed in');
  return {
    ancestors: TEAMS_ANCESTORS,
    routes: tabRoutes({ settings, page, accounts, people, now, log: warn }),
  };
}

function localUrl({ host }: Config, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Names under which the page answers: this machine's own, and the one that the operator gave. */
function hostsOf(config: Config, port: number): string[] {
  const own = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `http://${name}:${port}`);
  return [...own, localUrl(config, port), config.baseUrl ?? []].flat().map((url) => new URL(url).host);
}

/** Examples of the current generation, worked out once. */
function examplesOf({ desk, store }: Application): () => Promise<string[]> {
  let known: { generation: string | null; examples: Promise<string[]> } | null = null;
  return async () => {
    if (known?.generation !== desk.generation || known === null) {
      known = { generation: desk.generation, examples: work() };
    }
    return known.examples;
  };
  async function work(): Promise<string[]> {
    const documents = (await store.list()).filter((document) => maySee(ANONYMOUS, document.current.edition));
    const loaded = await Promise.all(
      documents
        .slice(0, 8)
        .map(async (document) => ({ document, passages: await store.passages(document.current.id) })),
    );
    return exampleQuestions(loaded, (question) =>
      desk.ask({ question, viewer: ANONYMOUS, asOf: dayInJapan(new Date()) }),
    );
  }
}
