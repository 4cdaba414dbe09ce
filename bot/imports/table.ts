import { foldKey } from '../../knowledge/text/fold.js';

/** A sheet or CSV file as it stands. Rows are numbered as the spreadsheet shows them, from 1. */
export interface Grid {
  name: string;
  rows: { number: number; cells: readonly string[] }[];
}

/** The spellings under which a column is recognised, by field. */
export type Columns<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** A grid whose columns were recognised by their names. */
export interface Table<Field extends string> {
  name: string;
  found: ReadonlySet<Field>;
  /** Column names that nothing is known of. */
  unknown: readonly string[];
  rows: { number: number; cells: Readonly<Partial<Record<Field, string>>> }[];
}

/** What is wrong with a row; a row with a problem is not written. */
export interface ImportProblem {
  sheet: string;
  /** As the spreadsheet numbers it; null for the whole sheet. */
  row: number | null;
  /** Name of the column; null for the whole row. */
  column: string | null;
  value: string;
  /** One Japanese sentence. */
  message: string;
}

/** Titles and notes stand above many tables of public offices. */
export const HEADER_WITHIN = 20;

/** The row with most known names is the header. Null when no row has `needed` of them. */
export function recogniseTable<Field extends string>(
  { name, rows }: Grid,
  columns: Columns<Field>,
  needed = 2,
): Table<Field> | null {
  const fieldOf = new Map<string, Field>();
  for (const [field, spellings] of Object.entries(columns) as [Field, readonly string[]][])
    for (const spelling of spellings) fieldOf.set(columnKey(spelling), field);
  const heads = rows
    .slice(0, HEADER_WITHIN)
    .map(({ cells }) => cells.map((cell) => fieldOf.get(columnKey(cell))));
  const known = heads.map((head) => new Set(head.filter((field) => field !== undefined)).size);
  const at = known.indexOf(Math.max(...known, 0));
  const head = heads[at];
  const header = rows[at];
  if (head === undefined || header === undefined || (known[at] ?? 0) < needed) return null;
  return {
    name,
    found: new Set(head.filter((field) => field !== undefined)),
    unknown: header.cells.filter((cell, i) => cell.trim() !== '' && head[i] === undefined),
    rows: rows.slice(at + 1).flatMap(({ number, cells }) => {
      const row: Partial<Record<Field, string>> = {};
      head.forEach((field, i) => {
        const text = (cells[i] ?? '').trim();
        // Of two columns of one name the first that says something counts.
        if (field !== undefined && text !== '' && row[field] === undefined) row[field] = text;
      });
      const filled = Object.keys(row).length;
      return filled === 0 || (filled <= 2 && isTotal(cells)) ? [] : [{ number, cells: row }];
    }),
  };
}

/** 「合計 25名」 under a list is no entry of it. */
function isTotal(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell.trim() !== '') ?? '';
  return /^[小合総]?計(\s*[:\d].*)?$/.test(foldKey(first).replace(/\s+/g, ' ').trim());
}

function columnKey(name: string): string {
  return foldKey(name).replace(/[\s_・()（）:：*※-]/g, '');
}
