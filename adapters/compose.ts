import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Register } from '../bot/consultations/register.js';
import { Desk, ensureIndex } from '../bot/desk.js';
import { type IndexReport, indexDocuments, type SourceListing } from '../bot/indexing/index-documents.js';
import { Accounts } from '../bot/people/accounts.js';
import type { AuditHeads } from '../bot/ports/audit-heads.js';
import type { AuditLog } from '../bot/ports/audit-log.js';
import type { DocumentStore } from '../bot/ports/document-store.js';
import type { EffectQueue } from '../bot/ports/effect-queue.js';
import type { IndexFiles } from '../bot/ports/index-files.js';
import type { OriginalStore } from '../bot/ports/original-store.js';
import type { PeopleStore } from '../bot/ports/people-store.js';
import type { QaStore } from '../bot/ports/qa-store.js';
import type { RegisterStore } from '../bot/ports/register-store.js';
import { QaBoard } from '../bot/qa/qa-board.js';
import { maskPersonalDetails } from '../knowledge/masking/mask.js';
import { SynonymTable } from '../knowledge/search/synonyms.js';
import type { Config } from './config/config.js';
import { AuditHeadsFile } from './files/audit-heads-file.js';
import { auditKeyOf } from './files/audit-key.js';
import { GenerationFiles } from './files/generation-files.js';
import { OriginalFiles } from './files/original-files.js';
import { recordNotedRestore } from './files/restore-note.js';
import { readerFor } from './readers/all-readers.js';
import { countAuditRows, SqliteAuditLog } from './sqlite/audit-rows.js';
import { openDatabase } from './sqlite/open-database.js';
import { SqliteDocumentStore } from './sqlite/sqlite-document-store.js';
import { SqliteEffectQueue } from './sqlite/sqlite-effect-queue.js';
import { SqlitePeopleStore } from './sqlite/sqlite-people-store.js';
import { SqliteQaStore } from './sqlite/sqlite-qa-store.js';
import { SqliteRegisterStore } from './sqlite/sqlite-register-store.js';
import { sudachiSynonyms } from './synonyms/sudachi-synonyms.js';

/** Everything the product is made of, put together in one place. */
export interface Application {
  config: Config;
  store: DocumentStore;
  originals: OriginalStore;
  indexFiles: IndexFiles;
  desk: Desk;
  register: Register;
  consultations: RegisterStore;
  people: PeopleStore;
  accounts: Accounts;
  audit: AuditLog;
  auditHeads: AuditHeads;
  qa: QaBoard;
  qaEntries: QaStore;
  effects: EffectQueue;
  now: () => Date;
  /** Reads documents into the store and swaps in a new index when anything changed. */
  index(listing: SourceListing, options?: IndexOptions): Promise<IndexReport>;
  close(): Promise<void>;
}

interface IndexOptions {
  prune?: boolean;
  progress?: (done: number, of: number, name: string) => void;
}

export async function compose(config: Config, now: () => Date = () => new Date()): Promise<Application> {
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
  await recordNotedRestore(config.home, audit);
  const originals = new OriginalFiles(join(config.home, 'originals'));
  const newName = (): string => `${now().toISOString().replace(/\D/g, '')}-${randomBytes(3).toString('hex')}`;
  const indexFiles = new GenerationFiles(join(config.home, 'index'), newName);
  const desk = new Desk(store, indexFiles, async () => new SynonymTable(await sudachiSynonyms()));
  const qaEntries = new SqliteQaStore(db, auditKey);
  const mask = (text: string): string => maskPersonalDetails(text, (name) => desk.isPublicName(name)).masked;
  return {
    config,
    store,
    originals,
    indexFiles,
    desk,
    register: new Register({
      store: consultations,
      now,
      newId: randomUUID,
      mask,
      replyWithin: config.replyWithinDays,
    }),
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
    people,
    accounts: new Accounts({ store: people, audit, now }),
    audit,
    auditHeads: new AuditHeadsFile(config.auditHeadsFile),
    effects: new SqliteEffectQueue(db),
    now,
    async index(listing, options) {
      const report = await indexDocuments({ store, originals, readerFor, now }, listing, options);
      await ensureIndex(store, indexFiles);
      return report;
    },
    close: () => store.close(),
  };
}
