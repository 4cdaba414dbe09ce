import type { DocumentKind, Edition } from '../../knowledge/document/edition.js';
import type { Viewer } from '../answering/answer.js';
import { Editions, lapsed, startsBy } from '../answering/choose-edition.js';
import { maySee } from '../answering/may-see.js';
import type { StoredDocument } from '../ports/document-store.js';
import { isConfirmedQa } from '../qa/qa-entry.js';

/** まず読むもの. */
export interface FirstReading {
  documents: DocumentToRead[];
  /** Of all documents in force, nearest first. */
  deadlines: OpenDeadline[];
}

interface DocumentToRead extends Pick<Edition, 'title' | 'kind' | 'issuer' | 'fiscalYear' | 'issued'> {
  /** It states deadlines, and all have passed. */
  closed: boolean;
  sample: boolean;
}

interface OpenDeadline {
  label: string;
  /** ISO date. */
  date: string;
  time: string | null;
  /** Of the document that states it. */
  title: string;
}

const MOST = 10;
/** How the programme is run comes before what others made of it. */
const KINDS: readonly DocumentKind[] = ['handbook', 'guideline', 'qa', 'notice', 'survey-report', 'case'];

/** The documents in force that a viewer may see, in their newest edition, in the order in which to read them. */
export function firstReading(
  documents: readonly StoredDocument[],
  viewer: Viewer,
  today: string,
): FirstReading {
  const seen = documents.filter(({ id, current }) => !isConfirmedQa(id) && maySee(viewer, current.edition));
  const editions = new Editions(
    seen.map(({ id, current }) => ({ documentId: id, edition: current.edition })),
  );
  const standing = seen.filter(({ id, current: { edition } }) => {
    const started = startsBy(edition, today) || openDeadlines(edition, today).length > 0;
    return started && !lapsed(edition, today) && editions.newerInForce(id, edition, today) === null;
  });
  return {
    documents: standing
      .map(({ current: { edition }, sample }) => toRead(edition, sample, today))
      .sort(inReadingOrder)
      .slice(0, MOST),
    deadlines: standing
      .flatMap(({ current: { edition } }) => openDeadlines(edition, today))
      .sort((a, b) => a.date.localeCompare(b.date))
      .slice(0, MOST),
  };
}

function toRead(edition: Edition, sample: boolean, today: string): DocumentToRead {
  const { title, kind, issuer, fiscalYear, issued, deadlines } = edition;
  const closed = deadlines.length > 0 && openDeadlines(edition, today).length === 0;
  return { title, kind, issuer, fiscalYear, issued, closed, sample };
}

function openDeadlines({ title, deadlines }: Edition, today: string): OpenDeadline[] {
  return deadlines
    .filter(({ date }) => date >= today)
    .map(({ label, date, time }) => ({ label, date, time, title }));
}

/** By kind; what can still be applied for before what is over; the newest year first. */
function inReadingOrder(a: DocumentToRead, b: DocumentToRead): number {
  return (
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    Number(a.closed) - Number(b.closed) ||
    (b.fiscalYear ?? 0) - (a.fiscalYear ?? 0) ||
    (b.issued ?? '').localeCompare(a.issued ?? '')
  );
}
