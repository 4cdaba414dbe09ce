import type { Record } from '../passage/tables.js';
import { contentOf, coverage } from '../words/content-words.js';
import { isDated, type Quantity, quantitiesIn, sameQuantity } from '../words/quantities.js';
import { placesOf } from './role-faults.js';

/** A row bears out what is said of it, and nothing of what is said of another row alone. @param sentence the whole of it */
export function rowFaults(sentence: string, table: Record | null): string[] {
  if (table === null || table.all.length < 2) return [];
  const named = namedIn(sentence, table.all);
  const own = bare(table.name);
  const others = named.filter((name) => name !== own && !own.includes(name));
  return others.length > 0 && !named.includes(own) ? others.map((other) => `apart ${other}`) : [];
}

let last: { sentence: string; all: readonly string[]; named: string[] } | null = null;

/** The rows that a sentence names; kept for the next row of the same table. */
function namedIn(sentence: string, all: readonly string[]): string[] {
  if (last === null || last.sentence !== sentence || last.all !== all) {
    const said = bare(sentence);
    const names = [...new Set(all.map(bare))].filter((name) => name.length >= 2 && said.includes(name));
    last = { sentence, all, named: names };
  }
  return last.named;
}

/** Without its number and what it is written with. */
function bare(name: string): string {
  return name.replace(/^\d+[.)] ?/, '').replace(/[\s()「」・、]/g, '');
}

/**
 * A figure stands below the name of its column. Where a statement names columns with figures of the kind, the last one before
 * the figure is its own, or else one of them.
 */
export function columnFaults(key: string, table: Record | null): string[] {
  if (table === null) return [];
  const said = politeless(key);
  const quantities = quantitiesIn(said);
  return quantities.flatMap((one) => {
    const alike = table.cells.filter(({ text }) =>
      quantitiesIn(text).some(({ unit }) => unit === one.unit || unit === ''),
    );
    const own = new Set(alike.filter(({ text }) => holds(text, one)).map(({ head }) => head));
    const named = alike
      .flatMap(({ head }) => mentions(said, head, quantities).map((at) => ({ head, at })))
      .sort((a, b) => a.at - b.at || a.head.length - b.head.length);
    const last = named.findLast(({ at }) => at < one.at);
    const isOwn = last === undefined ? named.some(({ head }) => own.has(head)) : own.has(last.head);
    return own.size === 0 || named.length === 0 || isOwn ? [] : [`apart ${one.written}`];
  });
}

/** Where a text names a column, by its words or by its year. */
function mentions(text: string, head: string, quantities: readonly Quantity[]): number[] {
  if (head === '') return [];
  const name = politeless(head).replace(/\s/g, '');
  const years = /年/.test(name) ? quantitiesIn(name).filter(isDated) : [];
  return [
    ...placesOf(text, name),
    ...quantities.filter((one) => years.some((year) => sameQuantity(one, year))).map(({ at }) => at),
  ];
}

/** 実施している and 実施しています alike. */
function politeless(text: string): string {
  return text.replace(/ています/g, 'ている').replace(/ていません/g, 'ていない');
}

/** Share of the words of a column's name with which it is meant. */
const NAMED = 0.7;

/** A row as far as it has to do with what is said: its name, and the cells that hold the figures, or whose column is named. */
export function rowFor(key: string, quantities: readonly Quantity[], table: Record, text: string): string {
  const cells = table.cells.filter((cell) =>
    quantities.length === 0
      ? cell.head !== '' && coverage(contentOf(cell.head), key) >= NAMED
      : quantities.some((one) => holds(cell.text, one)),
  );
  if (cells.length === 0) return text;
  return [table.name, ...cells.map((cell) => `${cell.head} ${cell.text}`)].join('、');
}

function holds(text: string, one: Quantity): boolean {
  // The first of April is no 1 of a table.
  return quantitiesIn(text).some(
    (other) => sameQuantity(one, other) && (!isDated(one) || other.unit === one.unit),
  );
}
