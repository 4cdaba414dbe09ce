import { passageText } from '../../knowledge/passages/passage.js';
import { foldKey, squash } from '../../knowledge/text/fold.js';
import { dayInJapan, yearsIn } from '../../knowledge/text/japanese-date.js';
import { Editions } from '../answering/choose-edition.js';
import type { Consultation } from '../consultations/consultation.js';
import type { DocumentStore, StoredDocument, StoredVersion } from '../ports/document-store.js';
import type { CitedQuote, RegisterStore } from '../ports/register-store.js';
import { nearestText } from './nearest-text.js';

/** 根拠の変更: what a consultation was told no longer stands where it was cited from. */
export interface Recall {
  consultation: Consultation;
  /** The version that was cited. */
  version: StoredVersion;
  /** What took its place; null when the document was withdrawn without one. */
  successor: StoredVersion | null;
  changes: { was: string /** The nearest text of the successor. */; is: string | null }[];
}

/**
 * Consultations whose citations no longer stand, by version. A citation stands while its quote occurs in what took
 * the place of its document, white space and punctuation aside; one of a question that names its year stands anyway,
 * as long as the document itself is there.
 */
export async function findRecalls(
  { register, documents }: { register: RegisterStore; documents: DocumentStore },
  asOf: string,
): Promise<Recall[]> {
  const all = await documents.list({ withdrawn: true });
  const byId = new Map(all.map((document) => [document.id, document]));
  const standing = all.filter(({ withdrawnAt }) => withdrawnAt === null);
  const editions = new Editions(
    standing.map(({ id, current }) => ({ documentId: id, edition: current.edition })),
  );
  const recalls: Recall[] = [];
  for (const versionId of await register.citedVersions()) {
    const version = await documents.version(versionId);
    const document = version === null ? undefined : byId.get(version.documentId);
    if (version === null || document === undefined) continue;
    const place = placeTakenBy({ version, document, editions, byId, asOf });
    if (place.kind === 'stands') continue;
    const texts = await textsOf(documents, place.checked);
    const key = squash(texts.join('\n'));
    const cited = await register.openCitations(versionId);
    const gone = cited.filter(({ quote }) => !key.includes(squash(quote)));
    for (const [consultationId, quotes] of byConsultation(gone)) {
      const consultation = await register.find(consultationId);
      if (consultation === null) continue;
      // 「令和6年度の締切は」 was answered rightly from that year's edition, whatever came later.
      if (place.kind === 'newer-edition' && yearsIn(foldKey(consultation.question)).length > 0) continue;
      // Whoever was answered from an older edition while the newer one was there has been told of nothing new.
      const { askedAt } = consultation;
      const then = editions.successor(document.id, version.edition, dayInJapan(new Date(askedAt)));
      if (place.kind === 'newer-edition' && then !== null) {
        const since = await documents.firstReadAt(then.documentId);
        if (since !== null && since <= askedAt) continue;
      }
      const changes = quotes.map(({ quote }) => ({ was: quote, is: nearestText(quote, texts) }));
      recalls.push({ consultation, version, successor: place.checked[0] ?? null, changes });
    }
  }
  return recalls;
}

interface Place {
  kind: 'stands' | 'newer-version' | 'newer-edition' | 'withdrawn';
  /** Versions in which a quote may still stand. */
  checked: readonly StoredVersion[];
}

function placeTakenBy({
  version,
  document,
  editions,
  byId,
  asOf,
}: {
  version: StoredVersion;
  document: StoredDocument;
  editions: Editions;
  byId: ReadonlyMap<string, StoredDocument>;
  asOf: string;
}): Place {
  const current = (ids: readonly string[]): StoredVersion[] =>
    ids.flatMap((id) => byId.get(id)?.current ?? []);
  const newer = editions.successor(document.id, version.edition, asOf);
  if (document.withdrawnAt !== null) {
    // A file that was moved is withdrawn here and stands there, in the same series.
    const series = editions.ofSeries(version.edition).map(({ documentId }) => documentId);
    const ids = newer === null ? series : [newer.documentId, ...series];
    return { kind: 'withdrawn', checked: current([...new Set(ids)]) };
  }
  if (newer !== null) return { kind: 'newer-edition', checked: current([newer.documentId]) };
  if (document.current.id !== version.id) return { kind: 'newer-version', checked: [document.current] };
  return { kind: 'stands', checked: [version] };
}

async function textsOf(documents: DocumentStore, versions: readonly StoredVersion[]): Promise<string[]> {
  const texts: string[] = [];
  for (const { id } of versions) texts.push(...(await documents.passages(id)).map(passageText));
  return texts;
}

function byConsultation(cited: readonly CitedQuote[]): Map<string, CitedQuote[]> {
  const groups = new Map<string, CitedQuote[]>();
  for (const one of cited) groups.set(one.consultationId, [...(groups.get(one.consultationId) ?? []), one]);
  return groups;
}
