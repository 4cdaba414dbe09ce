import { PLACE_ALONE } from '../places/prefectures.js';
import { visibleLength } from '../text/fold.js';
import { endsSentence, type MarkStyle, markOf, trailingNumberCells } from '../text/line-marks.js';
import type { LogicalLine } from '../text/mend-lines.js';

/** Styles that, on a short line that is no sentence, make a heading. */
const HEADING_STYLES: ReadonlySet<MarkStyle> = new Set([
  'chapter',
  'article',
  'dotted',
  'number',
  'bracketed',
  'circled',
  'paren',
  'minus',
  'kana',
  'lenticular',
  'square',
  'theme',
]);
const LONGEST_HEADING = 48;

/** The style of heading that a printed line is, or null when it is none. */
export function headingStyle(
  line: LogicalLine,
  previous: LogicalLine | undefined,
  next: LogicalLine | undefined,
): string | null {
  if (PLACE_ALONE.test(line.text)) return 'place';
  const style = markOf(line.text);
  if (style === null || !HEADING_STYLES.has(style)) return null;
  if (visibleLength(line.text) > LONGEST_HEADING || /[。、，]$/.test(line.text) || endsSentence(line.text))
    return null;
  if (trailingNumberCells(line.text)?.cells.some((cell) => /[%％]/.test(cell))) return null;
  // An enumeration (1. …  2. …  3. …) of bare lines is a list, not a row of empty sections.
  const listed = (neighbour: LogicalLine | undefined): boolean =>
    neighbour !== undefined && markOf(neighbour.text) === style;
  if ((listed(previous) || listed(next)) && style !== 'chapter' && style !== 'kana') return null;
  if (style === 'lenticular' && !/[】〕]$/.test(line.text) && visibleLength(line.text) > 30) return null;
  return style;
}
