import { z } from 'zod';
import { IN_INBOX } from '../../../bot/consultations/state.js';
import type { RegisterQuery } from '../../../bot/ports/register-store.js';

export const INBOX_VIEWS = ['waiting', 'mine', 'overdue', 'poor', 'gate', 'answered', 'all'] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

export const VIEW_NAMES: Readonly<Record<InboxView, string>> = {
  waiting: '対応が必要',
  mine: '自分の担当',
  overdue: '期限超過',
  poor: '評価の低い回答',
  gate: 'AIの文章の点検',
  answered: '自動回答済み',
  all: 'すべて',
};

const day = z.union([z.iso.date(), z.literal('')]).catch('');

/** What the address of the inbox says; whatever cannot be read is left out. */
export const InboxForm = z.object({
  view: z.enum(INBOX_VIEWS).catch('waiting'),
  q: z.string().trim().max(200).catch(''),
  sort: z.enum(['due', 'newest', 'oldest']).catch('due'),
  prefecture: z.string().trim().max(10).catch(''),
  municipality: z.string().trim().max(40).catch(''),
  tag: z.string().trim().max(40).catch(''),
  from: day,
  until: day,
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type InboxForm = z.infer<typeof InboxForm>;

/** The form as an address, with some of it changed. Another filter begins on the first page. */
export function inboxAddress(path: string, form: InboxForm, change: Partial<InboxForm> = {}): string {
  const { page, ...filter } = { ...form, page: 1, ...change };
  const given = Object.entries(filter).filter(([, value]) => value !== '');
  return `${path}?${new URLSearchParams([...given, ...(page > 1 ? [['page', String(page)]] : [])] as [string, string][])}`;
}

/** What the inbox shows. Days are days in Japan. */
export function inboxQuery(
  form: InboxForm,
  { personId, today }: { personId: string; today: string },
): Omit<RegisterQuery, 'offset' | 'limit'> {
  return {
    ...viewQuery(form.view, personId, today),
    ...(form.q === '' ? {} : { search: form.q }),
    ...(form.prefecture === '' ? {} : { prefecture: form.prefecture }),
    ...(form.municipality === '' ? {} : { municipality: form.municipality }),
    ...(form.tag === '' ? {} : { tag: form.tag }),
    ...(form.from === '' ? {} : { askedFrom: new Date(`${form.from}T00:00:00+09:00`).toISOString() }),
    ...(form.until === '' ? {} : { askedBefore: new Date(`${form.until}T24:00:00+09:00`).toISOString() }),
    sort: form.sort,
  };
}

function viewQuery(view: InboxView, personId: string, today: string): Partial<RegisterQuery> {
  switch (view) {
    case 'waiting':
      return { states: IN_INBOX };
    case 'mine':
      return { states: IN_INBOX, assigneeId: personId };
    case 'overdue':
      return { states: IN_INBOX, dueBefore: today };
    case 'poor':
      return { states: ['answered'], poorFeedback: true };
    case 'gate':
      return { states: [...IN_INBOX, 'answered'], held: true };
    case 'answered':
      return { states: ['answered'] };
    case 'all':
      return {};
  }
}
