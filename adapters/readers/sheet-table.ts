import { visibleLength } from '../../knowledge/text/fold.js';
import { endsSentence } from '../../knowledge/text/line-marks.js';
import type { SheetCell } from './sheet-grid.js';
import { isHead, isHeaderRow, isListHeader, joinHeads } from './table-header.js';

/** Header and body of a sheet's table. A header may take two rows, the upper one spanning columns. */
export function splitHeader(rows: readonly SheetCell[][]): {
  header: string[] | null;
  body: readonly SheetCell[][];
} {
  const texts = (row: readonly SheetCell[] | undefined): string[] => row?.map((cell) => cell.text) ?? [];
  const upper = texts(rows[0]);
  const spans = rows[0]?.some((cell) => cell.beside) || upper.some((text, i) => i > 0 && text === '');
  if (spans && rows.length >= 3) {
    const joined = joinHeads(upper, texts(rows[1]));
    const distinct = new Set(joined).size === joined.length;
    const parted = texts(rows[1]).some((text, i) => text !== '' && text !== upper[i]);
    if (
      distinct &&
      parted &&
      texts(rows[1]).every((text) => text === '' || isHead(text)) &&
      namesColumns(joined)
    )
      return { header: joined, body: rows.slice(2) };
  }
  const below = rows.slice(1).map(texts);
  const named = upper.length >= 3 ? namesColumns(upper) : isHeaderRow(upper, below) || isListHeader(upper);
  return named && below.length > 0 ? { header: upper, body: rows.slice(1) } : { header: null, body: rows };
}

/** Short words over nearly all columns. What a sheet begins with in this way is a header. */
function namesColumns(cells: readonly string[]): boolean {
  const words = cells.filter((cell) => cell !== '');
  return words.length >= 2 && words.length >= (2 / 3) * cells.length && words.every(isHead);
}

/** Label and value pairs of a form; null when the rows are those of a table. */
export function formRowsOf(rows: readonly SheetCell[][]): string[][] | null {
  const lines = rows.map((row) => row.filter((cell) => !cell.beside && cell.text !== ''));
  const paired = lines.filter((line) => line.length === 2 && isLabel(line[0]!.text));
  const two = rows[0]?.length === 2;
  if (two) {
    const texts = rows.map((row) => row.map((cell) => cell.text));
    const [first = [], ...below] = texts;
    if (isHeaderRow(first, below) || isListHeader(first)) return null;
    return texts.filter((row) => isLabel(row[0] ?? '')).length >= 0.7 * texts.length ? texts : null;
  }
  // Wider forms have values that span columns, and rows of label, value, label, value.
  const wide = paired.filter((line) => spansIn(rows, line[1]!)).length;
  if (wide === 0 || wide < lines.length / 3 || lines.some((line) => line.length > 6)) return null;
  return lines.flatMap((line) => {
    if (line.length === 1) return [[line[0]!.text, '']];
    if (line.length % 2 === 1 || !line.every((cell, i) => i % 2 === 1 || isLabel(cell.text)))
      return [
        [
          line[0]!.text,
          line
            .slice(1)
            .map((cell) => cell.text)
            .join('\n'),
        ],
      ];
    return Array.from({ length: line.length / 2 }, (_, i) => [line[2 * i]!.text, line[2 * i + 1]!.text]);
  });
}

function spansIn(rows: readonly SheetCell[][], cell: SheetCell): boolean {
  const row = rows.find((line) => line[0]?.row === cell.row) ?? [];
  return row.some((other) => other.beside && other.column > cell.column);
}

function isLabel(text: string): boolean {
  return text !== '' && visibleLength(text) <= 30 && !endsSentence(text);
}
