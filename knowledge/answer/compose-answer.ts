import type { PassagePart } from '../passages/passage.js';
import type { AnalysedQuestion } from '../question/analyse-question.js';
import { coverage, type WeightedTerms } from '../search/rank-features.js';
import type { RankedPassage } from '../search/rank-passages.js';
import { tokenSet } from '../search/token-set.js';
import { foldKey, visibleLength } from '../text/fold.js';
import { headingBefore } from './heading-before.js';
import type { ScoredPart } from './score-parts.js';

/**
 * The sentences, items or rows that answer, quoted word for word, short and in reading order.
 */
export interface ComposedAnswer {
  /** What staff read, at most `ANSWER_LIMIT` characters. */
  text: string;
  quotes: ExtractedQuote[];
}

interface ExtractedQuote {
  passage: RankedPassage;
  /** Verbatim span of the passage's window. */
  quote: string;
}

/** The contract's limit of an answer. */
export const ANSWER_LIMIT = 400;

export function compose(
  question: AnalysedQuestion,
  terms: WeightedTerms,
  chosen: readonly ScoredPart[],
): ComposedAnswer {
  const lines: string[] = [];
  const quotes: ExtractedQuote[] = [];
  let label: string | null = null;
  let previous: ScoredPart | null = null;
  for (const one of chosen) {
    const heading = labelOf(one, question);
    const text =
      one.part.kind === 'row' ? rowText(one.part, terms) : one.part.text.trim().replace(/^答：/, '');
    const joins =
      previous !== null &&
      previous.passage === one.passage &&
      previous.at === one.at - 1 &&
      one.part.glue === '';
    if (joins && lines.length > 0) lines[lines.length - 1] += text;
    else lines.push(heading !== null && heading !== label ? `${heading}：${text}` : text);
    label = heading;
    const last = quotes.at(-1);
    if (
      previous !== null &&
      last !== undefined &&
      previous.passage === one.passage &&
      previous.at === one.at - 1
    )
      last.quote += one.part.glue + one.part.text;
    else quotes.push({ passage: one.passage, quote: one.part.text });
    previous = one;
  }
  return {
    text: clip(lines.join('\n')),
    quotes: quotes.map((quote) => ({ ...quote, quote: quote.quote.trim() })),
  };
}

/** A short section is only understood with its heading: 支援の実施期間：令和３年９月６日～. */
function labelOf({ part, passage, at }: ScoredPart, question: AnalysedQuestion): string | null {
  const heading = part.label ?? (headingBefore(passage.window.parts, at) || null);
  if (heading === null || visibleLength(heading) > 40) return null;
  if (part.kind === 'answer' || part.kind === 'question') return null;
  const bare = heading
    .replace(
      /^(?:[0-9０-９]+(?:[.．][0-9０-９]+)*[\s　]+|第?[0-9０-９一二三四五六七八九十]+[章節条.．)）]|[(（][0-9０-９]+[)）]|[①-⑳]|[■◆◇●◎□▼-]+[0-9.]*|【(?=.*】$))\s*/u,
      '',
    )
    .replace(/】$/, '')
    .trim();
  if (bare === '' || foldKey(part.text).startsWith(foldKey(bare))) return null;
  return visibleLength(part.text) < 60 ||
    question.places.prefectures.some((one) => heading.includes(one.name))
    ? bare
    : null;
}

/**
 * Cells with the header they stand under: 実施している 331 (19.0%)、…. Of a wide row only the columns that the question
 * speaks of, if it speaks of any.
 */
function rowText({ text, cells, header }: PassagePart, terms: WeightedTerms): string {
  if (cells === undefined || header === undefined || header.length !== cells.length)
    return text.replace(/　/g, ' ');
  const [label = '', ...rest] = cells.map((cell) => cell.replace(/\n+/g, ' '));
  const columns = rest
    .map((cell, i) => ({ name: header[i + 1] ?? '', cell }))
    .filter(({ cell }) => cell !== '');
  const asked = columns.map(({ name }) => coverage(terms, tokenSet(name)));
  const most = Math.max(0, ...asked);
  const shown =
    columns.length <= WIDE_ROW || most === 0
      ? columns
      : columns.filter(
          ({ cell }, i) => asked[i]! >= most * 0.7 || (i === 0 && !/^[\d.,%％()\s]+$/.test(cell)),
        );
  const named = shown.map(({ name, cell }) => `${name} ${cell}`.trim());
  return named.length === 0 ? label : `${label}：${named.join('、')}`;
}

const WIDE_ROW = 4;

function clip(text: string): string {
  if (text.length <= ANSWER_LIMIT) return text;
  const cut = text.slice(0, ANSWER_LIMIT - 1);
  const stop = Math.max(cut.lastIndexOf('。'), cut.lastIndexOf('\n'));
  return stop > ANSWER_LIMIT / 2 ? cut.slice(0, stop + 1).trimEnd() : `${cut}…`;
}
