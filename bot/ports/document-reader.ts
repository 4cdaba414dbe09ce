import type { ReadDocument } from '../../knowledge/document/read-document.js';

/** Turns the bytes of one kind of file into blocks in reading order (*original* text layer). */
export interface DocumentReader {
  /** e.g. `pdf`; stored with the version that it read. */
  readonly name: string;
  /** Lower-case extensions without dot. */
  readonly extensions: readonly string[];
  /**
   * @throws UnreadableFile when nothing of the file can be used. What is only partly readable is returned
   * with `problems`; nothing is silently half-read.
   */
  read(file: SourceFile): Promise<ReadDocument>;
}

export interface SourceFile {
  /** The file's name, without folder. */
  name: string;
  bytes: Uint8Array;
}

export type UnreadableCode =
  | 'corrupt'
  | 'encrypted'
  | 'empty'
  | 'too-large'
  | 'no-text-layer'
  | 'unsupported';

/** A file that gives nothing to index. The message is one Japanese sentence for whoever put the file there. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  constructor(
    readonly code: UnreadableCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
