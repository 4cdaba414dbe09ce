import type { PhysicalLine } from '../document/read-document.js';

/**
 * Text extracted from a PDF, as files come from elsewhere. Some extractors double-space: every printed line
 * is followed by an empty one, and a paragraph gap shows only as a line of white space or a second empty
 * line. So what an empty line means is decided from its neighbourhood.
 */
export function physicalLinesOf(text: string): PhysicalLine[] {
  const raw = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  const lines: (PhysicalLine & { empties: number; spaces: number })[] = [];
  const paged = text.includes('\f');
  let page = 1;
  let empties = 0;
  let spaces = 0;
  for (const rawLine of raw) {
    const feeds = rawLine.split('\f').length - 1;
    page += feeds;
    const line = rawLine.replaceAll('\f', '');
    if (line.trim() === '') {
      if (line === '') empties++;
      else spaces++;
      continue;
    }
    // Extractors that lose the form feed leave one space in its place, at the start of the page's first line.
    const lostFeed = /^ \S/.test(line) && empties === 0 && lines.length > 0;
    lines.push({
      text: line.trimEnd(),
      page: paged ? page : null,
      breakBefore: false,
      pageBreakBefore: feeds > 0 || lostFeed,
      fill: null,
      empties,
      spaces,
    });
    empties = 0;
    spaces = 0;
  }
  return lines.map(({ empties: e, spaces: s, ...line }, i) => ({
    ...line,
    breakBefore: i === 0 || s > 0 || e > (isDoubleSpaced(lines, i) ? 1 : 0),
  }));
}

const WINDOW = 12;

function isDoubleSpaced(lines: readonly { empties: number; spaces: number }[], at: number): boolean {
  const around = lines.slice(Math.max(1, at - WINDOW), at + WINDOW + 1).filter((line) => line.spaces === 0);
  return around.length > 0 && around.filter((line) => line.empties > 0).length / around.length > 0.7;
}
