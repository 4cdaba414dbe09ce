/**
 * The end of the chain as it stood on a day. A chain whose last rows were cut off is whole in itself; kept outside the
 * database, a head tells that there were more.
 */
export interface AuditHead {
  /** ISO date in Japan. */
  date: string;
  sequence: number;
  mac: string;
}

/** Daily heads of the audit chain, kept where whoever changes the database does not reach. */
export interface AuditHeads {
  /** Oldest first. A line that is no head (cut short by a power cut, or by hand) is named by its number from 1. */
  read(): Promise<{ written: AuditHead[]; unreadable: number[] }>;
  /** Stands on the disk when it returns. */
  append(head: AuditHead): Promise<void>;
}
