import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import { type Consultation, type Entry, fiscalYearInJapan } from '../consultations/consultation.js';
import { isByModel } from '../consultations/given-answer.js';
import type { Municipality } from '../people/municipality.js';
import type { RegisterStore } from '../ports/register-store.js';

/** What was asked and answered, by fiscal year, newest first. */
export interface PastConsultations {
  years: { fiscalYear: number; consultations: PastConsultation[] }[];
  /** How many more there are than fit. */
  omitted: number;
}

export interface PastConsultation {
  number: string;
  earlier: readonly string[];
  question: string;
  /** ISO date. */
  askedOn: string;
  answer: AnswerThatStands;
  /** It is the desk's, and was rated as no help. */
  poor: boolean;
}

/** The secretariat's last word, where it has said any; otherwise what the desk answered. */
export interface AnswerThatStands {
  by: 'reply' | 'correction' | 'desk';
  /** ISO date. */
  on: string;
  text: string;
  sources: { title: string; edition: string; page: number | null }[];
  /** What the desk said about its answer at the time. */
  remarks: string[];
}

/** More is not read by anybody in the first week; the rest can be asked for. */
const MOST_PAST = 50;

/** @param since ISO date before which nothing is shown, or null */
export async function pastConsultations(
  store: RegisterStore,
  place: Municipality,
  since: string | null,
): Promise<PastConsultations> {
  const { consultations, total } = await store.list({
    ...place,
    states: ['answered', 'replied', 'closed'],
    ...(since === null ? {} : { askedFrom: new Date(`${since}T00:00:00+09:00`).toISOString() }),
    sort: 'newest',
    offset: 0,
    limit: MOST_PAST,
  });
  const years: PastConsultations['years'] = [];
  for (const one of consultations) {
    const fiscalYear = fiscalYearInJapan(one.askedAt);
    if (years.at(-1)?.fiscalYear !== fiscalYear) years.push({ fiscalYear, consultations: [] });
    years.at(-1)?.consultations.push(pastOf(one, await store.entries(one.id)));
  }
  return { years, omitted: total - consultations.length };
}

function pastOf(one: Consultation, entries: readonly Entry[]): PastConsultation {
  const answer = answerThatStands(one, entries);
  return {
    number: one.number,
    earlier: one.earlier,
    question: one.question,
    askedOn: dayInJapan(new Date(one.askedAt)),
    answer,
    poor: answer.by === 'desk' && one.feedback?.good === false,
  };
}

function answerThatStands({ answer, askedAt }: Consultation, entries: readonly Entry[]): AnswerThatStands {
  const said = entries.findLast(
    ({ action, text, internal }) =>
      !internal && text !== null && (action === 'reply' || action === 'correct'),
  );
  if (said !== undefined)
    return {
      by: said.action === 'correct' ? 'correction' : 'reply',
      on: dayInJapan(new Date(said.at)),
      text: said.text ?? '',
      sources: [],
      remarks: [],
    };
  const sources = answer.citations.map(({ title, edition, page }) => ({ title, edition, page }));
  const same = (a: (typeof sources)[number], b: (typeof sources)[number]): boolean =>
    a.title === b.title && a.edition === b.edition && a.page === b.page;
  return {
    by: 'desk',
    on: dayInJapan(new Date(askedAt)),
    text: answer.text,
    sources: sources.filter((one, i) => sources.findIndex((other) => same(one, other)) === i),
    remarks: [
      ...(isByModel(answer) ? ['AIによる文章です。お使いになる前に、出典をご確認ください。'] : []),
      ...answer.warnings.map(({ code, message }) =>
        code === 'qa-confirmed' ? message : `ご注意：${message}`,
      ),
    ],
  };
}
