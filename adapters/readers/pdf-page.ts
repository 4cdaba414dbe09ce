import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageContent, Run } from './pdf-geometry.js';
import { type Matrix, multiply, values } from './pdf-matrix.js';
import { drawingOf } from './pdf-rules.js';

/** Text and lines of one page, in coordinates as it is read. */
export async function pageContent(page: PDFPageProxy): Promise<PageContent> {
  const viewport = page.getViewport({ scale: 1 });
  const { items, styles } = await page.getTextContent();
  // Fonts have names only after the drawing has been looked at.
  const operators = await page.getOperatorList();
  const strong = new Map(Object.keys(styles).map((font) => [font, isStrong(fontName(page, font))]));
  const runs = items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const matrix = multiply(viewport.transform, item.transform as Matrix);
    const font = {
      vertical: styles[item.fontName]?.vertical === true,
      strong: strong.get(item.fontName) ?? false,
    };
    return [runOf(item, matrix, font)];
  });
  const drawing = drawingOf(
    operators.fnArray,
    operators.argsArray as unknown[],
    viewport.transform as Matrix,
  );
  const { width, height } = viewport;
  return {
    number: page.pageNumber,
    width,
    height,
    runs: withoutShadows(runs.filter((run) => run.x1 > 0 && run.x0 < width && run.y1 > 0 && run.y0 < height)),
    rules: drawing.rules.filter((rule) => rule.at > -1 && rule.at < (rule.horizontal ? height : width) + 1),
    painted: drawing.painted,
  };
}

function fontName(page: PDFPageProxy, id: string): string {
  const font: unknown = page.commonObjs.has(id) ? page.commonObjs.get(id) : null;
  return font !== null && typeof font === 'object' && 'name' in font ? String(font.name) : '';
}

function isStrong(name: string): boolean {
  return /bold|heavy|black|demi|gothic(?!.*(?:regular|light))|kaku|ゴシック|W[6-9]\b/i.test(name);
}

interface Font {
  vertical: boolean;
  strong: boolean;
}

interface Item {
  str: string;
  width: number;
  height: number;
}

/** Part of a glyph's square above and below the base line. */
const ASCENT = 0.88;
const DESCENT = 0.12;

function runOf({ str, width, height }: Item, matrix: Matrix, font: Font): Run {
  const [a, b, c, d, x, y] = values(matrix);
  const size = Math.hypot(c, d) || Math.hypot(a, b) || 1;
  // Some writers map the middle dot of Japanese to the hyphenation point.
  const text = str.trim().replaceAll('\u2027', '・');
  if (font.vertical) {
    return {
      text,
      size,
      ...font,
      x0: x - size / 2,
      x1: x + size / 2,
      y0: y,
      y1: y + Math.max(height, size),
    };
  }
  // Turned by a quarter: a label on the side, read along its own direction.
  if (Math.abs(b) > Math.abs(a)) {
    const down = b > 0;
    const [x0, x1] = down ? [x - DESCENT * size, x + ASCENT * size] : [x - ASCENT * size, x + DESCENT * size];
    const [y0, y1] = down ? [y, y + width] : [y - width, y];
    return { text, size, ...font, vertical: true, x0, x1, y0, y1 };
  }
  return { text, size, ...font, x0: x, x1: x + width, y0: y - ASCENT * size, y1: y + DESCENT * size };
}

/** Bold by printing twice, a hair apart. */
function withoutShadows(runs: readonly Run[]): Run[] {
  const seen = new Map<string, Run[]>();
  return runs.filter((run) => {
    const same = seen.get(run.text) ?? [];
    const tolerance = run.size * 0.15;
    if (
      same.some((other) => Math.abs(other.x0 - run.x0) < tolerance && Math.abs(other.y0 - run.y0) < tolerance)
    )
      return false;
    seen.set(run.text, [...same, run]);
    return true;
  });
}
