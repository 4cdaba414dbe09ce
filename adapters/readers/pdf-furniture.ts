import { boundsOf, type PageContent, type Run } from './pdf-geometry.js';
import { linesOf, lineText, type Segment } from './pdf-lines.js';

/** Part of the page's height, above and below, in which running lines stand. */
const BAND = 0.11;
const PAGE_NUMBER =
  /^[-‐‑–—―－ー〜~\s(（[]*(?:p\.?|page|第)?\s*\d{1,4}\s*(?:[/／]\s*\d{1,4})?\s*(?:頁|ページ)?[-‐‑–—―－ー〜~\s)）\]]*$|^[ivxlcIVXLC]{1,6}$/iu;
const LONGEST = 80;

interface EdgeLine {
  key: string;
  y: number;
  box: Segment;
}

/**
 * Finds running headers, footers and page numbers, which would stand in the middle of sentences: what stands at the
 * same place of several pages, digits aside, and bare numbers at the page's edge.
 */
export class Furniture {
  readonly #edges = new Map<number, EdgeLine[]>();
  readonly #counts = new Map<string, number>();
  #pages = 0;

  /** Every page is looked at before any is cleared. */
  look(page: PageContent): void {
    if (page.runs.length === 0) return;
    this.#pages++;
    const lines = edgeLines(page);
    this.#edges.set(page.number, lines);
    for (const place of new Set(lines.map(placeOf)))
      this.#counts.set(place, (this.#counts.get(place) ?? 0) + 1);
  }

  clear(page: PageContent): PageContent {
    // Left and right pages may have headers of their own, and chapters too.
    const enough = Math.max(2, Math.min(3, Math.ceil(this.#pages * 0.4)));
    const dropped = (this.#edges.get(page.number) ?? []).filter(
      (line) =>
        PAGE_NUMBER.test(line.key.replaceAll('#', '1')) || (this.#counts.get(placeOf(line)) ?? 0) >= enough,
    );
    if (dropped.length === 0) return page;
    return { ...page, runs: page.runs.filter((run) => !dropped.some(({ box }) => isIn(run, box))) };
  }
}

function edgeLines(page: PageContent): EdgeLine[] {
  const lines = linesOf(
    page.runs.filter(
      (run) => !run.vertical && (run.y1 < page.height * BAND || run.y0 > page.height * (1 - BAND)),
    ),
  );
  return lines.flatMap((segments) => {
    // The page's number and its title may share a line.
    const parts =
      segments.length > 1 && segments.length <= 3 ? segments.map((segment) => [segment]) : [segments];
    return parts.flatMap((part) => {
      const text = lineText(part).normalize('NFKC').replace(/\s+/g, '').replace(/\d+/g, '#');
      const [first] = part;
      if (first === undefined || text.length > LONGEST) return [];
      const box: Segment = { ...first, ...boundsOf(part) };
      return [{ key: text, y: Math.round(box.y1 / 8), box }];
    });
  });
}

function placeOf({ key, y }: EdgeLine): string {
  return `${y} ${key}`;
}

function isIn(run: Run, box: Segment): boolean {
  const [x, y] = [(run.x0 + run.x1) / 2, (run.y0 + run.y1) / 2];
  return !run.vertical && x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1;
}
