import type { ReadBlock } from '../../knowledge/document/read-document.js';
import { plainInline } from './markdown-inline.js';
import { qaBlocksOf } from './qa-table.js';

const HEADING = /^ {0,3}(#{1,6})[ \t　]+(.*)$/;
const ITEM = /^\s*(?:[-*+・•]|(\d{1,4})([.)]))[ \t　]+(.*)$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const RULE = /^ {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/;
const DELIMITER = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** Longer lines are data that somebody pasted. */
const LONGEST_MARKED = 20_000;

/** Blocks of Markdown as people write it by hand; what is no mark is text. */
export function markdownBlocks(text: string): ReadBlock[] {
  const lines = withoutComments(text).split(/\r\n?|\n/);
  const blocks: ReadBlock[] = [];
  let open: { kind: 'paragraph' | 'item'; lines: string[] } | null = null;
  const close = (): void => {
    const joined = open === null ? '' : joinLines(open.lines);
    if (open !== null && joined !== '') blocks.push({ kind: open.kind, text: joined, page: null });
    open = null;
  };
  for (let i = 0; i < lines.length; i++) {
    const line = (lines[i] ?? '').replace(/^(?: {0,3}>[ \t]?)+/, '');
    if (line.length > LONGEST_MARKED) {
      close();
      blocks.push({ kind: 'paragraph', text: line, page: null });
      continue;
    }
    const fence = FENCE.exec(line)?.[1];
    const heading = HEADING.exec(line);
    const item = ITEM.exec(line);
    const underline = /^ {0,3}(=+|-{2,})[ \t]*$/.exec(line)?.[1];
    if (fence !== undefined) {
      close();
      const end = lines.findIndex((below, at) => at > i && below.trim().startsWith(fence));
      const code = lines.slice(i + 1, end < 0 ? lines.length : end).filter((one) => one.trim() !== '');
      if (code.length > 0) blocks.push({ kind: 'paragraph', text: code.join('\n'), page: null });
      i = end < 0 ? lines.length : end;
    } else if (heading !== null) {
      close();
      pushHeading(blocks, heading[1]!.length, heading[2]!.trim().replace(/(?<=\s)#{1,20}$/, ''));
    } else if (underline !== undefined && isOpenParagraph(open)) {
      const title = joinLines(linesIn(open));
      open = null;
      pushHeading(blocks, underline.startsWith('=') ? 1 : 2, title);
    } else if (line.trim() === '' || RULE.test(line)) {
      close();
    } else if (
      line.includes('|') &&
      DELIMITER.test(lines[i + 1] ?? '') &&
      (lines[i + 1] ?? '').includes('|')
    ) {
      close();
      let end = i + 2;
      while (end < lines.length && (lines[end] ?? '').includes('|')) end++;
      blocks.push(...tableBlocks(lines.slice(i, end)));
      i = end - 1;
    } else if (item !== null) {
      close();
      const number = item[1] === undefined ? '' : `${item[1]}${item[2]} `;
      open = { kind: 'item', lines: [`${number}${(item[3] ?? '').replace(/^\[[ xX]\]\s+/, '')}`] };
    } else if (open === null) {
      open = { kind: 'paragraph', lines: [line] };
    } else {
      linesIn(open).push(line);
    }
  }
  close();
  return blocks;
}

function withoutComments(text: string): string {
  const [first = '', ...rest] = text.split('<!--');
  return first + rest.map((part) => part.slice(part.includes('-->') ? part.indexOf('-->') + 3 : 0)).join('');
}

interface OpenBlock {
  kind: 'paragraph' | 'item';
  lines: string[];
}

function isOpenParagraph(open: OpenBlock | null): boolean {
  return open?.kind === 'paragraph';
}

function linesIn(open: OpenBlock | null): string[] {
  return open?.lines ?? [];
}

function pushHeading(blocks: ReadBlock[], level: number, text: string): void {
  const plain = plainInline(text).replace(/\n/g, ' ');
  if (plain !== '') blocks.push({ kind: 'heading', level, text: plain, page: null });
}

const WIDE = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー、。，．・「」『』（）【】：；！？]';
const BETWEEN_WIDE = new RegExp(`(?<=${WIDE})\\u0000(?=${WIDE})`, 'gu');

/** Two blanks or a backslash at the end of a line break it; other line feeds are the editor's. */
function joinLines(lines: readonly string[]): string {
  const text = lines
    .map((line) =>
      /(?: {2}|\\)$/.test(line) ? `${line.trim().replace(/\\$/, '')}\n` : `${line.trim()}\u0000`,
    )
    .join('');
  return plainInline(text)
    .replace(/\u0000$/, '')
    .replace(BETWEEN_WIDE, '')
    .replaceAll('\u0000', ' ')
    .trim();
}

function tableBlocks(lines: readonly string[]): ReadBlock[] {
  const [head = [], ...rows] = lines.filter((_, i) => i !== 1).map(cellsOf);
  const header = head.every((cell) => cell === '') ? null : head;
  const width = head.length;
  const body = rows.map((row) => Array.from({ length: Math.max(width, 1) }, (_, i) => row[i] ?? ''));
  const table: Extract<ReadBlock, { kind: 'table' }> = {
    kind: 'table',
    caption: null,
    header,
    rows: body,
    page: null,
  };
  if (body.length === 0) return [{ ...table, header: null, rows: [head] }];
  return qaBlocksOf(table) ?? [table];
}

function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => plainInline(cell));
}
