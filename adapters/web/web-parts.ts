import type { Context, Hono } from 'hono';
import type { DigestPosting } from '../../bot/channels/digest-poster.js';
import type { HandOvers } from '../../bot/consultations/hand-over.js';
import type { ConsultationRedaction } from '../../bot/consultations/redact-consultation.js';
import type { Register } from '../../bot/consultations/register.js';
import type { Sharing } from '../../bot/consultations/sharing.js';
import type { Desk } from '../../bot/desk.js';
import type { Destination } from '../../bot/digest/digest.js';
import type { DigestDesk } from '../../bot/digest/digest-desk.js';
import type { Directory } from '../../bot/directory/directory.js';
import type { DocumentDesk } from '../../bot/indexing/document-desk.js';
import type { KeptWords } from '../../bot/masking/kept-words.js';
import type { Answering } from '../../bot/model/answering.js';
import type { Drafts } from '../../bot/model/drafts.js';
import type { Accounts } from '../../bot/people/accounts.js';
import type { FederatedSignIn } from '../../bot/people/federated-sign-in.js';
import type { Person } from '../../bot/people/person.js';
import type { AuditLog } from '../../bot/ports/audit-log.js';
import type { DigestStore } from '../../bot/ports/digest-store.js';
import type { DirectoryStore } from '../../bot/ports/directory-store.js';
import type { DocumentStore } from '../../bot/ports/document-store.js';
import type { DocumentUploads } from '../../bot/ports/document-uploads.js';
import type { EffectQueue } from '../../bot/ports/effect-queue.js';
import type { Inbox } from '../../bot/ports/inbox.js';
import type { InsightStore } from '../../bot/ports/insight-store.js';
import type { KeptWordsStore } from '../../bot/ports/kept-words-store.js';
import type { ModelLog } from '../../bot/ports/model-log.js';
import type { OriginalStore } from '../../bot/ports/original-store.js';
import type { PendingImports } from '../../bot/ports/pending-imports.js';
import type { PeopleStore } from '../../bot/ports/people-store.js';
import type { QaStore } from '../../bot/ports/qa-store.js';
import type { RecordsStore } from '../../bot/ports/records-store.js';
import type { RegisterStore } from '../../bot/ports/register-store.js';
import type { TableReader } from '../../bot/ports/table-reader.js';
import type { QaBoard } from '../../bot/qa/qa-board.js';
import type { RecallDesk } from '../../bot/recall/settle-recall.js';
import type { Disclosures } from '../../bot/records/disclosure.js';
import type { Retention } from '../../bot/records/retention.js';
import type { RotationPacks } from '../../bot/rotation-pack/rotation-packs.js';
import type { KnownQuestionnaire } from '../../bot/survey/import/known-questionnaires.js';
import type { SurveyImports } from '../../bot/survey/import/survey-imports.js';
import type { SurveyDesk } from '../../bot/survey/survey-desk.js';
import type { ClassificationScheme } from '../../knowledge/classification/scheme.js';

export interface WebParts {
  desk: Desk;
  answering: Answering;
  drafts: Drafts;
  /** Null without a model that writes. */
  modelFacts: () => ModelFacts | null;
  modelLog: ModelLog;
  store: DocumentStore;
  originals: OriginalStore;
  documentDesk: DocumentDesk;
  uploads: DocumentUploads;
  register: Register;
  sharing: Sharing;
  scheme: ClassificationScheme;
  redaction: ConsultationRedaction;
  recalls: RecallDesk;
  keptWords: KeptWords;
  keptWordReports: KeptWordsStore;
  handOvers: HandOvers;
  consultations: RegisterStore;
  accounts: Accounts;
  /** Signing in with the organisation's identity server; null without one. */
  federated: FederatedSignIn | null;
  /** Another program that shows the page in a frame, and signs its people in; null: none may. */
  framed: { ancestors: readonly string[]; routes: Hono<WebEnvironment> } | null;
  /** Whether people may sign in with a password of this desk. */
  localAccounts: boolean;
  insight: InsightStore;
  people: PeopleStore;
  directory: Directory;
  directoryEntries: DirectoryStore;
  pendingImports: PendingImports;
  qa: QaBoard;
  qaEntries: QaStore;
  rotationPacks: RotationPacks;
  audit: AuditLog;
  retention: Retention;
  records: RecordsStore;
  disclosures: Disclosures;
  effects: EffectQueue;
  inbox: Inbox;
  readTables: TableReader;
  surveyDesk: SurveyDesk;
  surveyImports: SurveyImports;
  digestDesk: DigestDesk;
  digestStore: DigestStore;
  digests: Pick<DigestPosting, 'png'>;
  /** Where digests of a prefecture go. */
  destinations: (prefecture: string) => Promise<Destination[]>;
  /** Those that come with the desk, and those of the surveys that were imported; the newest first. */
  questionnaires: () => Promise<KnownQuestionnaire[]>;
  now: () => Date;
  newId: () => string;
  /** ISO date in Japan. */
  today: () => string;
  /** Progress of a first indexing that is still going on; null otherwise. */
  preparing: () => { done: number; of: number } | null;
  examples: () => Promise<string[]>;
  /** Names under which the page may be asked for: another one is somebody's DNS pointing here. */
  hosts: ReadonlySet<string>;
  /** Address that people reach the page by, without a slash at the end. */
  baseUrl: () => string;
  /** Whether the page is reached by HTTPS. */
  secure: boolean;
  log: (error: unknown, path: string) => void;
}

/** What people may ask of a model that writes: whose it is, where it runs, whether it rests. */
export interface ModelFacts {
  name: string;
  region: string;
  contract: string;
  /** Of a day, in words. */
  limits: readonly string[];
  restsUntil: Date | null;
  /** It has rested, and nobody has asked it since. */
  isUntried: boolean;
}

/** What every request carries: who signed in, if anybody did. */
export interface WebEnvironment {
  Variables: { person: Person | null };
}

export type WebContext = Context<WebEnvironment>;
