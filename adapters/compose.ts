import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ChatDesk } from '../bot/channels/chat-desk.js';
import type { DigestPosting } from '../bot/channels/digest-poster.js';
import { HandOvers } from '../bot/consultations/hand-over.js';
import { ConsultationRedaction } from '../bot/consultations/redact-consultation.js';
import { Register } from '../bot/consultations/register.js';
import { Sharing } from '../bot/consultations/sharing.js';
import { Desk, ensureIndex } from '../bot/desk.js';
import { destinationsOf } from '../bot/digest/destinations.js';
import type { Destination } from '../bot/digest/digest.js';
import { DigestDesk } from '../bot/digest/digest-desk.js';
import { digestFault } from '../bot/digest/digest-fault.js';
import { MonthlyDigests } from '../bot/digest/monthly-digest.js';
import { Directory } from '../bot/directory/directory.js';
import type { Meaning } from '../bot/embedding/meaning.js';
import { DocumentDesk } from '../bot/indexing/document-desk.js';
import { type IndexReport, indexDocuments, type SourceListing } from '../bot/indexing/index-documents.js';
import { KeptWords } from '../bot/masking/kept-words.js';
import { Answering } from '../bot/model/answering.js';
import { Drafts } from '../bot/model/drafts.js';
import type { ModelDesk } from '../bot/model/model-desk.js';
import { Accounts } from '../bot/people/accounts.js';
import { FederatedSignIn } from '../bot/people/federated-sign-in.js';
import type { AuditHeads } from '../bot/ports/audit-heads.js';
import type { AuditLog } from '../bot/ports/audit-log.js';
import type { DigestStore } from '../bot/ports/digest-store.js';
import type { DirectoryStore } from '../bot/ports/directory-store.js';
import type { DocumentStore } from '../bot/ports/document-store.js';
import type { EffectQueue } from '../bot/ports/effect-queue.js';
import type { Inbox } from '../bot/ports/inbox.js';
import type { IndexFiles } from '../bot/ports/index-files.js';
import type { InsightStore } from '../bot/ports/insight-store.js';
import type { KeptWordsStore } from '../bot/ports/kept-words-store.js';
import type { ModelLog } from '../bot/ports/model-log.js';
import type { OriginalStore } from '../bot/ports/original-store.js';
import type { PendingImports } from '../bot/ports/pending-imports.js';
import type { PeopleStore } from '../bot/ports/people-store.js';
import type { PostStore } from '../bot/ports/post-store.js';
import type { QaStore } from '../bot/ports/qa-store.js';
import type { RecordsStore } from '../bot/ports/records-store.js';
import type { RegisterStore } from '../bot/ports/register-store.js';
import type { SendLog } from '../bot/ports/send-log.js';
import type { SurveyStore } from '../bot/ports/survey-store.js';
import type { TableReader } from '../bot/ports/table-reader.js';
import { QaBoard } from '../bot/qa/qa-board.js';
import { RecallDesk } from '../bot/recall/settle-recall.js';
import { Disclosures } from '../bot/records/disclosure.js';
import { Retention } from '../bot/records/retention.js';
import { RotationPacks } from '../bot/rotation-pack/rotation-packs.js';
import { SurveyAsker } from '../bot/survey/ask/survey-asker.js';
import { type KnownQuestionnaire, knownQuestionnaires } from '../bot/survey/import/known-questionnaires.js';
import { SurveyImports } from '../bot/survey/import/survey-imports.js';
import { SurveyDesk } from '../bot/survey/survey-desk.js';
import { type ClassificationScheme, proposeTag } from '../knowledge/classification/scheme.js';
import { maskPersonalDetails } from '../knowledge/masking/mask.js';
import { dayInJapan } from '../knowledge/text/japanese-date.js';
import type { Config } from './config/config.js';
import { AuditHeadsFile } from './files/audit-heads-file.js';
import { auditKeyOf } from './files/audit-key.js';
import { classificationScheme } from './files/classification-file.js';
import { GenerationFiles } from './files/generation-files.js';
import { OriginalFiles } from './files/original-files.js';
import { recordNotedRestore } from './files/restore-note.js';
import { shippedQuestionnaires } from './files/survey-questionnaire.js';
import { meaningOf } from './models/meaning-of.js';
import { modelDeskOf, researcherOf } from './models/model-desk-of.js';
import { OpenIdSignIn } from './oidc/openid-sign-in.js';
import { readerFor } from './readers/all-readers.js';
import { nextPostingTime } from './schedule/posting-times.js';
import { countAuditRows, SqliteAuditLog } from './sqlite/audit-rows.js';
import { openDatabase } from './sqlite/open-database.js';
import { SqliteDigestStore } from './sqlite/sqlite-digest-store.js';
import { SqliteDirectoryStore } from './sqlite/sqlite-directory-store.js';
import { SqliteDocumentStore } from './sqlite/sqlite-document-store.js';
import { SqliteEffectQueue } from './sqlite/sqlite-effect-queue.js';
import { SqliteEmbeddingStore } from './sqlite/sqlite-embedding-store.js';
import { SqliteInbox } from './sqlite/sqlite-inbox.js';
import { SqliteInsightStore } from './sqlite/sqlite-insight-store.js';
import { SqliteInstallations } from './sqlite/sqlite-installations.js';
import { SqliteKeptWordsStore } from './sqlite/sqlite-kept-words-store.js';
import { SqliteModelLog } from './sqlite/sqlite-model-log.js';
import { SqlitePendingImports } from './sqlite/sqlite-pending-imports.js';
import { SqlitePeopleStore } from './sqlite/sqlite-people-store.js';
import { SqlitePostStore } from './sqlite/sqlite-post-store.js';
import { SqliteQaStore } from './sqlite/sqlite-qa-store.js';
import { SqliteRecordsStore } from './sqlite/sqlite-records-store.js';
import { SqliteRegisterStore } from './sqlite/sqlite-register-store.js';
import { SqliteSendLog } from './sqlite/sqlite-send-log.js';
import { SqliteSurveyStore } from './sqlite/sqlite-survey-store.js';
import { SqliteTeamsConversations } from './sqlite/sqlite-teams-conversations.js';
import { sudachiTable } from './synonyms/sudachi-synonyms.js';
import { readTables } from './tables/read-tables.js';
import { ChartsInWorker } from './worker/charts-in-worker.js';
import { readTablesInWorker } from './worker/tables-in-worker.js';

/** Everything the product is made of, put together in one place. */
export interface Application {
  config: Config;
  store: DocumentStore;
  originals: OriginalStore;
  documentDesk: DocumentDesk;
  indexFiles: IndexFiles;
  desk: Desk;
  /** Null without a model of meaning. */
  meaning: Meaning | null;
  answering: Answering;
  drafts: Drafts;
  /** Null without a model that writes. */
  modelDesk: ModelDesk | null;
  modelLog: ModelLog;
  register: Register;
  sharing: Sharing;
  scheme: ClassificationScheme;
  redaction: ConsultationRedaction;
  recalls: RecallDesk;
  keptWords: KeptWords;
  keptWordReports: KeptWordsStore;
  handOvers: HandOvers;
  consultations: RegisterStore;
  insight: InsightStore;
  people: PeopleStore;
  accounts: Accounts;
  directory: Directory;
  directoryEntries: DirectoryStore;
  pendingImports: PendingImports;
  federated: FederatedSignIn | null;
  audit: AuditLog;
  retention: Retention;
  records: RecordsStore;
  disclosures: Disclosures;
  auditHeads: AuditHeads;
  qa: QaBoard;
  qaEntries: QaStore;
  rotationPacks: RotationPacks;
  effects: EffectQueue;
  chat: ChatDesk;
  inbox: Inbox;
  posts: PostStore;
  installations: SqliteInstallations;
  sends: SendLog;
  teamsConversations: SqliteTeamsConversations;
  /** Takes personal details of patients and residents out of a text. */
  mask: (text: string) => string;
  readTables: TableReader;
  surveys: SurveyStore;
  surveyDesk: SurveyDesk;
  digestDesk: DigestDesk;
  digestStore: DigestStore;
  destinations: (prefecture: string) => Promise<Destination[]>;
  digests: DigestPosting;
  charts: ChartsInWorker;
  surveyImports: SurveyImports;
  questionnaires: () => Promise<KnownQuestionnaire[]>;
  now: () => Date;
  newId: () => string;
  /** Reads documents into the store and swaps in a new index when anything changed. */
  index(listing: SourceListing, options?: IndexOptions): Promise<IndexReport>;
  close(): Promise<void>;
}

interface IndexOptions {
  prune?: boolean;
  progress?: (done: number, of: number, name: string) => void;
}

export interface ComposeOptions {
  /** The configured model of meaning answers in this process, whichever does in the running desk. */
  tryMeaning?: boolean;
}

/** Faults that nobody foresaw and that nobody is told of otherwise. */
type Log = (error: unknown, what: string) => void;

export async function compose(
  config: Config,
  now: () => Date = () => new Date(),
  log: Log = () => {},
  { tryMeaning = false }: ComposeOptions = {},
): Promise<Application> {
  await mkdir(join(config.home, 'index'), { recursive: true });
  const db = await openDatabase(join(config.home, 'renkei.db'));
  // Rows are counted before the key is looked for: whoever wrote them had made it.
  const auditKey = await countAuditRows(db)
    .then((rows) => auditKeyOf(config.auditKeyFile ?? join(config.home, 'keys', 'audit.key'), rows))
    .catch(async (error: unknown) => {
      await db.destroy();
      throw error;
    });
  const store = new SqliteDocumentStore(db);
  const consultations = new SqliteRegisterStore(db, auditKey);
  const people = new SqlitePeopleStore(db);
  const audit = new SqliteAuditLog(db, auditKey);
  const accounts = new Accounts({ store: people, audit, now });
  await recordNotedRestore(config.home, audit);
  const originals = new OriginalFiles(join(config.home, 'originals'));
  const newName = (): string => `${now().toISOString().replace(/\D/g, '')}-${randomBytes(3).toString('hex')}`;
  const indexFiles = new GenerationFiles(join(config.home, 'index'), newName);
  const surveys = new SqliteSurveyStore(db, auditKey);
  const surveyDesk = new SurveyDesk(surveys);
  const surveyAsker = new SurveyAsker(surveyDesk);
  // The masker asks the desk which names are public, and the desk is made with the masker.
  const meaning = await meaningOf(config, {
    store: new SqliteEmbeddingStore(db),
    trial: tryMeaning,
    mask: (text) => mask(text),
    now,
    log,
  });
  const desk = new Desk(
    store,
    indexFiles,
    sudachiTable,
    surveyAsker,
    meaning === null ? null : { by: meaning, weight: config.embedding?.weight ?? 0 },
  );
  const qaEntries = new SqliteQaStore(db, auditKey);
  const directoryEntries = new SqliteDirectoryStore(db, auditKey);
  const keptWordReports = new SqliteKeptWordsStore(db, auditKey);
  const keptWords = new KeptWords({ store: keptWordReports, now });
  await keptWords.refresh();
  const isPublic = (name: string): boolean => desk.isPublicName(name) || keptWords.has(name);
  const mask = (text: string): string => maskPersonalDetails(text, isPublic).masked;
  const modelLog = new SqliteModelLog(db);
  const modelDesk = await modelDeskOf(config, { log: modelLog, now });
  const answering = new Answering({
    desk,
    model: modelDesk,
    research: { desk, documents: store, survey: surveyAsker },
    researcher: await researcherOf(config),
    mask,
    timeLimit: config.model?.timeLimit ?? 0,
    log,
  });
  const records = new SqliteRecordsStore(db, auditKey);
  const scheme = await classificationScheme(config.classificationFile);
  const services = (['slack', 'teams'] as const).filter((service) => config[service] !== null);
  const ofConsultations = {
    store: consultations,
    now,
    newId: randomUUID,
    replyWithin: config.replyWithinDays,
    services,
  };
  const register = new Register({
    ...ofConsultations,
    mask,
    classify: (question, { citations }) => ({
      scheme: scheme.id,
      tag: proposeTag(
        scheme,
        question,
        citations.map(({ heading }) => heading),
      ),
      confirmed: false,
    }),
  });
  const digestStore = new SqliteDigestStore(db, auditKey);
  const insight = new SqliteInsightStore(db);
  const charts = new ChartsInWorker();
  const destinations = (prefecture: string): Promise<Destination[]> =>
    destinationsOf(prefecture, {
      directory: directoryEntries,
      people,
      services,
      mail: config.mail !== null,
    });
  const digestDesk = new DigestDesk({
    store: digestStore,
    surveys: surveyDesk,
    monthly: new MonthlyDigests({ insight, scheme, qa: qaEntries, documents: store, now }),
    reading: { search: (ask) => desk.search(ask), documents: store },
    destinations,
    nextTime: (after) => nextPostingTime(after, config.digestTimes),
    now,
    newId: randomUUID,
  });
  return {
    config,
    store,
    originals,
    documentDesk: new DocumentDesk({ store, audit, now }),
    indexFiles,
    desk,
    meaning,
    answering,
    drafts: new Drafts({
      model: modelDesk,
      desk,
      mask,
      timeLimit: config.model?.timeLimit ?? 0,
      today: () => dayInJapan(now()),
    }),
    modelDesk,
    modelLog,
    register,
    chat: new ChatDesk({
      answer: (asking) => answering.ask(asking),
      generation: () => desk.generation,
      register,
      store: consultations,
      people,
      directory: directoryEntries,
      today: () => dayInJapan(now()),
      now,
      newId: randomUUID,
    }),
    inbox: new SqliteInbox(db),
    posts: new SqlitePostStore(db),
    installations: new SqliteInstallations(db),
    sends: new SqliteSendLog(db),
    teamsConversations: new SqliteTeamsConversations(db),
    mask,
    scheme,
    sharing: new Sharing({ ...ofConsultations, mask }),
    redaction: new ConsultationRedaction(ofConsultations),
    recalls: new RecallDesk({ ...ofConsultations, mask }),
    keptWords,
    keptWordReports,
    handOvers: new HandOvers(ofConsultations),
    consultations,
    qa: new QaBoard({
      store: qaEntries,
      originals,
      now,
      newId: randomUUID,
      mask,
      alone: config.approveAlone,
    }),
    qaEntries,
    insight,
    people,
    directory: new Directory({ store: directoryEntries, people, readTables, now, newId: randomUUID }),
    directoryEntries,
    pendingImports: new SqlitePendingImports(db),
    accounts,
    federated:
      config.oidc === null
        ? null
        : new FederatedSignIn({
            provider: new OpenIdSignIn(config.oidc, { now }),
            store: people,
            accounts,
            audit,
            now,
          }),
    audit,
    rotationPacks: new RotationPacks({
      stores: { consultations, people, documents: store, qa: qaEntries },
      audit,
      now,
      replyWithinDays: config.replyWithinDays,
    }),
    retention: new Retention({
      store: records,
      originals,
      years: config.retentionYears,
      now,
      newId: randomUUID,
    }),
    records,
    disclosures: new Disclosures({ register: consultations, people, audit, scheme, now }),
    auditHeads: new AuditHeadsFile(config.auditHeadsFile),
    effects: new SqliteEffectQueue(db),
    readTables,
    surveys,
    surveyDesk,
    digestDesk,
    digestStore,
    destinations,
    digests: {
      store: digestStore,
      faultOf: (digest) => digestFault(digestDesk, digest),
      png: charts.png,
    },
    charts,
    questionnaires: async () => knownQuestionnaires(surveys, await shippedQuestionnaires()),
    surveyImports: new SurveyImports({
      store: surveys,
      directory: directoryEntries,
      readTables: readTablesInWorker,
      now,
    }),
    now,
    newId: randomUUID,
    async index(listing, options) {
      const report = await indexDocuments({ store, originals, readerFor, now }, listing, options);
      await ensureIndex(store, indexFiles);
      return report;
    },
    async close() {
      await charts.close();
      await store.close();
    },
  };
}
