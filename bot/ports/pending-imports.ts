import type { SourceFile } from './document-reader.js';

/** Files that somebody has uploaded and not yet agreed to import, for an hour. Nobody else can take them up. */
export interface PendingImports {
  /** @param kind what it is to become: `directory`, `qa` */
  keep(file: PendingFile): Promise<void>;
  find(sought: { id: string; kind: string; personId: string; now: string }): Promise<SourceFile | null>;
  drop(id: string): Promise<void>;
}

export interface PendingFile {
  id: string;
  kind: string;
  personId: string;
  file: SourceFile;
  expiresAt: string;
}
