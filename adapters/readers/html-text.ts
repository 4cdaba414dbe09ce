import { type HtmlElement, isElement, isText } from './html-nodes.js';

/** Marks a line feed of the source, which is not one of the page; resolved by {@link tidy}. */
const SOFT_BREAK = '\u0000';
const WIDE =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々、。，．・「」『』（）【】〔〕：；！？〜～]';
const BETWEEN_WIDE = new RegExp(`(?<=${WIDE}) *\\u0000 *(?=${WIDE})`, 'gu');

/** Never part of what a reader of the page reads: code, forms, furigana. */
const DROPPED = new Set(
  (
    'script style noscript template nav svg math head iframe object embed canvas audio video map ' +
    'rt rp rtc button input select textarea datalist dialog'
  ).split(' '),
);
const CHROME_ROLES = new Set(['navigation', 'banner', 'contentinfo', 'search', 'menu', 'menubar']);
const CHROME_NAMES =
  /^(?:(?:site|global|page|g)?[-_]?(?:header|footer|nav|navi|navigation|menu)|breadcrumbs?|topic-?path|pankuzu|side-?(?:bar|nav|menu)|skip(?:-?(?:link|nav|to-content))?|sr-only|visually-hidden|screen-reader-text|pagetop|page-top)$/i;
/** Inside these, header and footer belong to the text, not to the site. */
const CONTENT = new Set(['article', 'main', 'section', 'blockquote', 'figure', 'td']);

export function isDropped(element: HtmlElement): boolean {
  if (DROPPED.has(element.name) || isHidden(element)) return true;
  if (CHROME_ROLES.has(element.attribs.role ?? '')) return true;
  if (element.name === 'header' || element.name === 'footer') return !isInsideContent(element);
  if (!['div', 'ul', 'ol', 'p', 'aside', 'a', 'span'].includes(element.name)) return false;
  const names = [element.attribs.id ?? '', ...(element.attribs.class ?? '').split(/\s+/)];
  return names.some((name) => CHROME_NAMES.test(name)) && !isInsideContent(element);
}

function isHidden({ attribs }: HtmlElement): boolean {
  if (attribs.hidden !== undefined || attribs['aria-hidden'] === 'true') return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribs.style ?? '');
}

function isInsideContent(element: HtmlElement): boolean {
  for (let above = element.parent; above !== null; above = above.parent) {
    if (isElement(above) && CONTENT.has(above.name)) return true;
  }
  return false;
}

/** The text of a text node; white space as the page shows it, `pre` as it stands. */
export function rawText(data: string, preformatted: boolean): string {
  if (preformatted) return data.replace(/\r\n?/g, '\n');
  return data.replace(/[ \t\r\n\f]+/g, (space) => (/[\r\n]/.test(space) ? SOFT_BREAK : ' '));
}

/** Text collected from several nodes, without the source's line feeds: none between Japanese letters, else a blank. */
export function tidy(raw: string): string {
  return raw
    .replace(/\u0000+/g, SOFT_BREAK)
    .replace(BETWEEN_WIDE, '')
    .replaceAll(SOFT_BREAK, ' ')
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

const BLOCKS = new Set(
  (
    'p div section article li ul ol dl dt dd tr table h1 h2 h3 h4 h5 h6 pre blockquote address figure ' +
    'figcaption caption header footer main aside details summary form fieldset legend center'
  ).split(' '),
);

export function isBlock(element: HtmlElement): boolean {
  return BLOCKS.has(element.name);
}

/** All text of an element, its blocks on lines of their own: the content of a table cell, a heading, a term. */
export function innerText(element: HtmlElement): string {
  const parts: string[] = [];
  collect(element, parts, false);
  return tidy(parts.join(''));
}

function collect(element: HtmlElement, parts: string[], preformatted: boolean): void {
  for (const child of element.children) {
    if (isText(child)) {
      parts.push(rawText(child.data, preformatted));
      continue;
    }
    if (!isElement(child) || isDropped(child)) continue;
    if (child.name === 'br') {
      parts.push('\n');
      continue;
    }
    const apart = isBlock(child);
    if (apart) parts.push('\n');
    else if (child.name === 'td' || child.name === 'th') parts.push(' ');
    collect(child, parts, preformatted || child.name === 'pre');
    if (apart) parts.push('\n');
  }
}
