/** Originals by content hash, so that a citation can always be checked against the file it came from. */
export interface OriginalStore {
  /** Keeps the bytes; does nothing when they are kept already. */
  keep(contentHash: string, bytes: Uint8Array): Promise<void>;
  read(contentHash: string): Promise<Uint8Array | null>;
  /** Hashes of what was kept before an instant: what is only just kept may have no version yet. */
  list(before: Date): Promise<string[]>;
  remove(contentHash: string): Promise<void>;
}
