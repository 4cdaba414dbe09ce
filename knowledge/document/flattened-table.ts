import { visibleLength } from '../text/fold.js';
import { markOf, trailingNumberCells } from '../text/line-marks.js';
import type { LogicalLine } from '../text/mend-lines.js';

/** A printed line that was a table's row: its label, then numbers. */
export type NumberRow = { label: string; cells: string[] };

/** Two numbers or more make a row; one does when a header announces it, or when it is a share on a line of its own. */
export function isTableRow(row: NumberRow, header: string[] | null): boolean {
  if (row.cells.length >= 2) return true;
  if (header !== null && (row.cells.length === header.length || row.cells.length === header.length - 1))
    return true;
  return row.label === '' && /[%％]/.test(row.cells[0] ?? '');
}

/** `実施している 年度内に実施予定 実施していない` above rows of as many numbers: the header of a flattened table. */
export function headerCells(line: LogicalLine, following: readonly LogicalLine[]): string[] | null {
  const cells = line.text.split(/[\s　]+/).filter((cell) => cell !== '');
  if (
    cells.length < 2 ||
    cells.length > 8 ||
    cells.some((cell) => visibleLength(cell) > 24 || /[。、]/.test(cell))
  )
    return null;
  if (trailingNumberCells(line.text) !== null || markOf(line.text) !== null) return null;
  const counts = following
    .map((below) => trailingNumberCells(below.text)?.cells.length ?? 0)
    .filter((count) => count > 0);
  return counts[0] === cells.length || (counts[0] === cells.length - 1 && counts[0] >= 1) ? cells : null;
}
