import type { Edition } from '../../knowledge/document/edition.js';
import { type DocumentReader, UnreadableFile } from '../ports/document-reader.js';
import type { DocumentStore } from '../ports/document-store.js';
import type { OriginalStore } from '../ports/original-store.js';
import { documentIdOf, hashOf, READING_FORMAT, readVersion, type SourceDocument } from './read-version.js';

/** What `renkei index --json` prints. */
export interface IndexReport {
  /** Documents in use after the run, and their passages. */
  documents: number;
  passages: number;
  skipped: { path: string; reason: string }[];
  unchanged: number;
  withdrawn: number;
  inferred: InferredEdition[];
}

type InferredEdition = { path: string } & Pick<
  Edition,
  'title' | 'kind' | 'fiscalYear' | 'issued' | 'deadlines'
>;

export interface SourceListing {
  /** Sources in order; reading a file is put off until it is its turn. */
  sources: { path: string; load: () => Promise<SourceDocument> }[];
  /** Paths that were named but cannot be indexed at all, with the reason. */
  skipped: { path: string; reason: string; code: string }[];
  /** Whether a stored path lies under what was named; for pruning. */
  covers: (path: string) => boolean;
}

export interface IndexingParts {
  store: DocumentStore;
  originals: OriginalStore;
  readerFor: (fileName: string) => DocumentReader | null;
  now: () => Date;
}

/**
 * Reads what changed into the store. A file that fails is named with its reason and the rest goes on; a changed file
 * becomes a new version, a vanished one is withdrawn when `prune` is set.
 */
export async function indexDocuments(
  { store, originals, readerFor, now }: IndexingParts,
  listing: SourceListing,
  {
    prune = false,
    progress = () => {},
  }: { prune?: boolean; progress?: (done: number, of: number, name: string) => void } = {},
): Promise<IndexReport> {
  const skipped: IndexReport['skipped'] = [];
  const inferred: InferredEdition[] = [];
  let unchanged = 0;
  let withdrawn = 0;
  const report = async (
    path: string,
    code: string,
    reason: string,
    page: number | null = null,
  ): Promise<void> => {
    skipped.push({ path, reason });
    await store.recordProblem({ path, code, message: reason, page, seenAt: now().toISOString() });
  };
  const corrections = await store.corrections();
  for (const one of listing.skipped) await report(one.path, one.code, one.reason);
  for (const [i, { path, load }] of listing.sources.entries()) {
    progress(i, listing.sources.length, path);
    try {
      const source = await load();
      const reader = readerFor(source.file.name);
      if (reader === null)
        throw new UnreadableFile('unsupported', `「${source.file.name}」の形式には対応していません。`);
      const known = await store.findByPath(path);
      const same =
        known !== null &&
        known.withdrawnAt === null &&
        known.current.contentHash === hashOf(source.file.bytes) &&
        known.current.format === READING_FORMAT;
      if (same && source.declared === null) {
        unchanged++;
        continue;
      }
      const { version, problems } = await readVersion(source, reader, now().toISOString());
      // What a person put right stands against what is read from the file and declared beside it.
      Object.assign(version.version.edition, corrections.get(version.document.id));
      if (same) {
        if (JSON.stringify(known.current.edition) === JSON.stringify(version.version.edition)) {
          unchanged++;
          continue;
        }
        await store.updateEdition(known.current.id, version.version.edition);
      } else {
        await originals.keep(version.version.contentHash, source.file.bytes);
        await store.addVersion(version);
        // Ids are made from content; a version that exists keeps its old edition unless it is corrected.
        await store.updateEdition(version.version.id, version.version.edition);
      }
      await store.clearProblem(path);
      for (const problem of problems) await report(path, problem.code, problem.message, problem.page);
      const { title, kind, fiscalYear, issued, deadlines } = version.version.edition;
      inferred.push({ path, title, kind, fiscalYear, issued, deadlines });
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      await report(path, error.code, error.message);
    }
  }
  progress(listing.sources.length, listing.sources.length, '');
  if (prune) {
    const present = new Set(listing.sources.map(({ path }) => path));
    for (const document of await store.list()) {
      if (document.sample || present.has(document.path) || !listing.covers(document.path)) continue;
      await store.withdraw(documentIdOf(document.path), now().toISOString());
      withdrawn++;
    }
  }
  await stepSamplesAside(store, now);
  const documents = await store.list();
  return {
    documents: documents.length,
    passages: documents.reduce((sum, document) => sum + document.current.passageCount, 0),
    skipped,
    unchanged,
    withdrawn,
    inferred,
  };
}

/** Samples show a newcomer the real thing; beside real documents they would only be wrong answers. */
async function stepSamplesAside(store: DocumentStore, now: () => Date): Promise<void> {
  const documents = await store.list();
  if (documents.every((document) => document.sample)) return;
  for (const document of documents)
    if (document.sample) await store.withdraw(document.id, now().toISOString());
}
