import { load } from 'cheerio';
import type { ReadBlock } from '../../knowledge/document/read-document.js';
import { isBullet } from '../../knowledge/text/line-marks.js';
import { definitionBlocks } from './html-definitions.js';
import { type HtmlElement, type HtmlNode, isElement, isText } from './html-nodes.js';
import { layoutCells, tableOf } from './html-table.js';
import { innerText, isBlock, isDropped, rawText, tidy } from './html-text.js';
import { qaBlocksOf } from './qa-table.js';

export interface HtmlContent {
  blocks: ReadBlock[];
  /** Of <title>; null when there is none. */
  title: string | null;
}

export interface HtmlOptions {
  /** Numbers before the items of <ol>. Not for Word's lists: there the number on paper may be another one. */
  numbered: boolean;
}

/** The blocks of a page in reading order, without what only belongs to the site around it. */
export function readHtml(html: string, { numbered }: HtmlOptions): HtmlContent {
  const $ = load(html);
  const title = tidy(rawText($('title').first().text(), false)).replace(/\n/g, ' ');
  const walker = new Walker(numbered);
  const body = $('body').get(0);
  if (body !== undefined) {
    // A page may keep its only title in the site's header.
    const mast = $('header h1').get(0);
    const kept = $('h1').toArray().length === 1 ? mast : undefined;
    if (kept !== undefined && !$(kept).closest('main, article, section').length) walker.heading(kept);
    walker.walk(body, { preformatted: false });
    walker.flush();
  }
  return { blocks: walker.blocks, title: title === '' ? null : title };
}

interface Place {
  preformatted: boolean;
}

class Walker {
  readonly blocks: ReadBlock[] = [];
  #raw: string[] = [];
  /** Set between the beginning of a list item and its first text. */
  #itemMark: string | null = null;

  constructor(readonly numbered: boolean) {}

  walk(parent: HtmlElement, place: Place): void {
    for (const child of parent.children) this.#visit(child, place);
  }

  flush(): void {
    const text = tidy(this.#raw.join(''));
    this.#raw = [];
    if (text === '') return;
    if (this.#itemMark !== null) {
      this.blocks.push({ kind: 'item', text: `${this.#itemMark}${text}`, page: null });
      this.#itemMark = null;
    } else {
      this.blocks.push({ kind: isBullet(text) ? 'item' : 'paragraph', text, page: null });
    }
  }

  heading(element: HtmlElement): void {
    const text = innerText(element).replace(/\n/g, ' ');
    if (text !== '') this.blocks.push({ kind: 'heading', level: Number(element.name[1]), text, page: null });
  }

  #visit(node: HtmlNode, place: Place): void {
    if (isText(node)) this.#raw.push(rawText(node.data, place.preformatted));
    if (!isElement(node) || isDropped(node)) return;
    if (node.name === 'br') this.#raw.push('\n');
    else if (/^h[1-6]$/.test(node.name)) this.#apart(() => this.heading(node));
    else if (node.name === 'dl') this.#apart(() => this.blocks.push(...definitionBlocks(node)));
    else if (node.name === 'table') this.#apart(() => this.#table(node, place));
    else if (node.name === 'ul' || node.name === 'ol') this.#apart(() => this.#list(node, place));
    else if (node.name === 'hr') this.flush();
    else if (isBlock(node))
      this.#apart(() => this.walk(node, { preformatted: place.preformatted || node.name === 'pre' }));
    else this.walk(node, place);
  }

  #apart(inside: () => void): void {
    this.flush();
    inside();
    this.flush();
  }

  #list(list: HtmlElement, place: Place): void {
    let number = Number.parseInt(list.attribs.start ?? '1', 10) || 1;
    const outer = this.#itemMark;
    for (const child of list.children) {
      if (!isElement(child) || child.name !== 'li') {
        this.#visit(child, place);
        continue;
      }
      if (isDropped(child)) continue;
      this.flush();
      this.#itemMark = this.numbered && list.name === 'ol' ? `${number}. ` : '';
      number++;
      this.walk(child, place);
      this.flush();
      this.#itemMark = null;
    }
    this.#itemMark = outer;
  }

  #table(table: HtmlElement, place: Place): void {
    this.#itemMark = null;
    const block = tableOf(table);
    if (block !== null) {
      this.blocks.push(...(qaBlocksOf(block) ?? [block]));
      return;
    }
    for (const cell of layoutCells(table)) this.#apart(() => this.walk(cell, place));
  }
}
