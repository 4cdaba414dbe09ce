/** A cell that shows something. */
export interface SheetCell {
  row: number;
  column: number;
  text: string;
  /** Continues the cell to its left (a horizontal merge): it keeps the place but is not printed again. */
  beside: boolean;
}

/** A rectangle of cells that touch one another: a table, a form, a line of text. */
export type Region = SheetCell[];

const DEEPEST = 12;

/** Cuts a sheet at its blank rows and blank columns, again and again, into regions in reading order. */
export function regionsOf(cells: readonly SheetCell[]): Region[] {
  return cut([...cells], 'row', 0);
}

function cut(cells: SheetCell[], axis: 'row' | 'column', depth: number): Region[] {
  if (cells.length === 0) return [];
  const pieces = piecesAlong(cells, axis);
  if (axis === 'column') {
    const [left, ...right] = pieces;
    // A form may have an empty column between its labels and their values.
    if (right.length > 0 && left !== undefined && isLabelColumn(left, right[0] ?? [])) {
      const joined = [[...left, ...(right[0] ?? [])], ...right.slice(1)];
      return joined.flatMap((piece) => (joined.length === 1 ? [piece] : cut(piece, 'row', depth + 1)));
    }
  }
  if (pieces.length === 1) return axis === 'row' ? cut(cells, 'column', depth) : [cells];
  if (depth >= DEEPEST) return pieces;
  return pieces.flatMap((piece) => cut(piece, axis === 'row' ? 'column' : 'row', depth + 1));
}

function piecesAlong(cells: readonly SheetCell[], axis: 'row' | 'column'): Region[] {
  const sorted = [...cells].sort((a, b) => a[axis] - b[axis]);
  const pieces: Region[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const cell of sorted) {
    if (cell[axis] > last + 1) pieces.push([]);
    pieces.at(-1)?.push(cell);
    last = cell[axis];
  }
  return pieces;
}

function isLabelColumn(left: Region, right: Region): boolean {
  const rows = new Set(left.map((cell) => cell.row));
  if (rows.size !== left.length || left.length < 2) return false;
  const beside = new Set(right.map((cell) => cell.row));
  return [...beside].filter((row) => rows.has(row)).length >= 0.6 * rows.size;
}

/** A matrix larger than this is a few cells strewn over a huge sheet. */
const MOST_PLACES = 2_000_000;

/** Rows of a region, each as wide as the region; columns that nothing but merges reach into are left out. */
export function matrixOf(region: Region): SheetCell[][] {
  const rows = [...new Set(region.map((cell) => cell.row))].sort((a, b) => a - b);
  const columns = [...new Set(region.filter((cell) => !cell.beside).map((cell) => cell.column))].sort(
    (a, b) => a - b,
  );
  const sparse = rows.length * columns.length > MOST_PLACES;
  const y = new Map(rows.map((row, i) => [row, i]));
  const x = new Map(columns.map((column, i) => [column, i]));
  const matrix: SheetCell[][] = rows.map((row) =>
    sparse ? [] : columns.map((column) => ({ row, column, text: '', beside: false })),
  );
  for (const cell of region) {
    const line = matrix[y.get(cell.row)!]!;
    const place = x.get(cell.column);
    if (place === undefined) continue;
    if (sparse) line.push(cell);
    else line[place] = cell;
  }
  return matrix;
}
