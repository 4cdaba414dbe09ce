import type { EditionCorrection } from '../../knowledge/document/edition.js';
import type { SourceFile } from './document-reader.js';

/** Documents that come in through the page. They are read one after the other, beside everything else. */
export interface DocumentUploads {
  /**
   * Keeps a file and has it read. One of the same name becomes a new version of the same document.
   * @throws UnreadableFile when it cannot be one of the desk's documents at all
   */
  add(file: SourceFile, correction: EditionCorrection): Promise<void>;
  /** The latest uploads, newest first, since the desk was started. */
  latest(): readonly Upload[];
}

export interface Upload {
  name: string;
  state: 'reading' | 'read' | 'failed';
  /** Why it failed, or what was not wholly readable; one Japanese sentence. */
  message: string | null;
}
