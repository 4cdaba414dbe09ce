import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { boundsOf, type Rule } from './pdf-geometry.js';
import { type Matrix, multiply, transformed } from './pdf-matrix.js';

export interface Drawing {
  rules: Rule[];
  /** Images or shapes are painted. */
  painted: boolean;
}

/** What fills less than this across is drawn as a line. */
const THIN = 2.5;
/** Shorter strokes belong to letters and pictures. */
const SHORTEST = 4;
/** Maps and charts consist of thousands of strokes; no table does. */
const MOST_RULES = 4000;

/** The straight horizontal and vertical lines of a page: borders of tables and boxes. */
export function drawingOf(fnArray: readonly number[], argsArray: readonly unknown[], view: Matrix): Drawing {
  const rules: Rule[] = [];
  const stack: Matrix[] = [];
  let matrix = view;
  let painted = false;
  fnArray.forEach((fn, i) => {
    const args = argsArray[i];
    if (fn === OPS.save) stack.push(matrix);
    else if (fn === OPS.restore || fn === OPS.paintFormXObjectEnd) matrix = stack.pop() ?? view;
    else if (fn === OPS.transform && isMatrix(args)) matrix = multiply(matrix, args);
    else if (fn === OPS.paintFormXObjectBegin) {
      stack.push(matrix);
      const inner: unknown = Array.isArray(args) ? args[0] : null;
      if (isMatrix(inner)) matrix = multiply(matrix, inner);
    } else if (IMAGES.has(fn)) painted = true;
    else if (fn === OPS.constructPath && Array.isArray(args)) {
      const [paint, [path]] = args as [number, [ArrayLike<number> | null]];
      if (paint === OPS.endPath || path === null || path === undefined) return;
      painted = true;
      if (rules.length < MOST_RULES) rules.push(...rulesOfPath(path, matrix, STROKES.has(paint)));
    }
  });
  return { rules: rules.length < MOST_RULES ? rules : [], painted };
}

const IMAGES: ReadonlySet<number> = new Set([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObjectRepeat,
  OPS.paintImageMaskXObjectGroup,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintSolidColorImageMask,
  OPS.shadingFill,
]);
const STROKES: ReadonlySet<number> = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

function isMatrix(args: unknown): args is Matrix {
  return args !== null && typeof args === 'object' && 'length' in args && args.length === 6;
}

type Point = readonly [number, number];

/** pdf.js packs a path as numbers: 0 move x y, 1 line x y, 2 curve (6), 3 quadratic (4), 4 close. */
function rulesOfPath(path: ArrayLike<number>, matrix: Matrix, stroked: boolean): Rule[] {
  const rules: Rule[] = [];
  let points: Point[] = [];
  let curved = false;
  const end = (): void => {
    if (!curved && points.length > 1) rules.push(...(stroked ? strokeRules(points) : fillRule(points)));
    points = [];
    curved = false;
  };
  for (let i = 0; i < path.length; ) {
    const op = path[i++];
    if (op === 4) {
      if (points[0] !== undefined) points.push(points[0]);
      continue;
    }
    if (op === 0) end();
    const size = op === 2 ? 6 : op === 3 ? 4 : 2;
    if (size > 2) curved = true;
    points.push(transformed(matrix, path[i + size - 2] ?? 0, path[i + size - 1] ?? 0));
    i += size;
  }
  end();
  return rules;
}

function strokeRules(points: readonly Point[]): Rule[] {
  return points.slice(1).flatMap(([x, y], i) => {
    const [fromX, fromY] = points[i] ?? [x, y];
    return ruleBetween(fromX, fromY, x, y);
  });
}

/** A filled bar is a line when it is thin; filled areas are shading. */
function fillRule(points: readonly Point[]): Rule[] {
  const box = boundsOf(points.map(([x, y]) => ({ x0: x, y0: y, x1: x, y1: y })));
  const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
  if (box.y1 - box.y0 <= THIN) return ruleBetween(box.x0, y, box.x1, y);
  return box.x1 - box.x0 <= THIN ? ruleBetween(x, box.y0, x, box.y1) : [];
}

function ruleBetween(x0: number, y0: number, x1: number, y1: number): Rule[] {
  const [across, down] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
  if (down <= 1 && across >= SHORTEST) {
    return [{ horizontal: true, at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) }];
  }
  if (across <= 1 && down >= SHORTEST) {
    return [{ horizontal: false, at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) }];
  }
  return [];
}
