import type { Element } from './pdf-columns.js';
import type { PageContent } from './pdf-geometry.js';
import { linesOf } from './pdf-lines.js';
import { openTables } from './pdf-open-tables.js';
import { ruledTables } from './pdf-tables.js';
import { verticalTexts } from './pdf-vertical.js';

/** What stands on a page: ruled tables, vertical texts, and pieces of lines. */
export function pageElements({ runs, rules }: PageContent): Element[] {
  const { horizontal, vertical } = verticalTexts(runs, rules);
  const columns = vertical.flatMap((text) => text.columns.map((run) => ({ ...run, vertical: true })));
  const ruled = ruledTables([...horizontal, ...columns], rules);
  const open = openTables(ruled.rest, rules);
  const tables = [...ruled.tables, ...open.tables];
  const rest = open.rest;
  const left = new Set(rest);
  return [
    ...tables.map((table): Element => ({ kind: 'table', table, ...boxOf(table) })),
    ...vertical.flatMap((text, i): Element[] => {
      const before = vertical.slice(0, i).reduce((sum, one) => sum + one.columns.length, 0);
      const kept = columns.slice(before, before + text.columns.length).filter((run) => left.has(run));
      return kept.length === 0
        ? []
        : [{ kind: 'vertical', vertical: { ...text, columns: kept }, ...boxOf(text) }];
    }),
    ...linesOf(rest.filter((run) => !run.vertical)).flatMap((line) =>
      line.map((segment): Element => ({ kind: 'segment', segment, ...boxOf(segment) })),
    ),
  ];
}

function boxOf({ x0, y0, x1, y1 }: { x0: number; y0: number; x1: number; y1: number }) {
  return { x0, y0, x1, y1 };
}
