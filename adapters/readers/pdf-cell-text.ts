import { endsSentence, isBullet, markOf } from '../../knowledge/text/line-marks.js';
import { runsOn } from '../../knowledge/text/mend-lines.js';
import type { Run } from './pdf-geometry.js';
import { linesOf, lineText, type Segment } from './pdf-lines.js';

/** The text of a table's cell: lines that were only broken at its edge are one again. */
export function cellText(runs: readonly Run[], right: number): string {
  const vertical = runs.filter((run) => run.vertical).sort((a, b) => b.x0 - a.x0);
  const lines = linesOf(runs.filter((run) => !run.vertical));
  const label = vertical.map((run) => run.text).join('');
  const text = lines.reduce((whole, line, i) => joinLine(whole, lines[i - 1], line, right), '');
  return [label, text].filter((part) => part !== '').join('\n');
}

/** White space that a character too many for the line leaves, with the cell's padding. */
const FULL_WITHIN = 2.2;

function joinLine(
  whole: string,
  before: readonly Segment[] | undefined,
  line: readonly Segment[],
  right: number,
): string {
  const text = lineText(line);
  const last = before?.at(-1);
  if (last === undefined) return text;
  const full = right - last.x1 <= FULL_WITHIN * last.size;
  const apart = isBullet(text) || (markOf(text) !== null && !/[、・]$/.test(whole));
  const goesOn = full ? !endsSentence(whole) || right - last.x1 <= 1.2 * last.size : runsOn(whole, text);
  if (apart || !goesOn) return `${whole}\n${text}`;
  return (
    whole +
    (/[\p{Script=Latin}\d,.;:)]$/u.test(whole) && /^[\p{Script=Latin}(]/u.test(text) ? ' ' : '') +
    text
  );
}
