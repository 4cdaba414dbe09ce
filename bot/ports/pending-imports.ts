import type { SourceFile } from './document-reader.js';

/** Files that somebody has uploaded and not yet agreed to import, for an hour. Nobody else can take them up. */
export interface PendingImports {
  /** @param kind what it is to become: `directory`, `qa` */
  keep(file: PendingFile): Promise<void>;
  find(sought: { id: string; kind: string; personId: string; now: string }): Promise<SourceFile | null>;
  /** False when it was dropped before: whoever drops a file is the only one to import it. */
  drop(id: string): Promise<boolean>;
}

export interface PendingFile {
  id: string;
  kind: string;
  personId: string;
  file: SourceFile;
  expiresAt: string;
}
