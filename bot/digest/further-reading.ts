import type { FoundPassage, Viewer } from '../answering/answer.js';
import type { Ask } from '../answering/answer-question.js';
import type { DocumentStore } from '../ports/document-store.js';
import type { DigestSource } from './digest.js';

export interface Reading {
  search: (ask: Ask) => Promise<FoundPassage[]>;
  documents: Pick<DocumentStore, 'version'>;
}

/** Characters of a quote beside a digest. */
const LONGEST_QUOTE = 300;

/** What helps to begin, the best first. */
const KINDS: readonly string[] = ['case', 'handbook', 'survey-report'];
/** A report helps where it tells what somebody did; its figures help nobody to begin. */
const TELLS = /(?=[\s\S]*。)(?:事例|工夫|[市町村区]では|に取り組)/;

/**
 * A case or a page of the handbook about an item, within what the reader may see. Null where none is indexed.
 * @param reports whether a report that tells of somebody will do
 */
export async function furtherReading(
  { search, documents }: Reading,
  { item, viewer, asOf, reports = true }: { item: string; viewer: Viewer; asOf: string; reports?: boolean },
): Promise<FoundPassage | null> {
  const found = await search({ question: `${item}の取組の事例`, viewer, asOf });
  const kinds = await Promise.all(
    found.map(async ({ versionId, passage }): Promise<string> => {
      const kind = (await documents.version(versionId))?.edition.kind ?? '';
      return kind === 'survey-report' && !TELLS.test(passage) ? '' : kind;
    }),
  );
  for (const kind of reports ? KINDS : KINDS.slice(0, 2)) {
    const passage = found[kinds.indexOf(kind)];
    if (passage !== undefined) return passage;
  }
  return null;
}

/** As it is cited beside a digest. */
export function sourceOf({
  title,
  edition,
  page,
  heading,
  passage,
  versionId,
  passageId,
}: FoundPassage): DigestSource {
  const line = [title, title.includes(edition) ? '' : edition, page === null ? '' : `${page}頁`, heading]
    .filter((part) => part !== '')
    .join('・');
  const ordinal = passageId.split('.').at(-1) ?? '0';
  return {
    line,
    title,
    quote: passage.length > LONGEST_QUOTE ? passage.slice(0, LONGEST_QUOTE) : passage,
    path: `/documents/${versionId}?p=${ordinal}#cited`,
  };
}
