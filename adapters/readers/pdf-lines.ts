import { type Box, boundsOf, type Run } from './pdf-geometry.js';

/** Part of a printed line without a wide gap in it. */
export interface Segment extends Box {
  text: string;
  size: number;
  strong: boolean;
}

/** A gap wider than this, in ems, may be one between columns or cells. */
const WIDE_GAP = 0.9;

/** Runs as lines, top to bottom, each its segments from left to right. */
export function linesOf(runs: readonly Run[]): Segment[][] {
  return groupLines(withoutFurigana(runs)).map(segmentsOf);
}

/** Text of a line, segments joined by a space; 日　　時 spread over its place is one word. */
export function lineText(segments: readonly Segment[]): string {
  const texts = segments.map((segment) => segment.text);
  const spread =
    texts.length > 1 && texts.length <= 6 && texts.every((text) => /^\p{Script=Han}$/u.test(text));
  return texts.join(spread ? '' : ' ');
}

/** Runs share a line when they overlap by half the smaller one's height: sub- and superscripts stay with theirs. */
function groupLines(runs: readonly Run[]): Run[][] {
  const lines: { runs: Run[]; y0: number; y1: number; size: number }[] = [];
  for (const run of [...runs].sort((a, b) => b.size - a.size || a.y0 - b.y0)) {
    const line = lines.find((candidate) => {
      const overlap = Math.min(candidate.y1, run.y1) - Math.max(candidate.y0, run.y0);
      return overlap >= Math.min(candidate.size, run.size) * 0.5;
    });
    if (line === undefined) lines.push({ runs: [run], y0: run.y0, y1: run.y1, size: run.size });
    else line.runs.push(run);
  }
  return lines.sort((a, b) => a.y0 - b.y0).map((line) => line.runs.sort((a, b) => a.x0 - b.x0));
}

function segmentsOf(line: readonly Run[]): Segment[] {
  const segments: Run[][] = [];
  for (const run of line) {
    const last = segments.at(-1);
    const before = last?.at(-1);
    if (
      last !== undefined &&
      before !== undefined &&
      run.x0 - before.x1 <= WIDE_GAP * Math.max(run.size, before.size)
    )
      last.push(run);
    else segments.push([run]);
  }
  return segments.map((runs) => ({
    ...boundsOf(runs),
    text: runs
      .reduce((text, run, i) => text + spaceBetween(runs[i - 1], run) + run.text, '')
      .replace(STRETCHED, (part) => part.replaceAll(' ', '')),
    size: Math.max(...runs.map((run) => run.size)),
    strong: runs.every(
      (run) => run.strong || !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(run.text),
    ),
  }));
}

/** A line stretched to the column's width has a space after every letter. */
const STRETCHED =
  /(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、。，．「」（）・] ){5,}[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、。，．「」（）・](?=\s|$)/gu;

const LATIN = /[\p{Script=Latin}\d]/u;
const CLOSES = /[、。，．）」』】〕・：；]/;
const OPENS = /[（「『【〔、。，．）」』】〕・：；]/;

/**
 * What looks like a typed space: Latin words stand close to each other, Japanese letters touch, and the quarter em
 * that printers put between the two, or the white half of a bracket, is none.
 */
function spaceBetween(before: Run | undefined, run: Run): string {
  if (before === undefined) return '';
  const gap = (run.x0 - before.x1) / Math.min(before.size, run.size);
  const [left, right] = [before.text.at(-1) ?? '', run.text[0] ?? ''];
  if (CLOSES.test(left) || OPENS.test(right)) return gap > 0.6 ? ' ' : '';
  const [a, b] = [LATIN.test(left), LATIN.test(right)];
  return gap > (a && b ? 0.15 : a || b ? 0.3 : 0.2) ? ' ' : '';
}

/** Readings above a line: small kana that stand on larger text. */
function withoutFurigana(runs: readonly Run[]): Run[] {
  const kana = runs.filter((run) => /^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s]+$/u.test(run.text));
  const dropped = new Set(
    kana.filter((small) =>
      runs.some(
        (base) =>
          small.size <= base.size * 0.6 &&
          /\p{Script=Han}/u.test(base.text) &&
          small.x0 > base.x0 - base.size &&
          small.x1 < base.x1 + base.size &&
          base.y0 - small.y1 < base.size * 0.35 &&
          small.y1 < base.y0 + base.size * 0.35 &&
          small.y1 > base.y0 - base.size * 0.35,
      ),
    ),
  );
  return dropped.size === 0 ? [...runs] : runs.filter((run) => !dropped.has(run));
}
