import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Desk, ensureIndex } from '../bot/desk.js';
import { type IndexReport, indexDocuments, type SourceListing } from '../bot/indexing/index-documents.js';
import type { DocumentStore } from '../bot/ports/document-store.js';
import type { IndexFiles } from '../bot/ports/index-files.js';
import type { OriginalStore } from '../bot/ports/original-store.js';
import { SynonymTable } from '../knowledge/search/synonyms.js';
import type { Config } from './config/config.js';
import { GenerationFiles } from './files/generation-files.js';
import { OriginalFiles } from './files/original-files.js';
import { readerFor } from './readers/all-readers.js';
import { openDatabase } from './sqlite/open-database.js';
import { SqliteDocumentStore } from './sqlite/sqlite-document-store.js';
import { sudachiSynonyms } from './synonyms/sudachi-synonyms.js';

/** Everything the product is made of, put together in one place. */
export interface Application {
  config: Config;
  store: DocumentStore;
  originals: OriginalStore;
  indexFiles: IndexFiles;
  desk: Desk;
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
  const store = new SqliteDocumentStore(await openDatabase(join(config.home, 'renkei.db')));
  const originals = new OriginalFiles(join(config.home, 'originals'));
  const newName = (): string => `${now().toISOString().replace(/\D/g, '')}-${randomBytes(3).toString('hex')}`;
  const indexFiles = new GenerationFiles(join(config.home, 'index'), newName);
  return {
    config,
    store,
    originals,
    indexFiles,
    desk: new Desk(store, indexFiles, new SynonymTable(await sudachiSynonyms())),
    async index(listing, options) {
      const report = await indexDocuments({ store, originals, readerFor, now }, listing, options);
      await ensureIndex(store, indexFiles);
      return report;
    },
    close: () => store.close(),
  };
}
