import { foldKey } from '../text/fold.js';
import { datesIn, fiscalYearOf, yearsIn } from '../text/japanese-date.js';
import type { Deadline, DocumentKind, Edition } from './edition.js';
import type { Block } from './outline.js';

/**
 * What a document's own text says of its edition. Inference is shown so that a person can correct it; what the
 * text does not say stays null. Front matter and the register win over all of this (declared-edition.ts).
 */
export function inferEdition({
  blocks,
  fileName,
  declaredTitle,
}: {
  blocks: readonly Block[];
  fileName: string;
  declaredTitle: string | null;
}): Edition {
  const lines = blocks.slice(0, HEAD_BLOCKS).map((block) => block.text.split('\n')[0] ?? '');
  const head = foldKey(lines.join('\n'));
  const stem = fileName.replace(/\.[^.]+$/, '');
  const title =
    titleFrom(
      blocks.slice(0, TITLE_BLOCKS).map((block) => block.text.split('\n')[0] ?? ''),
      declaredTitle,
    ) ?? stem;
  const kind = kindFrom(foldKey(`${title}\n${stem}`), head);
  const deadlines = deadlinesFrom(blocks, kind, yearOfText(foldKey(title), head, stem));
  const issued = issuedFrom(lines);
  const fiscalYear =
    fiscalYearFrom(foldKey(title), foldKey(stem), head) ??
    (issued !== null
      ? fiscalYearOf(issued)
      : deadlines[0] !== undefined
        ? fiscalYearOf(deadlines[0].date)
        : null);
  return {
    title,
    kind,
    issuer: issuerFrom(lines),
    fiscalYear,
    issued,
    inForceFrom: null,
    inForceUntil: null,
    deadlines,
    supersedes: null,
    audience: 'public',
    scope: { level: 'nation' },
  };
}

const HEAD_BLOCKS = 14;
const TITLE_BLOCKS = 60;
const TITLE_WORDS =
  /(要領|要綱|手引き?|ガイドライン|ガイドブック|Q&A|Q＆A|問答|事例集?|報告書?|調査|結果|案内|募集|お知らせ|通知|事務連絡|概要|計画|マニュアル|資料|について)/;

/** The first lines up to a gap make the title when one of them names a kind of document. */
function titleFrom(lines: readonly string[], declared: string | null): string | null {
  if (declared !== null && declared.trim().length >= 4) return declared.trim();
  const at = lines.slice(0, 4).findIndex((line) => TITLE_WORDS.test(line) && looksLikeTitle(line));
  if (at >= 0) {
    const before =
      at === 1 && (lines[0] ?? '').length <= 40 && looksLikeTitle(lines[0] ?? '') ? `${lines[0]} ` : '';
    return `${before}${lines[at]}`.trim();
  }
  // Slides and surveys often put their title after a figure: …調査結果について.
  return (
    lines.find(
      (line) =>
        /(調査結果|実施状況|報告書?|概要|手引き?|要領|要綱)(について)?$/.test(line) && looksLikeTitle(line),
    ) ?? null
  );
}

function looksLikeTitle(line: string): boolean {
  return (
    line.length >= 4 &&
    line.length <= 90 &&
    !/[。、:：]$|[をにが]調査$/.test(line) &&
    !/^(?:第\s?\d+\s?章|[・○●※＊（(①-⑳]|[0-9０-９])/.test(line)
  );
}

const KINDS: readonly (readonly [DocumentKind, RegExp])[] = [
  ['qa', /q\s?&\s?a|問答|よくある(質問|ご質問)|質疑応答|faq/],
  ['guideline', /要領|要綱|募集|公募|応募|boshu|yoryo|yoko/],
  ['survey-report', /調査(結果|報告|研究)|実施状況|集計|報告書|hokoku|chosa|kekka/],
  ['case', /事例|取組紹介|実践報告|jirei/],
  ['handbook', /手引|ガイド|マニュアル|ハンドブック|tebiki/],
  ['notice', /お知らせ|通知|事務連絡|案内|oshirase|tsuchi/],
];

function kindFrom(title: string, head: string): DocumentKind {
  for (const [kind, pattern] of KINDS) if (pattern.test(title)) return kind;
  for (const [kind, pattern] of KINDS) if (pattern.test(head)) return kind;
  return 'notice';
}

/** 令和3年度 in the title, else r3/h29 in the file name, else the first fiscal year of the head. */
function fiscalYearFrom(title: string, stem: string, head: string): number | null {
  const inTitle = yearsIn(title).find((one) => one.fiscal) ?? yearsIn(title)[0];
  if (inTitle !== undefined) return inTitle.year;
  const inName = /(?:^|[^a-z])([rh])(\d{1,2})(?=[^\d]|$)/.exec(stem);
  if (inName !== null) return (inName[1] === 'r' ? 2018 : 1988) + Number(inName[2]);
  return yearsIn(head).find((one) => one.fiscal)?.year ?? null;
}

function yearOfText(title: string, head: string, stem: string): number | null {
  return fiscalYearFrom(title, foldKey(stem), head);
}

/** A line of its own near the top that is nothing but a date. */
function issuedFrom(lines: readonly string[]): string | null {
  for (const line of lines) {
    const key = foldKey(line).trim();
    const date = datesIn(key)[0];
    if (date?.year != null && date.end - date.start >= key.length - 6 && key.length <= 30)
      return isoOf(date.year, date.month, date.day);
  }
  return null;
}

function issuerFrom(lines: readonly string[]): string | null {
  for (const line of lines) {
    const named = /^(?:受託者|発行者?|編集|作成|事務局|主催)\s?[:：]\s?(.{2,40})$/.exec(line)?.[1];
    if (named !== undefined) return named.trim();
    if (
      /^(?:厚生労働省|.{2,12}(?:県|府|都|道|市|町|村|厚生局|協会|機構|研究所))(?:[\s　].{0,20})?$/.test(
        line,
      ) &&
      line.length <= 24 &&
      !TITLE_WORDS.test(line)
    )
      return line.trim();
  }
  return null;
}

const DEADLINE_LABEL =
  /(応募締切|申込締切|申込締め切り|募集締切|提出期限|申請期限|応募期限|回答期限|申込期限|提出締切|締切日?|締め切り|〆切|募集期間|申請期間|受付期間|応募期間|申込期間|公募期間)/;
const PERIOD = /(募集|申請|受付|応募|申込|公募)期間/;

function deadlinesFrom(blocks: readonly Block[], kind: DocumentKind, fiscalYear: number | null): Deadline[] {
  // Reports tell of other people's deadlines.
  if (kind === 'survey-report' || kind === 'case') return [];
  const found: Deadline[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading') continue;
    const key = foldKey(block.text);
    const own = DEADLINE_LABEL.exec(key);
    const label = own?.[1] ?? DEADLINE_LABEL.exec(foldKey(block.path.at(-1) ?? ''))?.[1];
    if (label === undefined) continue;
    const near = own === null ? key : key.slice(own.index, own.index + 80);
    const dates = datesIn(near).filter((date) => date.day !== null);
    const last = PERIOD.test(label) ? dates.at(Math.min(1, dates.length - 1)) : dates[0];
    if (last?.day == null) continue;
    const year =
      last.year ?? dates.find((date) => date.year !== null)?.year ?? yearWithin(fiscalYear, last.month);
    if (year === null) continue;
    found.push({ label, date: isoOf(year, last.month, last.day), time: last.time });
  }
  return mergeSame(found);
}

function yearWithin(fiscalYear: number | null, month: number): number | null {
  return fiscalYear === null ? null : month >= 4 ? fiscalYear : fiscalYear + 1;
}

/** The same day named twice (申込締切 8月23日 … 応募締切：2024年8月23日17時) is one deadline, told with its time. */
function mergeSame(deadlines: readonly Deadline[]): Deadline[] {
  const byDate = new Map<string, Deadline>();
  for (const deadline of deadlines) {
    const same = byDate.get(deadline.date);
    if (same === undefined || (same.time === null && deadline.time !== null))
      byDate.set(deadline.date, deadline);
  }
  return [...byDate.values()].sort((a, b) => a.date.localeCompare(b.date));
}

function isoOf(year: number, month: number, day: number | null): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return day === null ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(day)}`;
}
