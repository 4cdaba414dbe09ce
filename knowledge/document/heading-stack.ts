import { markNumber } from '../text/line-marks.js';

interface OpenHeading {
  style: string;
  text: string;
  number: number | null;
}

/** The headings that stand open while a document is read from top to bottom. */
export class HeadingStack {
  readonly #open: OpenHeading[] = [];
  /** Unnumbered marks that a document uses above all numbers (■ 概要 > 1. …). */
  readonly #outermost = new Set<string>();

  /** Outermost first. */
  get texts(): string[] {
    return this.#open.map((heading) => heading.text);
  }

  get depth(): number {
    return this.#open.length;
  }

  cutTo(depth: number): void {
    this.#open.length = Math.min(depth, this.#open.length);
  }

  pop(): void {
    this.#open.pop();
  }

  push(style: string, text: string): void {
    this.#open.push({ style, text, number: markNumber(text) });
  }

  /** Opens a heading that is not numbered, whatever its text. */
  enter(style: string, text: string): void {
    this.leave(style, '');
    this.#open.push({ style, text, number: null });
  }

  /** （ア）… heads a box or a slide; what the next page brings is not under it. */
  endPage(): void {
    while (this.#open.at(-1)?.style === 'kana') this.#open.pop();
  }

  /** Headings count on: a number that repeats or falls back, other than to 1, is an item in somebody's list. */
  countsOn(style: string, text: string): boolean {
    const number = markNumber(text);
    const last = this.#open.findLast((heading) => heading.style === style)?.number ?? null;
    return number === null || last === null || number === 1 || (number > last && number <= last + 3);
  }

  /**
   * Closes what a new heading ends. A number that counts on closes everything below its predecessor; a list
   * that begins again at 1 nests; a style that is not open closes what conventionally stands below it.
   */
  leave(style: string, text: string): void {
    const number = markNumber(text);
    if (this.#open.length === 0 && number === null && rankOf(style) > RANKS.indexOf('number'))
      this.#outermost.add(style);
    const level = /^level-(\d)$/.exec(style)?.[1];
    if (level !== undefined) {
      const at = this.#open.findIndex(
        (heading) => !heading.style.startsWith('level-') || Number(heading.style.slice(6)) >= Number(level),
      );
      if (at >= 0) this.#open.length = at;
      return;
    }
    const open = this.#open.findLastIndex((heading) => heading.style === style);
    const restarts = number === 1 && open < this.#open.length - 1;
    if (open >= 0 && !restarts) {
      this.#open.length = open;
      return;
    }
    const rank = this.#outermost.has(style) ? 0 : rankOf(style);
    while (this.#open.length > open + 1 && this.#below(this.#open.at(-1)?.style ?? '', rank))
      this.#open.pop();
  }

  #below(style: string, rank: number): boolean {
    return !style.startsWith('level-') && !this.#outermost.has(style) && rankOf(style) > rank;
  }
}

/** Order in which official documents nest their marks (公用文の項目番号), outermost first; unnumbered marks stand innermost. */
const RANKS = [
  'chapter',
  'article',
  'number',
  'dotted',
  'bracketed',
  'circled',
  'paren',
  'minus',
  'theme',
  'kana',
  'lenticular',
  'square',
  'place',
  'form',
];

function rankOf(style: string): number {
  return RANKS.indexOf(style);
}
