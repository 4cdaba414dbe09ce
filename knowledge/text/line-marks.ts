/**
 * Marks by which Japanese official documents number their headings and items, in the order they are tried.
 * The *style* of a mark decides nesting (see outline.ts): a document that goes 第1章 > 1. > (1) > ① nests so,
 * another that goes １． > (1) nests so, whatever the absolute level.
 */
export type MarkStyle =
  | 'chapter'
  | 'article'
  | 'question'
  | 'dotted'
  | 'number'
  | 'bracketed'
  | 'circled'
  | 'paren'
  | 'minus'
  | 'kana'
  | 'lenticular'
  | 'square'
  | 'theme'
  | 'hash';

const D = '[0-9０-９]';
const MARKS: readonly (readonly [MarkStyle, RegExp])[] = [
  ['chapter', new RegExp(`^第\\s?(?:${D}{1,2}|[一二三四五六七八九十]{1,3})\\s?[章編部節]`)],
  ['article', new RegExp(`^第\\s?(?:${D}{1,3}|[一二三四五六七八九十百]{1,4})\\s?条`)],
  ['question', new RegExp(`^(?:[QＱ問]\\s?${D}{1,3}|質問\\s?${D}{1,2})(?![0-9０-９①-⑳])`)],
  ['dotted', new RegExp(`^${D}{1,2}[-－‐.．]${D}{1,2}[.．\\s]?(?!${D}|[%％])`)],
  [
    'number',
    new RegExp(
      `^${D}{1,2}(?:\\s?[.．](?!${D})\\s?|[\\s　]+(?![年月日名人回件時分つかヶカ％%割倍団地市町村県都道府円万億歳枚点階台号期次か])(?=[\\p{Script=Han}\\p{Script=Katakana}（「]))`,
      'u',
    ),
  ],
  ['bracketed', new RegExp(`^[(（]\\s?${D}{1,2}\\s?[)）]`)],
  ['circled', /^[①-⑳]/],
  ['paren', new RegExp(`^${D}{1,2}[)）]`)],
  ['minus', new RegExp(`^[-－]\\s?${D}{1,2}[.．]`)],
  ['kana', /^[(（][ア-ン][)）]/],
  [
    'theme',
    new RegExp(`^(?:テーマ|モデル|様式|別紙|別添|参考|図表|表|図)\\s?[-－]?\\s?${D}{1,2}(?![0-9０-９])`),
  ],
  ['lenticular', /^[【〔][^】〕]{1,40}[】〕]/],
  ['square', /^[■◆◇◎□▼▽★☆]/],
  ['hash', /^#{1,6}\s/],
];

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
const KANJI_DIGITS = '一二三四五六七八九十';

/** The number in a mark: 3 of (3), ③, 第三章, 1-3. (the last one); null where the style has none or is not kept in order. */
export function markNumber(line: string): number | null {
  const style = markOf(line);
  if (style === null || style === 'lenticular' || style === 'square' || style === 'hash' || style === 'kana')
    return null;
  if (style === 'circled') return CIRCLED.indexOf(line[0] ?? '') + 1;
  const narrow = line.slice(0, 12).normalize('NFKC');
  const digits = style === 'dotted' ? /^\d+[-‐.](\d+)/.exec(narrow)?.[1] : /\d+/.exec(narrow)?.[0];
  if (digits !== undefined) return Number(digits);
  const kanji = /[一二三四五六七八九十]+/.exec(line)?.[0] ?? '';
  if (kanji === '十') return 10;
  return kanji.startsWith('十')
    ? 10 + KANJI_DIGITS.indexOf(kanji[1] ?? '') + 1
    : KANJI_DIGITS.indexOf(kanji[0] ?? '') + 1;
}

const BULLET = /^(?:[・･•‧∙●○◯▪▫➢➤✓✔※＊*⇒→]|[-–−－](?=\s)|\p{Co})\s*/u;

/** The numbering style a line begins with, or null. */
export function markOf(line: string): MarkStyle | null {
  for (const [style, pattern] of MARKS) if (pattern.test(line)) return style;
  return null;
}

/** Whether a line begins as a list item by bullet (not by number). */
export function isBullet(line: string): boolean {
  return BULLET.test(line);
}

const NUMBER_CELL =
  /[(（]?[±△▲+\-−]?(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+)(?:[.．][0-9０-９]+)?\s?(?:[%％]|‰)?[)）]?(?=\s|$|[(（])/gu;

/**
 * The number cells at the end of a line, e.g. `331 (19.0%)`, `1,233 (70.8%)`; a parenthesised share belongs
 * to the number before it. Empty when the line is not a row of a flattened table.
 */
export function trailingNumberCells(line: string): { label: string; cells: string[] } | null {
  const whole = line.trim();
  // `福井県 5.6 94.1% （17市町村中16市町村）`: the remark belongs to the last number.
  const remark = /\s[(（][^()（）]*[^0-9０-９.,()（）％%\s][^()（）]*[)）]$/.exec(whole);
  const narrow = remark === null ? whole : whole.slice(0, remark.index).trimEnd();
  const cells: string[] = [];
  let end = narrow.length;
  let start = end;
  for (const match of [...narrow.matchAll(NUMBER_CELL)].reverse()) {
    const between = narrow.slice(match.index + match[0].length, end);
    if (between.trim() !== '') break;
    if (match.index > 0 && !/[\s(（)）%％]/.test(narrow[match.index - 1] ?? ' ')) break;
    cells.unshift(match[0].trim());
    end = match.index;
    start = match.index;
  }
  if (cells.length === 0) return null;
  const joined = joinShares(cells);
  if (remark !== null) joined[joined.length - 1] += ` ${remark[0].trim()}`;
  return { label: narrow.slice(0, start).trim(), cells: joined };
}

function joinShares(cells: string[]): string[] {
  const joined: string[] = [];
  for (const cell of cells) {
    const last = joined.at(-1);
    if (last !== undefined && /^[(（]/.test(cell) && !/[(（]/.test(last))
      joined[joined.length - 1] = `${last} ${cell}`;
    else joined.push(cell);
  }
  return joined;
}

/** Sentence end: a full stop, or one inside a closing bracket. */
export function endsSentence(line: string): boolean {
  return /[。．！？!?][」』）)]*$/.test(line);
}
