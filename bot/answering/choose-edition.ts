import { type Edition, neverLapses } from '../../knowledge/document/edition.js';
import type { AnalysedQuestion } from '../../knowledge/question/analyse-question.js';
import type { IndexedPassage } from '../../knowledge/search/passage-index.js';
import { foldKey } from '../../knowledge/text/fold.js';

/**
 * Edition choice. A fiscal year named in the question selects that edition; otherwise the edition in force on the
 * as-of date comes first. Reports, surveys and cases never lapse.
 */
export class Editions {
  /** Documents of one series (same title without years), newest first. */
  readonly #series = new Map<string, EditionOfDocument[]>();

  constructor(passages: readonly Pick<IndexedPassage, 'documentId' | 'edition'>[]) {
    const seen = new Set<string>();
    for (const { documentId, edition } of passages) {
      if (seen.has(documentId)) continue;
      seen.add(documentId);
      const series = seriesOf(edition);
      this.#series.set(
        series,
        [...(this.#series.get(series) ?? []), { documentId, edition }].sort((a, b) =>
          orderOf(b.edition).localeCompare(orderOf(a.edition)),
        ),
      );
    }
  }

  /** What a passage's edition adds to its score (0 or less) for a question asked on a day. */
  adjustment(question: AnalysedQuestion, { documentId, edition }: IndexedPassage, asOf: string): number {
    const named = question.years.map(({ year }) => year);
    if (named.length > 0) {
      const rivals = this.#rivals(edition);
      return rivals.length > 1 &&
        rivals.some((one) => named.includes(one.edition.fiscalYear ?? 0)) &&
        !named.includes(edition.fiscalYear ?? 0)
        ? -WRONG_EDITION
        : 0;
    }
    return this.newerInForce(documentId, edition, asOf) === null ? 0 : -WRONG_EDITION;
  }

  /** The edition of the same series that is in force instead of this one, if any. */
  newerInForce(documentId: string, edition: Edition, asOf: string): Edition | null {
    return this.successor(documentId, edition, asOf)?.edition ?? null;
  }

  /** The document that took an edition's place, if any did. */
  successor(documentId: string, edition: Edition, asOf: string): EditionOfDocument | null {
    const replacing = this.#replacing(edition);
    if (replacing !== null && startsBy(replacing.edition, asOf)) return replacing;
    if (neverLapses(edition.kind) && edition.supersedes === null) return null;
    const inForce = this.#rivals(edition).find(
      (one) => startsBy(one.edition, asOf) && !lapsed(one.edition, asOf),
    );
    if (
      inForce === undefined ||
      inForce.documentId === documentId ||
      orderOf(inForce.edition) <= orderOf(edition)
    )
      return null;
    return inForce;
  }

  /** Documents of the same series, newest first. */
  ofSeries(edition: Edition): readonly EditionOfDocument[] {
    return this.#rivals(edition);
  }

  #rivals(edition: Edition): EditionOfDocument[] {
    return this.#series.get(seriesOf(edition)) ?? [];
  }

  #replacing(edition: Edition): EditionOfDocument | null {
    for (const rivals of this.#series.values()) {
      for (const rival of rivals) {
        const { supersedes } = rival.edition;
        if (
          supersedes !== null &&
          foldKey(supersedes) === foldKey(edition.title) &&
          rival.edition !== edition
        )
          return rival;
      }
    }
    return null;
  }
}

interface EditionOfDocument {
  documentId: string;
  edition: Edition;
}

/** Enough to put any passage of the right edition before those of a wrong one, not enough to bring in another topic. */
const WRONG_EDITION = 4;

export function lapsed(edition: Edition, asOf: string): boolean {
  return edition.inForceUntil !== null && edition.inForceUntil < asOf;
}

/** Whether an edition has come into force by a day; one that does not say when has. */
export function startsBy(edition: Edition, asOf: string): boolean {
  return edition.inForceFrom === null
    ? edition.fiscalYear === null || `${edition.fiscalYear}-04-01` <= asOf
    : edition.inForceFrom <= asOf;
}

function orderOf(edition: Edition): string {
  return (
    edition.inForceFrom ??
    edition.issued ??
    (edition.fiscalYear === null ? '0000' : `${edition.fiscalYear}-04`)
  );
}

/** The title without years, editions and ordinals: what stays the same from year to year. */
function seriesOf(edition: Edition): string {
  const title = foldKey(edition.title)
    .replace(/(令和|平成)\s?(元|\d{1,2})\s?年(度)?|(19|20)\d{2}\s?年(度)?|[rh]\d{1,2}(?=\D|$)/g, '')
    .replace(/ver\.?\s?\d+(\.\d+)?|第\s?\d+\s?[版訂]|改訂版?|\(.*?\)/g, '')
    .replace(/[^\p{L}]/gu, '');
  return `${edition.kind}:${title}`;
}
