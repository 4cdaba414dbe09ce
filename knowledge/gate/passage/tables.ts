import { folded, spaced } from '../words/one-spelling.js';

/** A line of a passage: what runs on, or a row of a table with the names of its columns. */
export type Line = { text: string; table: null } | { text: string; table: Record };

/** What a row is about, and what all rows of its table are. */
export interface Record {
  /** Its first cell. */
  name: string;
  all: readonly string[];
  /** What stands in it behind its first cell, below the names of the columns; '' where they have none. */
  cells: readonly { head: string; text: string }[];
}

/** Cells of a row that stands between bars, or with wide gaps as the desk shows it; null for what is none. */
function cellsOf(line: string): string[] | null {
  const barred = line.trim().replace(/^[|｜]|[|｜]$/g, '');
  if (/[|｜]/.test(barred)) return barred.split(/[|｜]/).map((cell) => spaced(folded(cell)));
  const gaps = line.split(/\u3000|\t/).map((cell) => spaced(folded(cell)));
  // 「１　対象　病院」 is an item with a label.
  if (/^[(（]?[\dア-ン][)）.．]?$/.test(gaps[0] ?? '')) return null;
  return gaps.length >= 3 && gaps.every((cell) => cell.length <= 60) ? gaps : null;
}

/** Names of columns with wide gaps, without one above the names of the rows; null for what is none. */
function cornerlessHead(line: string, next: string): string[] | null {
  const row = cellsOf(next);
  const wide = line.split(/\u3000|\t/);
  // Names without white space in them may stand closer together than what is below them.
  const cells = wide.length > 1 ? wide : line.trim().split(/ +/);
  const names = cells.map((cell) => spaced(folded(cell)));
  const isHead =
    names.length >= 2 && names.every((name) => name !== '' && name.length <= 60 && !isFigure(name));
  return isHead && row?.length === names.length + 1 && row.slice(1).every(isFigure) ? ['', ...names] : null;
}

/** Rows of a table that begins there, with cells; less than two are none. */
function tableAt(lines: readonly string[], from: number): string[][] {
  const head = cornerlessHead(lines[from] ?? '', lines[from + 1] ?? '');
  const rows: string[][] = head === null ? [] : [head];
  for (const line of lines.slice(head === null ? from : from + 1)) {
    const cells = cellsOf(line);
    const gapped = !/[|｜]/.test(line);
    if (
      cells === null ||
      cells.length < 2 ||
      (gapped && rows[0] !== undefined && rows[0].length !== cells.length)
    )
      break;
    if (!cells.every((cell) => /^[-:]*$/.test(cell))) rows.push(cells);
    else rows.push([]);
  }
  return rows;
}

/** Letters of what a column is called, at most. */
const SHORT = 8;

/** Each with its cells behind the names of their columns. */
function recordsOf(rows: readonly string[][]): Line[] {
  const filled = rows.filter((cells) => cells.length > 0);
  const [first = [], ...rest] = filled;
  // Two columns are names and what they name as often as not: 日時｜10月21日.
  const isHead =
    first.slice(1).every((cell) => !isFigure(cell)) && (first.length > 2 || (first[1] ?? '').length <= SHORT);
  const head = rest.length > 0 && isHead ? first : null;
  const body = head === null ? filled : rest;
  const named = (cell: string, at: number): string =>
    head?.[at] === undefined || cell === '' ? cell : `${head[at]} ${cell}`;
  const all = body.map(([name = '']) => name);
  const headed = (cells: readonly string[]): Record['cells'] =>
    cells.flatMap((text, at) => (at === 0 || text === '' ? [] : [{ head: head?.[at] ?? '', text }]));
  return body.map((cells) => ({
    text: cells
      .map(named)
      .filter((part) => part !== '')
      .join('、'),
    table: { name: cells[0] ?? '', all, cells: headed(cells) },
  }));
}

/** What a column holds, rather than what it is called: 令和4年度 may be either's name. */
function isFigure(cell: string): boolean {
  return /^[\d.,]+(?!年度|回目?$|期$)/.test(cell);
}

/** A blank line between most lines ends no paragraph: so does some software write what it reads from a page. */
function singleSpaced(lines: readonly string[]): readonly string[] {
  const written = lines.filter((line) => line.trim() !== '');
  const apart = lines.filter((line, i) => line.trim() !== '' && lines[i + 1]?.trim() === '');
  return written.length >= FEW && apart.length >= DOUBLE * (written.length - 1) ? written : lines;
}

const FEW = 4;
const DOUBLE = 0.6;

/** Lines as they were written, whole again where a page has broken them, and rows of tables. @param unwrap joins lines */
export function linesOf(passage: string, unwrap: (lines: readonly string[]) => string[]): Line[] {
  const raw = singleSpaced(passage.split('\n'));
  const lines: Line[] = [];
  let run: string[] = [];
  const close = (): void => {
    lines.push(...unwrap(run).map((text) => ({ text, table: null })));
    run = [];
  };
  for (let i = 0; i < raw.length; ) {
    const rows = tableAt(raw, i);
    if (rows.length < 2) {
      run.push((raw[i] ?? '').replace(/^\s*[|｜]+|[|｜]+\s*$/g, ''));
      i++;
      continue;
    }
    close();
    lines.push(...recordsOf(rows));
    i += rows.length;
  }
  close();
  return lines;
}
