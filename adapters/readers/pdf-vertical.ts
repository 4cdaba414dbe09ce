import { type Box, boundsOf, median, type Rule, type Run } from './pdf-geometry.js';

/** Vertical text: its columns from right to left. */
export interface VerticalText extends Box {
  columns: Run[];
}

interface Sorted {
  horizontal: Run[];
  vertical: VerticalText[];
}

/**
 * Takes vertical text out of a page: runs of vertical fonts, and labels that are set as single glyphs one below
 * the other (which otherwise come out one character a line).
 */
export function verticalTexts(runs: readonly Run[], rules: readonly Rule[]): Sorted {
  const set = runs.filter((run) => run.vertical);
  const { columns, rest } = stackedGlyphs(
    runs.filter((run) => !run.vertical),
    rules,
  );
  const groups = groupColumns([...set, ...columns], rules);
  const horizontal = takeStrays(rest, groups);
  return { horizontal, vertical: groups.map((group) => ({ ...boundsOf(group), columns: group })) };
}

const TALLEST_STEP = 1.3;

function stackedGlyphs(runs: readonly Run[], rules: readonly Rule[]): { columns: Run[]; rest: Run[] } {
  const alone = runs.filter(
    (run) => [...run.text].length === 1 && !runs.some((other) => isBeside(run, other)),
  );
  const left = new Set(alone);
  const columns: Run[] = [];
  for (const first of [...alone].sort((a, b) => a.y0 - b.y0)) {
    if (!left.has(first)) continue;
    const chain = [first];
    for (let next = below(first, left, rules); next !== undefined; next = below(next, left, rules))
      chain.push(next);
    const text = chain.map((run) => run.text).join('');
    // ○ × ― one below the other are marks in a table's column.
    if (chain.length < 3 || (text.match(/[\p{L}]/gu)?.length ?? 0) < chain.length * 0.6) continue;
    for (const run of chain) left.delete(run);
    columns.push({ ...boundsOf(chain), text, size: first.size, vertical: true, strong: first.strong });
  }
  const taken = new Set(alone.filter((run) => !left.has(run)));
  return { columns, rest: runs.filter((run) => !taken.has(run)) };
}

function isBeside(run: Run, other: Run): boolean {
  if (other === run || Math.min(run.y1, other.y1) - Math.max(run.y0, other.y0) < run.size * 0.4) return false;
  return Math.max(run.x0, other.x0) - Math.min(run.x1, other.x1) < run.size * 0.6;
}

function below(run: Run, among: ReadonlySet<Run>, rules: readonly Rule[]): Run | undefined {
  for (const other of among) {
    const step = other.y0 - run.y0;
    if (
      step < run.size * 0.7 ||
      step > run.size * TALLEST_STEP ||
      Math.abs(other.size - run.size) > run.size * 0.1
    )
      continue;
    const aligned = Math.abs((other.x0 + other.x1) / 2 - (run.x0 + run.x1) / 2) < run.size * 0.25;
    if (aligned && !separated(run, other, rules)) return other;
  }
  return undefined;
}

function separated(a: Box, b: Box, rules: readonly Rule[]): boolean {
  const [ax, ay, bx, by] = [(a.x0 + a.x1) / 2, (a.y0 + a.y1) / 2, (b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2];
  return rules.some((rule) => {
    const [from, to, cross] = rule.horizontal ? [ay, by, ax] : [ax, bx, ay];
    return (
      rule.at > Math.min(from, to) && rule.at < Math.max(from, to) && rule.from <= cross && rule.to >= cross
    );
  });
}

/** Columns of one text begin at the same height and stand a line's distance apart. */
function groupColumns(columns: readonly Run[], rules: readonly Rule[]): Run[][] {
  const groups: Run[][] = [];
  for (const column of [...columns].sort((a, b) => b.x0 - a.x0 || a.y0 - b.y0)) {
    const group = groups.find((candidate) => {
      const last = candidate.at(-1);
      return (
        last !== undefined &&
        isNextColumn(last, column, candidate) &&
        !separated(topOf(last), topOf(column), rules)
      );
    });
    if (group === undefined) groups.push([column]);
    else group.push(column);
  }
  return groups.sort((a, b) => boundsOf(a).y0 - boundsOf(b).y0);
}

function isNextColumn(last: Run, column: Run, group: readonly Run[]): boolean {
  const gap = last.x0 - column.x1;
  const top = median(group.map((run) => run.y0));
  return gap < last.size * 2.2 && gap > -last.size * 0.6 && Math.abs(column.y0 - top) < last.size * 2.5;
}

function topOf(run: Run): Box {
  return { ...run, y1: run.y0 + run.size };
}

/** The last column of a label may hold one or two glyphs only. */
function takeStrays(runs: readonly Run[], groups: readonly Run[][]): Run[] {
  return runs.filter((run) => {
    if ([...run.text].length !== 1 || runs.some((other) => isBeside(run, other))) return true;
    const group = groups.find((candidate) => {
      const last = candidate.at(-1);
      return (
        last !== undefined &&
        isNextColumn(last, run, candidate) &&
        Math.abs(run.y0 - last.y0) < run.size * 0.5
      );
    });
    group?.push({ ...run, vertical: true });
    return group === undefined;
  });
}
