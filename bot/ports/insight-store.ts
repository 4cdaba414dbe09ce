/** Counts over the register, worked out where the rows are: nothing is loaded row by row but what is named so. */
export interface InsightStore {
  totals(period: InsightPeriod): Promise<Totals>;
  /** By tag of the classification; null for consultations without one. */
  byTag(period: InsightPeriod): Promise<Group<string | null>[]>;
  /** Most questions first. */
  byMunicipality(period: InsightPeriod): Promise<Group<{ prefecture: string; municipality: string }>[]>;
  /** By month in Japan, `2026-11`. */
  byMonth(period: InsightPeriod): Promise<Group<string>[]>;
  /** One a consultation that was sent to the secretariat. */
  waits(period: InsightPeriod): Promise<Wait[]>;
  /** Questions that the documents did not answer, newest first. */
  notFound(period: InsightPeriod, limit: number): Promise<NotFound[]>;
}

export interface InsightPeriod {
  /** ISO instants; from the first on, before the second. */
  from: string;
  before: string;
  /** Null: all. */
  prefecture: string | null;
}

export interface Totals {
  asked: number;
  /** Answered by the desk from its documents. */
  answered: number;
  /** Sent to the secretariat, by the desk or by whoever asked. */
  sent: number;
  replied: number;
  open: number;
  poor: number;
}

export interface Group<Key> {
  key: Key;
  asked: number;
  answered: number;
  sent: number;
}

/** From being sent to the secretariat to its first reply. */
export interface Wait {
  sentAt: string;
  /** Null while there is none. */
  repliedAt: string | null;
  /** ISO date. */
  dueOn: string | null;
}

export interface NotFound {
  number: string;
  question: string;
}
