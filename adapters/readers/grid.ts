/** A table as printed: cells by row and column, and which cells are merged. */
export interface Grid {
  rows: string[][];
  merges: Merge[];
}

export interface Merge {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
}

/** A label merged over several rows belongs to each of them; a long text is not worth repeating. */
const LONGEST_REPEATED = 60;

/**
 * The rows with vertically merged labels repeated, so that every row says what it is about. Horizontal merges
 * are not repeated: the same words twice in one row say nothing.
 */
export function completeRows(grid: Grid): string[][] {
  const rows = grid.rows.map((row) => [...row]);
  for (const merge of grid.merges) {
    const value = rows[merge.row]?.[merge.column] ?? '';
    if (value === '' || value.length > LONGEST_REPEATED) continue;
    for (let r = merge.row + 1; r < Math.min(merge.row + merge.rowSpan, rows.length); r++) {
      const row = rows[r];
      if (row !== undefined) row[merge.column] = value;
    }
  }
  return rows;
}

/** The first rows with every merged cell filled in both directions: what stands above each column. */
export function spreadRows(grid: Grid, count: number): string[][] {
  const rows = grid.rows.slice(0, count).map((row) => [...row]);
  for (const merge of grid.merges) {
    const value = rows[merge.row]?.[merge.column] ?? '';
    if (value === '') continue;
    for (let r = merge.row; r < Math.min(merge.row + merge.rowSpan, rows.length); r++) {
      const row = rows[r];
      const end = Math.min(merge.column + merge.columnSpan, row?.length ?? 0);
      if (row !== undefined) row.fill(value, merge.column, end);
    }
  }
  return rows;
}

/** The part of the grid between two corners (ends exclusive), without columns that are empty throughout. */
export function cropGrid(grid: Grid, top: number, bottom: number, left: number, right: number): Grid {
  const part = grid.rows.slice(top, bottom).map((row) => row.slice(left, right));
  const width = Math.max(0, ...part.map((row) => row.length));
  const kept: number[] = [];
  for (let c = 0; c < width; c++) if (part.some((row) => (row[c] ?? '') !== '')) kept.push(c);
  const merges = grid.merges
    .filter((merge) => merge.row >= top && merge.row < bottom && merge.column >= left && merge.column < right)
    .map((merge) => {
      const from = merge.column - left;
      const covered = kept.filter((c) => c >= from && c < from + merge.columnSpan);
      return {
        ...merge,
        row: merge.row - top,
        column: kept.indexOf(from),
        columnSpan: covered.length,
        rowSpan: Math.min(merge.rowSpan, bottom - merge.row),
      };
    })
    .filter((merge) => merge.column >= 0);
  return { rows: part.map((row) => kept.map((c) => row[c] ?? '')), merges };
}

export function filledCells(row: readonly string[]): number {
  return row.filter((cell) => cell !== '').length;
}
