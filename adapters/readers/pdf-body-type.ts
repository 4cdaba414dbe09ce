import type { Element } from './pdf-columns.js';
import type { Segment } from './pdf-lines.js';

/** How a document's running text is set: what is usual, so that the unusual can be told from it. */
export interface BodyType {
  /** Where full lines end. */
  right: number;
  /** Step from line to line, in ems. */
  leading: number;
  /** Level of a line whose type stands out from the text, 1 for the largest; else null. */
  headingLevel(line: TypedLine): number | null;
}

interface TypedLine {
  text: string;
  size: number;
  strong: boolean;
}

/** Larger than the text by so much, a line stands out by itself; by so much it does when it is bold too. */
const LARGER = 1.12;
const LARGER_AND_STRONG = 1.04;
const DEEPEST_LEVEL = 3;
/** １ 趣旨, in bold letters of the text's own size. */
const NUMBERED = /^(?:第?[0-9０-９]{1,2}[\s.．]|[IVXⅠ-Ⅻ]{1,4}[\s.．])\s*\p{L}/u;

export function bodyTypeOf(pages: readonly (readonly Element[])[]): BodyType {
  const columns = pages.map((elements) =>
    elements.flatMap((one) => (one.kind === 'segment' ? [one.segment] : [])),
  );
  const segments = columns.flat();
  const ends = segments.map((segment) => segment.x1).sort((a, b) => a - b);
  const size = commonSize(segments);
  const larger = [
    ...new Set(segments.map((segment) => rounded(segment.size)).filter((one) => one >= size * LARGER)),
  ].sort((a, b) => b - a);
  const letters = (of: readonly Segment[]): number =>
    of.reduce((sum, segment) => sum + segment.text.length, 0);
  const textIsStrong = letters(segments.filter((segment) => segment.strong)) > letters(segments) / 2;
  return {
    // A few stragglers reach over the edge.
    right: ends[Math.floor(ends.length * 0.98)] ?? 0,
    leading: commonLeading(columns, size),
    headingLevel({ text, size: own, strong }) {
      if (size === 0) return null;
      const at = larger.indexOf(rounded(own));
      if (at >= 0) return Math.min(DEEPEST_LEVEL, at + 1);
      const standsOut =
        strong &&
        !textIsStrong &&
        (own >= size * LARGER_AND_STRONG || (own >= size * 0.98 && NUMBERED.test(text)));
      return standsOut ? Math.min(DEEPEST_LEVEL, larger.length + 1) : null;
    },
  };
}

function rounded(size: number): number {
  return Math.round(size * 2) / 2;
}

/** The size that most characters have. */
function commonSize(segments: readonly Segment[]): number {
  const counts = new Map<number, number>();
  for (const { size, text } of segments)
    counts.set(rounded(size), (counts.get(rounded(size)) ?? 0) + text.length);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

const WIDEST_LEADING = 2.4;

/** Lines of one paragraph stand closest; between single-line paragraphs the step is larger and may be as frequent. */
function commonLeading(pages: readonly (readonly Segment[])[], size: number): number {
  const steps = pages
    .flatMap((segments) => {
      const body = segments.filter((segment) => rounded(segment.size) === size).sort((a, b) => a.y1 - b.y1);
      return body.slice(1).flatMap((segment, i) => {
        const above = body[i];
        const step = above === undefined ? 0 : (segment.y1 - above.y1) / segment.size;
        return step > 0.9 && step < 4 && above !== undefined && Math.abs(above.x0 - segment.x0) < size * 3
          ? [step]
          : [];
      });
    })
    .sort((a, b) => a - b);
  return Math.min(WIDEST_LEADING, steps[Math.floor(steps.length * 0.2)] ?? WIDEST_LEADING);
}
