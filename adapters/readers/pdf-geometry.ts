/** Page coordinates: points from the top left corner, y downwards, the page turned the way it is read. */
export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** A piece of text as the file sets it: part of a line, or one glyph. */
export interface Run extends Box {
  text: string;
  /** Font size. */
  size: number;
  /** Written downwards. */
  vertical: boolean;
  /** Bold or Gothic letters. */
  strong: boolean;
}

/** A straight line, horizontal (at y, from x to x) or vertical (at x, from y to y). */
export interface Rule {
  horizontal: boolean;
  at: number;
  from: number;
  to: number;
}

export interface PageContent {
  number: number;
  width: number;
  height: number;
  runs: Run[];
  rules: Rule[];
  /** Something is painted that is not text. */
  painted: boolean;
}

export function boundsOf(boxes: readonly Box[]): Box {
  return boxes.reduce(
    (all, box) => ({
      x0: Math.min(all.x0, box.x0),
      y0: Math.min(all.y0, box.y0),
      x1: Math.max(all.x1, box.x1),
      y1: Math.max(all.y1, box.y1),
    }),
    { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity },
  );
}

export function contains(outer: Box, inner: Box): boolean {
  const x = (inner.x0 + inner.x1) / 2;
  const y = (inner.y0 + inner.y1) / 2;
  return x > outer.x0 && x < outer.x1 && y > outer.y0 && y < outer.y1;
}

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Values that lie within `tolerance` of each other, as their means, ascending. */
export function clustered(values: readonly number[], tolerance: number): number[] {
  const groups: number[][] = [];
  for (const value of [...values].sort((a, b) => a - b)) {
    const last = groups.at(-1);
    if (last !== undefined && value - (last.at(-1) ?? value) <= tolerance) last.push(value);
    else groups.push([value]);
  }
  return groups.map((group) => group.reduce((sum, value) => sum + value, 0) / group.length);
}
