import type { Grid } from './grid.js';

/** A part of a sheet, ends exclusive. */
export interface Region {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/**
 * The regions of a sheet in reading order: cut at blank rows, then at blank columns, then at blank rows again.
 * A merged cell fills all that it covers.
 */
export function regionsOf(grid: Grid): Region[] {
  const width = Math.max(0, ...grid.rows.map((row) => row.length));
  const taken = occupancy(grid, width);
  const whole: Region = { top: 0, bottom: grid.rows.length, left: 0, right: width };
  return cutRows(whole, taken)
    .flatMap((region) => cutColumns(region, taken))
    .flatMap((region) => cutRows(region, taken))
    .map((region) => trimColumns(region, taken));
}

function occupancy(grid: Grid, width: number): Uint8Array[] {
  const taken = grid.rows.map((row) =>
    Uint8Array.from({ length: width }, (_, c) => ((row[c] ?? '') === '' ? 0 : 1)),
  );
  for (const merge of grid.merges) {
    if ((grid.rows[merge.row]?.[merge.column] ?? '') === '') continue;
    for (let r = merge.row; r < Math.min(merge.row + merge.rowSpan, taken.length); r++) {
      taken[r]?.fill(1, merge.column, Math.min(width, merge.column + merge.columnSpan));
    }
  }
  return taken;
}

function cutRows(region: Region, taken: readonly Uint8Array[]): Region[] {
  const regions: Region[] = [];
  let start = -1;
  for (let r = region.top; r <= region.bottom; r++) {
    const filled = r < region.bottom && (taken[r]?.subarray(region.left, region.right).includes(1) ?? false);
    if (filled && start < 0) start = r;
    if (!filled && start >= 0) {
      regions.push({ ...region, top: start, bottom: r });
      start = -1;
    }
  }
  return regions;
}

/**
 * Tables side by side. A lone column of labels with a gap before its values is one form, not two tables, so
 * a cut needs two columns on its left.
 */
function cutColumns(region: Region, taken: readonly Uint8Array[]): Region[] {
  const rows = taken.slice(region.top, region.bottom);
  if (rows.length < 2) return [region];
  const regions: Region[] = [];
  let left = region.left;
  let filled = 0;
  for (let c = region.left; c < region.right; c++) {
    if (rows.some((row) => row[c] === 1)) {
      filled++;
    } else if (filled >= 2 && rows.some((row) => row.subarray(c + 1, region.right).includes(1))) {
      regions.push({ ...region, left, right: c });
      left = c + 1;
      filled = 0;
    }
  }
  regions.push({ ...region, left, right: region.right });
  return regions;
}

function trimColumns(region: Region, taken: readonly Uint8Array[]): Region {
  const rows = taken.slice(region.top, region.bottom);
  const used = (c: number): boolean => rows.some((row) => row[c] === 1);
  let { left, right } = region;
  while (left < right && !used(left)) left++;
  while (right > left && !used(right - 1)) right--;
  return { ...region, left, right };
}
