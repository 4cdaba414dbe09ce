import { type ClassificationScheme, tagName } from '../../knowledge/classification/scheme.js';
import type { Deadline } from '../../knowledge/document/edition.js';
import { foldKey } from '../../knowledge/text/fold.js';
import { dayInJapan, japaneseDate } from '../../knowledge/text/japanese-date.js';
import { maySee } from '../answering/may-see.js';
import type { DocumentStore, StoredDocument } from '../ports/document-store.js';
import type { Group, InsightStore, Totals } from '../ports/insight-store.js';
import type { QaStore } from '../ports/qa-store.js';
import type { QaEntry } from '../qa/qa-entry.js';
import type { UnboundNumber } from '../survey/check-numbers.js';
import type { DigestContent, DigestSubject } from './digest.js';
import type { Draft } from './draft.js';

interface Parts {
  insight: InsightStore;
  scheme: ClassificationScheme;
  qa: QaStore;
  documents: DocumentStore;
  now: () => Date;
}

/** Fewer could be told by those who know the area. */
const FEWEST_SHOWN = 5;
const TAGS_SHOWN = 5;
const LISTED = 8;
/** Days before a deadline from which on it is reminded of, and within which it is told at all. */
const REMIND_WITHIN = 14;
const TELL_WITHIN = 90;

/** 月次ダイジェスト: what a month brought, for a prefecture: consultations, Q&A, documents and calls with their deadlines. */
export class MonthlyDigests {
  constructor(private readonly parts: Parts) {}

  /** @param subject of which `period` is a month that has begun: 2026-11 */
  async draft(subject: DigestSubject): Promise<Draft | null> {
    const { period: month, prefecture } = subject;
    const today = dayInJapan(this.parts.now());
    if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) || `${month}-01` > today) return null;
    const span = spanOf(month);
    const { insight, scheme } = this.parts;
    const content = contentOf({
      month,
      prefecture,
      scheme,
      own: await insight.totals({ ...span, prefecture }),
      tags: await insight.byTag({ ...span, prefecture: null }),
      entries: await this.#newQa(prefecture, span),
      documents: await this.#newDocuments(prefecture, span),
      calls: await this.#calls(prefecture, today),
    });
    return { subject, content, summary: null, unbound: (text) => unboundInLines(text, content) };
  }

  /** Published for the first time in the month. */
  async #newQa(prefecture: string, { from, before }: Span): Promise<QaEntry[]> {
    const { qa } = this.parts;
    const found: QaEntry[] = [];
    for (const entry of await qa.list(['published'])) {
      if (entry.changedAt < from || !maySee(viewerOf(prefecture), entry)) continue;
      const first = (await qa.history(entry.id)).findLast(({ action }) => action === 'qa.publish');
      if (first !== undefined && first.at >= from && first.at < before) found.push(entry);
    }
    return found;
  }

  async #newDocuments(prefecture: string, { from, before }: Span): Promise<Renewed[]> {
    const found: Renewed[] = [];
    for (const document of await this.#visible(prefecture)) {
      const { readAt, edition } = document.current;
      if (readAt < from || readAt >= before || edition.kind === 'qa') continue;
      const first = await this.parts.documents.firstReadAt(document.id);
      const replaced = (first !== null && first < from) || edition.supersedes !== null;
      found.push({ title: edition.title, replaced });
    }
    return found;
  }

  async #calls(prefecture: string, today: string): Promise<Call[]> {
    const last = dayInJapan(new Date(`${today}T00:00:00+09:00`), TELL_WITHIN);
    return (await this.#visible(prefecture))
      .flatMap(({ current: { edition } }) =>
        edition.deadlines
          .filter(({ date }) => date.length === 10 && date >= today && date <= last)
          .map((deadline) => ({ title: edition.title, deadline, days: daysBetween(today, deadline.date) })),
      )
      .sort((a, b) => a.days - b.days);
  }

  async #visible(prefecture: string): Promise<StoredDocument[]> {
    const all = await this.parts.documents.list();
    return all.filter(({ sample, current }) => !sample && maySee(viewerOf(prefecture), current.edition));
  }
}

interface Span {
  /** ISO instants; from the first on, before the second. */
  from: string;
  before: string;
}

interface Renewed {
  title: string;
  replaced: boolean;
}

interface Call {
  title: string;
  deadline: Deadline;
  days: number;
}

interface Month {
  month: string;
  prefecture: string;
  scheme: ClassificationScheme;
  own: Totals;
  tags: readonly Group<string | null>[];
  entries: readonly QaEntry[];
  documents: readonly Renewed[];
  calls: readonly Call[];
}

function contentOf(facts: Month): DigestContent {
  const { month, prefecture, scheme, tags, entries, documents, calls } = facts;
  const label = japaneseDate(month);
  const shown = tags.filter(({ asked }) => asked >= FEWEST_SHOWN).sort((a, b) => b.asked - a.asked);
  const soon = calls.filter(({ days }) => days <= REMIND_WITHIN);
  return {
    title: `${label}のまとめ：${prefecture}`,
    text: [
      asked(facts),
      shown[0] === undefined
        ? ''
        : `全国で最も多かったのは「${nameOf(scheme, shown[0].key)}」の${shown[0].asked}件です。`,
      news(entries.length, documents),
      soon[0] === undefined ? '' : reminder(soon[0], soon.length),
    ].join(''),
    lines: [
      ...shown
        .slice(0, TAGS_SHOWN)
        .map(({ key, asked: n }) => `相談（全国）・${nameOf(scheme, key)}：${n}件`),
      ...listed(entries.map(({ number, question }) => `新しいQ&A・${number}：${question}`)),
      ...listed(
        documents.map(({ title, replaced }) => `${replaced ? '差し替えた文書' : '新しい文書'}：${title}`),
      ),
      ...listed(calls.map((call) => `募集など：${call.title}（${dueText(call)}）`)),
    ],
    notes: [
      `相談の件数は、${FEWEST_SHOWN}件に満たない分類を示していません。`,
      '締切は、登録されている文書の記載によります。応募の前に原本をご確認ください。',
    ],
    source: null,
    chart: null,
  };
}

function asked({ month, prefecture, own }: Month): string {
  const label = japaneseDate(month);
  if (own.asked === 0) return `${label}に、${prefecture}の市町村からの質問はありませんでした。`;
  if (own.asked < FEWEST_SHOWN)
    return `${label}の、${prefecture}の市町村からの質問は${FEWEST_SHOWN}件未満でした。`;
  return `${label}に、${prefecture}の市町村から${own.asked}件の質問がありました。`;
}

function news(entries: number, documents: readonly Renewed[]): string {
  const replaced = documents.filter((one) => one.replaced).length;
  const added = documents.length - replaced;
  const said = [
    ...(entries > 0 ? [`新しいQ&Aが${entries}件`] : []),
    ...(added > 0 ? [`新しい文書が${added}件`] : []),
    ...(replaced > 0 ? [`差し替えた文書が${replaced}件`] : []),
  ];
  return said.length === 0 ? '新しく加わったQ&Aや文書はありません。' : `${said.join('、')}あります。`;
}

function reminder(call: Call, count: number): string {
  const others = count === 1 ? '' : `ほかに${count - 1}件の締切が近づいています。`;
  return `「${call.title}」の${dueText(call)}です。${others}`;
}

/** 応募締切は2026年11月30日（あと7日） */
function dueText({ deadline: { label, date, time }, days }: Call): string {
  const left = days === 0 ? '本日' : `あと${days}日`;
  return `${label}は${japaneseDate(date)}${time === null ? '' : time}（${left}）`;
}

function listed(lines: string[]): string[] {
  return lines.length <= LISTED ? lines : [...lines.slice(0, LISTED), `ほか${lines.length - LISTED}件`];
}

function nameOf(scheme: ClassificationScheme, tag: string | null): string {
  return tag === null ? '分類なし' : tagName(scheme, tag);
}

/** A prefecture's own people. */
function viewerOf(prefecture: string) {
  return { audience: 'staff', prefecture, municipality: null } as const;
}

function spanOf(month: string): Span {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  const instant = (one: string): string => new Date(`${one}-01T00:00:00+09:00`).toISOString();
  return { from: instant(month), before: instant(next) };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Every number of the text must be one of the drafted text, of its lines or of its title. */
function unboundInLines(
  text: string,
  { title, text: drafted, lines, notes }: DigestContent,
): UnboundNumber[] {
  const known = new Set([title, drafted, ...lines, ...notes].flatMap(numbersIn));
  return text.split(/(?<=[。\n])/).flatMap((clause) =>
    numbersIn(clause)
      .filter((number) => !known.has(number))
      .map((number) => ({ number, clause: clause.trim() })),
  );
}

function numbersIn(text: string): string[] {
  return foldKey(text).match(/\d[\d,]*(?:\.\d+)?/g) ?? [];
}
