import { cellText } from './pdf-cell-text.js';
import { type Box, boundsOf, contains, type Rule, type Run } from './pdf-geometry.js';
import { linesOf, type Segment } from './pdf-lines.js';
import type { PdfTable } from './pdf-tables.js';
import type { SheetCell } from './sheet-grid.js';

/**
 * Tables with horizontal lines only, as reports set them: rows lie between the lines, or below each other when
 * there is one line under the header and one at the end. Columns are where white runs through all lines.
 */
export function openTables(
  runs: readonly Run[],
  rules: readonly Rule[],
): { tables: PdfTable[]; rest: Run[] } {
  let rest = [...runs];
  const tables: PdfTable[] = [];
  for (const lines of alike(rules)) {
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined) continue;
    const frame: Box = { x0: first.from, x1: first.to, y0: first.at, y1: last.at };
    const inside = rest.filter((run) => contains(frame, run) && !run.vertical);
    const table = tableOf(
      frame,
      lines.map((line) => line.at),
      inside,
    );
    if (table === null) continue;
    tables.push(table);
    rest = rest.filter((run) => !inside.includes(run));
  }
  return { tables, rest };
}

const TOLERANCE = 3;
/** Pages are divided by lines too; a table's lines stand closer. */
const TALLEST_ROW = 200;

/** Three lines or more of the same ends, with no vertical line between them. */
function alike(rules: readonly Rule[]): Rule[][] {
  const groups: Rule[][] = [];
  const vertical = rules.filter((rule) => !rule.horizontal);
  for (const rule of rules.filter((one) => one.horizontal).sort((a, b) => a.at - b.at)) {
    const group = groups.findLast((candidate) => {
      const last = candidate.at(-1);
      return (
        last !== undefined &&
        same(last.from, rule.from) &&
        same(last.to, rule.to) &&
        rule.at - last.at < TALLEST_ROW
      );
    });
    const last = group?.at(-1);
    if (group === undefined || last === undefined) groups.push([rule]);
    else if (rule.at - last.at > TOLERANCE) group.push(rule);
  }
  return groups.filter((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (group.length < 3 || first === undefined || last === undefined) return false;
    const crosses = (v: Rule): boolean =>
      v.at > first.from - TOLERANCE && v.at < first.to + TOLERANCE && v.from < last.at && v.to > first.at;
    return !vertical.some(crosses);
  });
}

function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE;
}

function tableOf(frame: Box, ys: readonly number[], runs: readonly Run[]): PdfTable | null {
  const lines = linesOf(runs);
  const gutters = commonGutters(lines, frame);
  const beside = lines.filter((line) => line.length > 1).length;
  if (gutters.length === 0 || lines.length < 2 || beside < lines.length * 0.6) return null;
  const borders = [frame.x0, ...gutters, frame.x1];
  const rowOf =
    ys.length > 3
      ? (y: number) => ys.filter((at) => at < y).length - 1
      : rowsByLabel(lines, gutters[0] ?? 0, ys[1] ?? 0);
  const places = new Map<string, { row: number; column: number; runs: Run[] }>();
  for (const run of runs) {
    const row = rowOf((run.y0 + run.y1) / 2);
    const column = gutters.filter((x) => x < (run.x0 + run.x1) / 2).length;
    const place = places.get(`${row}:${column}`);
    if (place === undefined) places.set(`${row}:${column}`, { row, column, runs: [run] });
    else place.runs.push(run);
  }
  const cells = [...places.values()].map((place): SheetCell => {
    const right = Math.max(
      ...runs.filter((run) => gutters.filter((x) => x < run.x0).length === place.column).map((run) => run.x1),
    );
    return { row: place.row, column: place.column, text: cellText(place.runs, right), beside: false };
  });
  return { ...boundsOf([frame]), cells, borders };
}

/** Above the second line is the header. Below it a line is a row; one without a label goes on with the row above. */
function rowsByLabel(
  lines: readonly Segment[][],
  labelEnd: number,
  headerEnd: number,
): (y: number) => number {
  const tops: number[] = [];
  for (const line of lines) {
    const [first] = line;
    if (first === undefined || first.y0 < headerEnd) continue;
    if (first.x0 < labelEnd || tops.length === 0) tops.push(first.y0);
  }
  return (y) => (y < headerEnd ? 0 : Math.max(1, tops.filter((top) => top < y).length));
}

const NARROWEST = 9;

/** White that runs through every line; a line's open end counts as white. */
function commonGutters(lines: readonly Segment[][], frame: Box): number[] {
  let gaps: [number, number][] = [[frame.x0, frame.x1]];
  for (const line of lines) {
    for (const segment of line) {
      gaps = gaps.flatMap(([from, to]): [number, number][] => {
        if (segment.x1 <= from || segment.x0 >= to) return [[from, to]];
        const parts: [number, number][] = [
          [from, segment.x0],
          [segment.x1, to],
        ];
        return parts.filter(([start, end]) => end - start >= NARROWEST);
      });
    }
  }
  const text = boundsOf(lines.flat());
  return gaps.filter(([from, to]) => from >= text.x0 && to <= text.x1).map(([from, to]) => (from + to) / 2);
}
