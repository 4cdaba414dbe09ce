import { cellText } from './pdf-cell-text.js';
import { type Box, boundsOf, clustered, contains, type Rule, type Run } from './pdf-geometry.js';
import { splitAt } from './pdf-split-run.js';
import type { SheetCell } from './sheet-grid.js';

/** A ruled table and where it stands. */
export interface PdfTable extends Box {
  cells: SheetCell[];
  /** Column borders, to know the same table on the next page. */
  borders: number[];
}

const TOUCH = 3;

/** The ruled tables of a page, and the runs that stand in none. */
export function ruledTables(
  runs: readonly Run[],
  rules: readonly Rule[],
): { tables: PdfTable[]; rest: Run[] } {
  let rest = [...runs];
  const tables: PdfTable[] = [];
  const frames = connected(rules)
    .map(frameOf)
    .filter((frame) => frame !== null)
    .sort((a, b) => area(a) - area(b));
  for (const frame of frames) {
    // A border around a table is no table; what stands in the inner one has been taken already.
    if (tables.some((table) => contains(frame, table))) continue;
    const inside = rest.filter((run) => contains(frame, run));
    const table = tableOf(frame, inside, rules);
    if (table === null) continue;
    tables.push(table);
    const taken = new Set(inside);
    rest = rest.filter((run) => !taken.has(run));
  }
  return { tables, rest };
}

interface Frame extends Box {
  xs: number[];
  ys: number[];
}

function area(box: Box): number {
  return (box.x1 - box.x0) * (box.y1 - box.y0);
}

/** Rules that touch each other, directly or through others. */
function connected(rules: readonly Rule[]): Rule[][] {
  const horizontal = rules.filter((rule) => rule.horizontal);
  const vertical = rules.filter((rule) => !rule.horizontal);
  const group = new Map<Rule, Rule[]>(rules.map((rule) => [rule, [rule]]));
  for (const h of horizontal) {
    for (const v of vertical) {
      const touch =
        v.at >= h.from - TOUCH && v.at <= h.to + TOUCH && h.at >= v.from - TOUCH && h.at <= v.to + TOUCH;
      const [a, b] = [group.get(h), group.get(v)];
      if (!touch || a === undefined || b === undefined || a === b) continue;
      const [small, large] = a.length < b.length ? [a, b] : [b, a];
      for (const rule of small) group.set(rule, large);
      large.push(...small);
    }
  }
  return [...new Set(group.values())].filter((members) => members.length > 3);
}

/** Tables often have no lines at their sides; there the horizontal lines end. */
function frameOf(rules: readonly Rule[]): Frame | null {
  const horizontal = rules.filter((rule) => rule.horizontal);
  const vertical = rules.filter((rule) => !rule.horizontal);
  const ends = (of: readonly Rule[]): number[] => [
    Math.min(...of.map((rule) => rule.from)),
    Math.max(...of.map((rule) => rule.to)),
  ];
  const xs = clustered([...vertical.map((rule) => rule.at), ...ends(horizontal)], TOUCH);
  const ys = clustered([...horizontal.map((rule) => rule.at), ...ends(vertical)], TOUCH);
  if (xs.length < 3 || ys.length < 2 || xs.length * ys.length > 20_000) return null;
  return { xs, ys, x0: xs[0] ?? 0, x1: xs.at(-1) ?? 0, y0: ys[0] ?? 0, y1: ys.at(-1) ?? 0 };
}

function tableOf(frame: Frame, inside: readonly Run[], rules: readonly Rule[]): PdfTable | null {
  const { xs, ys } = frame;
  const owners = mergedCells(frame, rules);
  const runs = inside.flatMap((run) => splitAt(run, crossedBorders(run, frame, rules)));
  const byCell = new Map<number, Run[]>();
  for (const run of runs) {
    const row = slot(ys, (run.y0 + run.y1) / 2);
    const column = slot(xs, (run.x0 + run.x1) / 2);
    const owner = owners[row * (xs.length - 1) + column];
    if (owner !== undefined) byCell.set(owner, [...(byCell.get(owner) ?? []), run]);
  }
  const width = xs.length - 1;
  const cells = [...byCell].flatMap(([owner, cell]) => {
    const places = owners.flatMap((one, i) => (one === owner ? [i] : []));
    const right = xs[Math.max(...places.map((place) => place % width)) + 1] ?? frame.x1;
    return spread(cellText(cell, right), owner, places, width);
  });
  const columns = new Set(cells.filter((cell) => !cell.beside).map((cell) => cell.column));
  const printed = byCell.size;
  const beside = [...byCell.keys()].some((a) =>
    [...byCell.keys()].some((b) => a !== b && Math.floor(a / width) === Math.floor(b / width)),
  );
  // A drawing has many cells and hardly any text in them.
  const isTable = columns.size >= 2 && beside && printed >= new Set(owners).size * 0.25;
  return isTable ? { ...boundsOf([frame]), cells, borders: xs } : null;
}

/** A label merged over several rows belongs to each of them; a long text is not worth repeating. */
const LONGEST_REPEATED = 60;

function spread(text: string, owner: number, places: readonly number[], width: number): SheetCell[] {
  return places.flatMap((place): SheetCell[] => {
    const cell = {
      row: Math.floor(place / width),
      column: place % width,
      text,
      beside: place % width > owner % width,
    };
    return cell.row === Math.floor(owner / width) || text.length <= LONGEST_REPEATED ? [cell] : [];
  });
}

function slot(borders: readonly number[], at: number): number {
  const index = borders.findIndex((border) => border > at);
  return Math.min(Math.max(index < 0 ? borders.length - 2 : index - 1, 0), borders.length - 2);
}

/** For each cell of the lattice, the first cell of the merged one that it belongs to. */
function mergedCells({ xs, ys }: Frame, rules: readonly Rule[]): number[] {
  const width = xs.length - 1;
  const owners = Array.from({ length: width * (ys.length - 1) }, (_, i) => i);
  const find = (i: number): number => (owners[i] === i || owners[i] === undefined ? i : find(owners[i]));
  const join = (a: number, b: number): void => {
    const [first, second] = [find(a), find(b)].sort((x, y) => x - y);
    if (first !== undefined && second !== undefined) owners[second] = first;
  };
  const middle = (borders: readonly number[], i: number): number =>
    ((borders[i] ?? 0) + (borders[i + 1] ?? 0)) / 2;
  for (let r = 0; r < ys.length - 1; r++) {
    for (let c = 0; c < width; c++) {
      const right = { horizontal: false, at: xs[c + 1] ?? 0, along: middle(ys, r) };
      const bottom = { horizontal: true, at: ys[r + 1] ?? 0, along: middle(xs, c) };
      if (c < width - 1 && !isRuled(right, rules)) join(r * width + c, r * width + c + 1);
      if (r < ys.length - 2 && !isRuled(bottom, rules)) join(r * width + c, (r + 1) * width + c);
    }
  }
  return owners.map((_, i) => find(i));
}

function isRuled(
  border: { horizontal: boolean; at: number; along: number },
  rules: readonly Rule[],
): boolean {
  return rules.some(
    (rule) =>
      rule.horizontal === border.horizontal &&
      Math.abs(rule.at - border.at) <= TOUCH &&
      rule.from <= border.along &&
      rule.to >= border.along,
  );
}

/** Borders that a run runs over: some files set a whole row as one string. */
function crossedBorders(run: Run, { xs }: Frame, rules: readonly Rule[]): number[] {
  if (run.vertical) return [];
  const along = (run.y0 + run.y1) / 2;
  return xs.filter(
    (x) =>
      x > run.x0 + run.size * 0.5 &&
      x < run.x1 - run.size * 0.5 &&
      isRuled({ horizontal: false, at: x, along }, rules),
  );
}
