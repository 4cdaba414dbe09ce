import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statusChartSvg } from '../../../adapters/charts/status-chart-svg.js';
import { svgToPng } from '../../../adapters/charts/svg-to-png.js';
import { classificationScheme } from '../../../adapters/files/classification-file.js';
import { listSources } from '../../../adapters/files/list-sources.js';
import { shippedQuestionnaires } from '../../../adapters/files/survey-questionnaire.js';
import { UploadedDocuments } from '../../../adapters/files/uploaded-documents.js';
import { readerFor } from '../../../adapters/readers/all-readers.js';
import { textReader } from '../../../adapters/readers/text-reader.js';
import { nextPostingTime } from '../../../adapters/schedule/posting-times.js';
import { SqliteDigestStore } from '../../../adapters/sqlite/sqlite-digest-store.js';
import { SqliteDirectoryStore } from '../../../adapters/sqlite/sqlite-directory-store.js';
import { SqliteDocumentStore } from '../../../adapters/sqlite/sqlite-document-store.js';
import { SqliteInbox } from '../../../adapters/sqlite/sqlite-inbox.js';
import { SqliteInsightStore } from '../../../adapters/sqlite/sqlite-insight-store.js';
import { SqliteKeptWordsStore } from '../../../adapters/sqlite/sqlite-kept-words-store.js';
import { SqliteModelLog } from '../../../adapters/sqlite/sqlite-model-log.js';
import { SqlitePendingImports } from '../../../adapters/sqlite/sqlite-pending-imports.js';
import { SqlitePeopleStore } from '../../../adapters/sqlite/sqlite-people-store.js';
import { SqliteQaStore } from '../../../adapters/sqlite/sqlite-qa-store.js';
import { SqliteRecordsStore } from '../../../adapters/sqlite/sqlite-records-store.js';
import { SqliteSurveyStore } from '../../../adapters/sqlite/sqlite-survey-store.js';
import { readSurveyTables, readTables } from '../../../adapters/tables/read-tables.js';
import { webApp } from '../../../adapters/web/web-app.js';
import type { WebParts } from '../../../adapters/web/web-parts.js';
import { HandOvers } from '../../../bot/consultations/hand-over.js';
import { ConsultationRedaction } from '../../../bot/consultations/redact-consultation.js';
import { Sharing } from '../../../bot/consultations/sharing.js';
import { Desk } from '../../../bot/desk.js';
import { destinationsOf } from '../../../bot/digest/destinations.js';
import { DigestDesk } from '../../../bot/digest/digest-desk.js';
import { MonthlyDigests } from '../../../bot/digest/monthly-digest.js';
import { Directory } from '../../../bot/directory/directory.js';
import { buildGeneration } from '../../../bot/indexing/build-generation.js';
import { DocumentDesk } from '../../../bot/indexing/document-desk.js';
import { indexDocuments } from '../../../bot/indexing/index-documents.js';
import { readVersion } from '../../../bot/indexing/read-version.js';
import { KeptWords } from '../../../bot/masking/kept-words.js';
import { Answering } from '../../../bot/model/answering.js';
import { Drafts } from '../../../bot/model/drafts.js';
import { Accounts } from '../../../bot/people/accounts.js';
import type { Person } from '../../../bot/people/person.js';
import type { IndexFiles, LoadedGeneration, SavedIndex } from '../../../bot/ports/index-files.js';
import type { OriginalStore } from '../../../bot/ports/original-store.js';
import { QaBoard } from '../../../bot/qa/qa-board.js';
import { RecallDesk } from '../../../bot/recall/settle-recall.js';
import { Disclosures } from '../../../bot/records/disclosure.js';
import { Retention } from '../../../bot/records/retention.js';
import { RotationPacks } from '../../../bot/rotation-pack/rotation-packs.js';
import { knownQuestionnaires } from '../../../bot/survey/import/known-questionnaires.js';
import { SurveyImports } from '../../../bot/survey/import/survey-imports.js';
import { SurveyDesk } from '../../../bot/survey/survey-desk.js';
import { SynonymTable } from '../../../knowledge/search/synonyms.js';
import { registerOfTests } from '../../bot/consultations/desk-of-tests.js';

/** Generations and originals kept in memory, working as the files do. */
class MemoryIndexFiles implements IndexFiles {
  #saved: LoadedGeneration | null = null;
  async current() {
    return this.#saved === null ? null : String(this.#saved.revision);
  }
  async save(saved: SavedIndex) {
    this.#saved = { ...saved, vectors: null };
    return String(saved.revision);
  }
  async load() {
    if (this.#saved === null) throw new Error('nothing saved');
    return this.#saved;
  }
}

class MemoryOriginals implements OriginalStore {
  readonly #kept = new Map<string, Uint8Array>();
  async keep(hash: string, bytes: Uint8Array) {
    this.#kept.set(hash, bytes);
  }
  async read(hash: string) {
    return this.#kept.get(hash) ?? null;
  }
  async list() {
    return [...this.#kept.keys()];
  }
  async remove(hash: string) {
    this.#kept.delete(hash);
  }
}

type Made = Pick<WebParts, 'people' | 'accounts' | 'audit' | 'now'>;

/** The page over a few documents and an empty register, with everybody signed in whom a test asks for. */
export async function pageOver(
  documents: Record<string, { text: string; audience?: string }>,
  overrides: Partial<WebParts> | ((made: Made) => Partial<WebParts>) = {},
) {
  const { db, clock, register, store: consultations, audit, queue } = await registerOfTests();
  const store = new SqliteDocumentStore(db);
  const people = new SqlitePeopleStore(db);
  const qaEntries = new SqliteQaStore(db, new Uint8Array(32).fill(7));
  const accounts = new Accounts({ store: people, audit, now: () => clock.at });
  const originals = new MemoryOriginals();
  const ofConsultations = {
    store: consultations,
    now: () => clock.at,
    newId: randomUUID,
    replyWithin: 3,
    services: [],
  };
  const keptWordReports = new SqliteKeptWordsStore(db, new Uint8Array(32).fill(7));
  const keptWords = new KeptWords({ store: keptWordReports, now: () => clock.at });
  const directoryEntries = new SqliteDirectoryStore(db, new Uint8Array(32).fill(7));
  for (const [name, { text, audience }] of Object.entries(documents)) {
    const bytes = new TextEncoder().encode(text);
    const { version } = await readVersion(
      {
        path: `/docs/${name}`,
        sample: false,
        file: { name, bytes },
        declared: audience === undefined ? null : { audience },
      },
      textReader,
      '2026-11-21T00:00:00.000Z',
    );
    await originals.keep(version.version.contentHash, bytes);
    await store.addVersion(version);
  }
  const files = new MemoryIndexFiles();
  await buildGeneration(store, files);
  const scheme = await classificationScheme(null);
  const records = new SqliteRecordsStore(db, new Uint8Array(32).fill(7));
  const retention = new Retention({
    store: records,
    originals,
    years: { short: 1, normal: 3, long: 10 },
    now: () => clock.at,
    newId: randomUUID,
  });
  const surveys = new SqliteSurveyStore(db, new Uint8Array(32).fill(7));
  const desk = new Desk(store, files, async () => new SynonymTable([]));
  const surveyDesk = new SurveyDesk(surveys);
  const digestStore = new SqliteDigestStore(db, new Uint8Array(32).fill(7));
  const destinations = (prefecture: string) =>
    destinationsOf(prefecture, {
      directory: directoryEntries,
      people,
      services: ['slack', 'teams'],
      mail: true,
    });
  const errors: unknown[] = [];
  const uploads = new UploadedDocuments({
    folder: join(tmpdir(), `renkei-uploads-${randomUUID()}`),
    store,
    index: async (path) =>
      indexDocuments({ store, originals, readerFor, now: () => clock.at }, await listSources([path])),
    log: (error) => errors.push(error),
  });
  const answering = new Answering({
    desk,
    research: { desk, documents: store, survey: { ask: async () => null } },
    researcher: null,
    model: null,
    mask: (text) => text,
    timeLimit: 0,
    log: () => {},
  });
  const app = webApp({
    desk,
    answering,
    drafts: new Drafts({ model: null, desk, mask: (text) => text, timeLimit: 0, today: () => '2026-11-22' }),
    modelFacts: () => null,
    modelLog: new SqliteModelLog(db),
    store,
    originals,
    documentDesk: new DocumentDesk({ store, audit, now: () => clock.at }),
    uploads,
    register,
    scheme,
    sharing: new Sharing({ ...ofConsultations, mask: (text) => text }),
    redaction: new ConsultationRedaction(ofConsultations),
    recalls: new RecallDesk({ ...ofConsultations, mask: (text) => text }),
    keptWords,
    keptWordReports,
    consultations,
    insight: new SqliteInsightStore(db),
    accounts,
    federated: null,
    framed: null,
    localAccounts: true,
    people,
    qa: new QaBoard({
      store: qaEntries,
      originals,
      now: () => clock.at,
      newId: randomUUID,
      mask: (text) => text.replaceAll('患者の田中', '患者の〔氏名〕'),
      alone: false,
    }),
    qaEntries,
    directory: new Directory({
      store: directoryEntries,
      people,
      readTables,
      now: () => clock.at,
      newId: randomUUID,
    }),
    directoryEntries,
    pendingImports: new SqlitePendingImports(db),
    handOvers: new HandOvers(ofConsultations),
    rotationPacks: new RotationPacks({
      stores: { consultations, people, documents: store, qa: qaEntries },
      audit,
      now: () => clock.at,
      replyWithinDays: 3,
    }),
    audit,
    effects: queue,
    inbox: new SqliteInbox(db),
    retention,
    records,
    disclosures: new Disclosures({ register: consultations, people, audit, scheme, now: () => clock.at }),
    now: () => clock.at,
    readTables,
    surveyDesk,
    digestStore,
    digestDesk: new DigestDesk({
      store: digestStore,
      surveys: surveyDesk,
      monthly: new MonthlyDigests({
        insight: new SqliteInsightStore(db),
        scheme,
        qa: qaEntries,
        documents: store,
        now: () => clock.at,
      }),
      reading: { search: (ask) => desk.search(ask), documents: store },
      destinations,
      nextTime: (after) => nextPostingTime(after),
      now: () => clock.at,
      newId: randomUUID,
    }),
    digests: { png: async (chart) => svgToPng(await statusChartSvg(chart)) },
    destinations,
    surveyImports: new SurveyImports({
      store: surveys,
      directory: directoryEntries,
      readTables: readSurveyTables,
      now: () => clock.at,
    }),
    questionnaires: async () => knownQuestionnaires(surveys, await shippedQuestionnaires()),
    newId: randomUUID,
    baseUrl: () => 'http://desk.test',
    hosts: new Set(['desk.test', 'localhost']),
    secure: false,
    today: () => '2026-11-22',
    preparing: () => null,
    examples: async () => [],
    log: (error) => errors.push(error),
    ...(typeof overrides === 'function'
      ? overrides({ people, accounts, audit, now: () => clock.at })
      : overrides),
  });
  const post = (question: string, headers: Record<string, string> = {}) =>
    app.request('http://desk.test/ask', {
      method: 'POST',
      body: new URLSearchParams({ question }),
      headers: { origin: 'http://desk.test', ...headers },
    });

  const send = (path: string, form: Record<string, string> | null, cookie: string) =>
    app.request(`http://desk.test${path}`, {
      method: form === null ? 'GET' : 'POST',
      ...(form === null ? {} : { body: new URLSearchParams(form) }),
      headers: { origin: 'http://desk.test', cookie },
    });

  /** Signs a person in the way people do: by link, password and form. That takes scrypt two times. */
  async function signIn(person: Person) {
    await people.save(person);
    await accounts.setPassword(await accounts.invite(person, 'test'), PASSWORD);
    const signedIn = await send('/sign-in', { mail: person.mail ?? '', password: PASSWORD }, '');
    return { signedIn, ...browserWith(signedIn.headers.get('set-cookie')?.split(';')[0] ?? '') };
  }

  /** A browser in which a person has signed in already. */
  async function browserOf(person: Person) {
    await people.save(person);
    return browserWith(`renkei=${await accounts.openSession(person, { method: 'password' })}`);
  }

  function browserWith(cookie: string) {
    return {
      get: (path: string) => send(path, null, cookie),
      page: async (path: string) => (await send(path, null, cookie)).text(),
      post: (path: string, form: Record<string, string>) => send(path, form, cookie),
      /** A form with a file, as a browser sends it. */
      upload: (
        path: string,
        file: { name: string; bytes: Uint8Array },
        form: Record<string, string> = {},
      ) => {
        const body = new FormData();
        body.set('file', new File([new Uint8Array(file.bytes)], file.name));
        for (const [name, value] of Object.entries(form)) body.set(name, value);
        return app.request(`http://desk.test${path}`, {
          method: 'POST',
          body,
          headers: { origin: 'http://desk.test', cookie },
        });
      },
    };
  }
  return {
    app,
    post,
    store,
    errors,
    browserOf,
    signIn,
    clock,
    consultations,
    people,
    audit,
    accounts,
    directoryEntries,
    keptWords,
    queue,
    inbox: new SqliteInbox(db),
    retention,
    surveys,
    digestStore,
  };
}

/** What a page's form was made from, as it sends it back. */
export function shownIn(page: string): string {
  return /name="shown" value="([^"]+)"/.exec(page)?.[1] ?? '';
}

const PASSWORD = '長いパスワード2026年11月';
