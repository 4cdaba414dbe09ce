import type { Edition, EditionCorrection } from '../../knowledge/document/edition.js';
import type { Passage } from '../../knowledge/passages/passage.js';

/** The truth about documents; the search index is derived from it (SQLite by default). */
export interface DocumentStore {
  /** Grows with every change of what is to be searched. An index of another revision is stale. */
  revision(): Promise<number>;
  findByPath(path: string): Promise<StoredDocument | null>;
  /** Documents in use, oldest first; withdrawn ones only when asked for. */
  list(options?: { withdrawn?: boolean }): Promise<StoredDocument[]>;
  /** Adds a version with its passages and makes it the current one, in one transaction. Versions are immutable. */
  addVersion(version: NewVersion): Promise<void>;
  /** Corrects what is known of a version beside its text. */
  updateEdition(versionId: string, edition: Edition): Promise<void>;
  /** What people put right, by document; also of documents that have yet to come. */
  corrections(): Promise<Map<string, EditionCorrection>>;
  /** Replaces what was put right of a document, and applies it to the version in use. */
  correct(documentId: string, correction: EditionCorrection): Promise<void>;
  /** Marks a document as gone; its versions stay readable for citations. */
  withdraw(documentId: string, at: string): Promise<void>;
  /** When a document was first read, whatever versions came since; an ISO instant. */
  firstReadAt(documentId: string): Promise<string | null>;
  version(versionId: string): Promise<StoredVersion | null>;
  passages(versionId: string): Promise<Passage[]>;
  /** Replaces what is known of files that could not be read under their paths. */
  recordProblem(problem: FileProblem): Promise<void>;
  clearProblem(path: string): Promise<void>;
  problems(): Promise<FileProblem[]>;
  close(): Promise<void>;
}

export interface StoredDocument {
  id: string;
  /** Absolute path, or `sample:NAME`. */
  path: string;
  /** File name. */
  name: string;
  sample: boolean;
  withdrawnAt: string | null;
  current: StoredVersion;
}

export interface StoredVersion {
  id: string;
  documentId: string;
  /** SHA-256 of the file, hexadecimal; the original is kept under it. */
  contentHash: string;
  /** Version of reading and splitting; another one is read anew. */
  format: number;
  reader: string;
  pageCount: number | null;
  edition: Edition;
  passageCount: number;
  readAt: string;
}

export interface NewVersion {
  document: { id: string; path: string; name: string; sample: boolean };
  version: Omit<StoredVersion, 'documentId' | 'passageCount'>;
  passages: Passage[];
}

export interface FileProblem {
  path: string;
  code: string;
  message: string;
  page: number | null;
  seenAt: string;
}
