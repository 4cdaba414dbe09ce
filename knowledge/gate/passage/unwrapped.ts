/** Columns side by side. */
function isRow(line: string): boolean {
  return /[|｜\t]|[^\d\sa-z,、。※] [^\d\sa-z]|(?:[^,]*,){3}/.test(line);
}

/** Share of the longest line that one has which a page has broken. */
const BROKEN = 0.6;

const MANY = 4;

/** Letters of a line that breaks off behind a particle. */
const SHORTEST = 8;

/** 「日時 平成29年8月28日」: a label, and what it labels. */
const LABELLED = /^[\p{Script=Han}\p{Script=Katakana}ー]{2,10}[ \t　]+[^\s\d]/u;

/** Lines that a page has broken in the middle of a sentence are one; rows, items and headings stay what they are. */
export function unwrapped(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let last = '';
  // One of several lines may be longer than the page is wide, where two stand side by side.
  const [longest = 0, second = 0] = lines.map(({ length }) => length).sort((one, other) => other - one);
  const width = lines.length >= MANY ? second : longest;
  for (const line of lines) {
    const goesOn =
      (last.length >= Math.max(14, BROKEN * width) ||
        (last.length >= SHORTEST && /[のをがとや、]$/.test(last))) &&
      (!(isRow(last) && isRow(line)) ||
        (/[ぁ-ん]$/.test(last) && /^[ぁ-ん]/.test(line)) ||
        (/[ァ-ヶー]$/.test(last) && /^[ァ-ヶー]/.test(line))) &&
      (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、・(「]$/u.test(last) ||
        (/[」』)]$/.test(last) && /^[ぁ-ん]/.test(line)) ||
        (/\d$/.test(last) && /^(?:年|月|日|団体|市町村|[人件回名所円万億千%])/.test(line))) &&
      !/(?:です|ます|ました|こと)$/.test(last) &&
      !/[|｜]/.test(last + line) &&
      !/^[^、。]{2,20}[:：]/.test(line) &&
      !LABELLED.test(line) &&
      (/、$/.test(last) || !/^\s*(?:[・\-*●○◆■□#※]|[(（]?\d+[).）．]|[①-⑳]|[a-z][.)]|$)/u.test(line)) &&
      !/^\s*(?:令和|平成)\d/.test(line);
    // A row whose name took several lines has its numbers on one of their own.
    const numbers = /^[\s\d.,%()（）]+$/.test(line) && /\d/.test(line) && last !== '';
    if ((goesOn || numbers) && joined.length > 0)
      joined[joined.length - 1] += `${numbers ? ' ' : ''}${line.trim()}`;
    else joined.push(line);
    last = line.trim();
  }
  return joined;
}
