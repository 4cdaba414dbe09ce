import type { PassagePart } from '../passages/passage.js';
import type { AnalysedQuestion } from '../question/analyse-question.js';
import { canAnswer } from '../question/answer-type.js';
import { cuesMet } from '../question/cues.js';
import { expectationsOf } from '../question/expectations.js';
import { coverage, longestShared, type WeightedTerms } from '../search/rank-features.js';
import type { RankedPassage, Ranking } from '../search/rank-passages.js';
import { tokenSet } from '../search/token-set.js';
import { foldKey, squash, visibleLength } from '../text/fold.js';

/**
 * The sentences, items or rows that answer, quoted word for word, short and in reading order.
 */
export interface ExtractedAnswer {
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
const ANSWER_LIMIT = 400;

interface ScoredPart {
  part: PassagePart;
  /** Position in the window. */
  at: number;
  passage: RankedPassage;
  /** 0 is the best passage. */
  rank: number;
  score: number;
  /** Has the form that the question asks for (a date, a number of people); false when it asks for none. */
  shows: boolean;
}

/** Passages that an answer is drawn from, and how much a lower one must make good. */
const SOURCES = 3;
const PER_SCORE = 0.12;

export function extractAnswer({ question, terms, passages }: Ranking): ExtractedAnswer | null {
  const parts = passages
    .slice(0, SOURCES)
    .flatMap((passage, rank) => scoreParts(question, terms, passage, rank, passages[0]!));
  const best = parts.reduce<ScoredPart | null>(
    (top, one) => (top === null || one.score > top.score ? one : top),
    null,
  );
  if (best === null) return null;
  const own = parts.filter((one) => one.passage === best.passage);
  const rivals = passages
    .slice(0, SOURCES)
    .filter((one) => one !== best.passage && passages[0]!.score - one.score < RIVAL);
  const chosen = gather(question, own, best, rivals.length === 0 ? 1 : SHARED_ROOM);
  const second = supplement(question, parts, best, chosen);
  return compose(question, terms, [
    ...chosen,
    ...second,
    ...fromRivals(parts, rivals, [...chosen, ...second]),
  ]);
}

function scoreParts(
  question: AnalysedQuestion,
  terms: WeightedTerms,
  passage: RankedPassage,
  rank: number,
  top: RankedPassage,
): ScoredPart[] {
  const { window } = passage;
  const title = squash(passage.indexed.edition.title);
  const expected = expectationsOf(foldKey(question.text));
  return window.parts.flatMap((part, at) => {
    if (part.kind === 'heading' || part.kind === 'table-head' || part.kind === 'note') return [];
    const key = foldKey(part.text);
    if (key.length < 2) return [];
    const labels = [part.label ?? '', ...(part.header ?? []), headingBefore(window.parts, at)].map(tokenSet);
    const own = tokenSet(part.text);
    const named = [
      ...question.items.map((item) => `(${item})`),
      ...question.places.prefectures.map((one) => one.name),
    ];
    const other =
      named.length > 0 &&
      /^(?:\([ア-ク]\)|[\p{Script=Han}]{2,3}[都道府県]|北海道)(?=\s|　|\S{2})/u.test(key) &&
      part.kind === 'row' &&
      !named.some((name) => key.includes(name));
    const inCore = at >= window.core[0] && at < window.core[1];
    const score =
      coverage(terms, own) +
      0.6 * (coverage(terms, own, ...labels) - coverage(terms, own)) +
      formOf(question, key, expected) +
      0.2 * cuesMet(question.key, `${foldKey(part.label ?? '')}\n${key}`) +
      Math.min(0.15, longestShared(question.key, key) / 60) +
      (inCore ? 0.2 : 0) +
      (namedByQuestion(part, question.key) ? LABEL_WORTH : 0) -
      PER_SCORE * (top.score - passage.score) -
      (part.kind === 'question' ? 0.3 : 0) -
      (visibleLength(part.text) < 8 ? 0.1 : 0) -
      (other ? 0.6 : 0) -
      (title.includes(squash(part.text)) ? 0.5 : 0) -
      (/^[(（]?n\s?=|^[\d.,%\s　()]+$/.test(key) ? 0.5 : 0);
    const shows = expected.length > 0 && expected.every((form) => form.test(key));
    return [{ part, at, passage, rank, score, shows }];
  });
}

/** 会場　見本会館 for a question that says 会場: the row's own label is what is asked for. */
function namedByQuestion({ kind, cells }: PassagePart, asked: string): boolean {
  const label = foldKey(cells?.[0] ?? '').replace(/\s+/g, '');
  return kind === 'row' && label.length >= 2 && label.length <= 12 && asked.includes(label);
}

const LABEL_WORTH = 0.3;

/** What the form of a sentence is worth: the very thing asked for, something of its kind, or neither. */
function formOf(question: AnalysedQuestion, key: string, expected: readonly RegExp[]): number {
  const kind = canAnswer(question.wants, key, question.key) ? KIND_WORTH : 0;
  if (expected.length === 0) return kind;
  return kind + (expected.every((form) => form.test(key)) ? FORM_WORTH : 0);
}

const KIND_WORTH = 0.15;
const FORM_WORTH = 0.2;

function headingBefore(parts: readonly PassagePart[], at: number): string {
  for (let i = at - 1; i >= 0 && i >= at - 6; i--) if (parts[i]!.kind === 'heading') return parts[i]!.text;
  return '';
}

/** Length the answer may grow to, by what is asked: a fact needs one sentence and its setting, a list all of itself. */
function roomFor({ wants }: AnalysedQuestion): number {
  switch (wants) {
    case 'list':
    case 'definition':
    case 'procedure':
      return 380;
    case 'reason':
    case 'fact':
    case 'yes-no':
      return 330;
    default:
      return 280;
  }
}

/** Score difference under which the next passage may as well be the right one, and the answer says both. */
const RIVAL = 3;
/** A rival's sentence that is this much worse than the best has nothing to add. */
const RIVAL_LEAST = 0.7;
/** Share of the room that the best passage keeps then. */
const SHARED_ROOM = 0.5;

/** The best sentence of each passage that is nearly as good, while the answer has room. */
function fromRivals(
  parts: readonly ScoredPart[],
  rivals: readonly RankedPassage[],
  chosen: readonly ScoredPart[],
): ScoredPart[] {
  let room = ANSWER_LIMIT - 40 - chosen.reduce((sum, one) => sum + visibleLength(one.part.text) + 12, 0);
  const least = Math.max(...chosen.map((one) => one.score)) - RIVAL_LEAST;
  return rivals.flatMap((rival) => {
    if (chosen.some((one) => one.passage === rival)) return [];
    const own = parts
      .filter((one) => one.passage === rival && !chosen.some((other) => other.part === one.part))
      .sort((a, b) => b.score - a.score);
    const taken: ScoredPart[] = [];
    for (const one of own.slice(0, 3)) {
      if (visibleLength(one.part.text) > room || one.score < own[0]!.score - 0.3 || one.score < least)
        continue;
      taken.push(one);
      room -= visibleLength(one.part.text) + 12;
    }
    return taken.sort((a, b) => a.at - b.at);
  });
}

/** The best part, then its neighbours of the same section while they matter and fit. */
function gather(
  question: AnalysedQuestion,
  own: readonly ScoredPart[],
  best: ScoredPart,
  share: number,
): ScoredPart[] {
  const room = roomFor(question) * share;
  const chosen = [best];
  let size = visibleLength(best.part.text);
  const take = (one: ScoredPart | undefined): boolean => {
    if (one === undefined || chosen.includes(one)) return false;
    const length = visibleLength(one.part.text);
    if (size + length > room) return false;
    chosen.push(one);
    size += length;
    return true;
  };
  if (best.part.kind === 'question' || best.part.kind === 'answer') return answersOfPair(own, best, room);
  const listed =
    question.wants === 'list' || question.wants === 'definition' || question.wants === 'procedure';
  const rest = own.filter((one) => one !== best).sort((a, b) => b.score - a.score);
  for (const one of rest)
    if (one.score >= best.score - (listed ? 0.45 : 0.3) && (one.shows || !best.shows)) take(one);
  const following = own
    .filter((one) => one.at > best.at && one.part.label === best.part.label)
    .sort((a, b) => a.at - b.at);
  for (const one of following)
    if (one.score < best.score - 0.9 || (!take(one) && !chosen.includes(one))) break;
  return chosen.sort((a, b) => a.at - b.at);
}

/** Of a Q&A pair the answer is given, not the question that was asked before. */
function answersOfPair(own: readonly ScoredPart[], best: ScoredPart, room: number): ScoredPart[] {
  const asked = own.findLast((one) => one.part.kind === 'question' && one.at <= best.at)?.at ?? best.at - 1;
  const next =
    own.find((one) => one.part.kind === 'question' && one.at > asked)?.at ?? Number.POSITIVE_INFINITY;
  let size = 0;
  return own.filter((one) => {
    if (one.part.kind !== 'answer' || one.at <= asked || one.at >= next) return false;
    size += visibleLength(one.part.text);
    return size <= Math.max(room, QA_ROOM);
  });
}

/** An answer that was written as an answer may be given whole. */
const QA_ROOM = 330;

/** A second source when the question names several things and the first holds only some of them. */
function supplement(
  question: AnalysedQuestion,
  parts: readonly ScoredPart[],
  best: ScoredPart,
  chosen: readonly ScoredPart[],
): ScoredPart[] {
  const named = [
    ...question.places.prefectures.map((one) => one.name),
    ...question.items.map((item) => `(${item})`),
    ...question.counters,
  ];
  if (named.length < 2) return [];
  const said = foldKey(chosen.map((one) => `${one.part.label ?? ''}${one.part.text}`).join('\n'));
  let room = ANSWER_LIMIT - 20 - chosen.reduce((sum, one) => sum + visibleLength(one.part.text), 0);
  return named
    .filter((name) => !said.includes(name))
    .flatMap((name) => {
      const other = parts
        .filter(
          (one) =>
            one.passage !== best.passage && foldKey(`${one.part.label ?? ''}${one.part.text}`).includes(name),
        )
        .sort((a, b) => b.score - a.score)[0];
      if (other === undefined || visibleLength(other.part.text) > room) return [];
      room -= visibleLength(other.part.text);
      return [other];
    });
}

function compose(
  question: AnalysedQuestion,
  terms: WeightedTerms,
  chosen: readonly ScoredPart[],
): ExtractedAnswer {
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
