import type { Questionnaire } from '../../../knowledge/survey/questionnaire.js';
import { foldKey } from '../../../knowledge/text/fold.js';
import { type Columns, type Grid, HEADER_WITHIN, recogniseTable, type Table } from '../../imports/table.js';
import { headingOf } from './survey-columns.js';

/** A table with fewer known columns is something else. */
const NEEDED = 4;

/**
 * The survey in a sheet: its headings as they stand, or in two lines, where the item stands above the numbers of its
 * sub-items. Null when the sheet holds something else.
 */
export function findSurvey(
  grid: Grid,
  { columns, questionnaire }: { columns: Columns<string>; questionnaire: Questionnaire },
): Table<string> | null {
  const tables = [grid, inTwoLines(grid, questionnaire)].flatMap((one) => {
    const table = recogniseTable(spelled(one, questionnaire), columns, NEEDED);
    return table === null ? [] : [table];
  });
  return tables.sort((a, b) => b.found.size - a.found.size)[0] ?? null;
}

/** Headings that go on with the sub-item's words, by its key alone. */
function spelled({ name, rows }: Grid, questionnaire: Questionnaire): Grid {
  return {
    name,
    rows: rows.map((row, i) =>
      i >= HEADER_WITHIN
        ? row
        : { ...row, cells: row.cells.map((cell) => headingOf(cell, questionnaire) ?? cell) },
    ),
  };
}

/** Each heading with the item above it before it; an item stands above its first sub-item only, or above them all. */
function inTwoLines({ name, rows }: Grid, { items }: Questionnaire): Grid {
  const itemIn = (cell: string): string | null => {
    const key = foldKey(cell).replace(/\s/g, '');
    const found = items.find((item) => key.startsWith(`(${item.id})`) || key === foldKey(item.id));
    return found?.id ?? items.find((item) => key.includes(foldKey(item.name)))?.id ?? null;
  };
  return {
    name,
    rows: rows.map((row, i) => {
      const above = rows[i - 1];
      if (above === undefined || i >= HEADER_WITHIN) return row;
      let item: string | null = null;
      const cells = Array.from({ length: Math.max(row.cells.length, above.cells.length) }, (_, x) => {
        const over = above.cells[x] ?? '';
        const own = row.cells[x] ?? '';
        if (over.trim() !== '') item = itemIn(over);
        if (own.trim() === '' || own === over) return over;
        return item === null ? own : `${item}-${own}`;
      });
      return { ...row, cells };
    }),
  };
}
