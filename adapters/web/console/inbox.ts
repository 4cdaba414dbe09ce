import { IN_INBOX } from '../../../bot/consultations/state.js';
import type { RegisterQuery } from '../../../bot/ports/register-store.js';

export const INBOX_VIEWS = ['waiting', 'mine', 'overdue', 'poor', 'answered', 'all'] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

export const VIEW_NAMES: Readonly<Record<InboxView, string>> = {
  waiting: '対応が必要',
  mine: '自分の担当',
  overdue: '期限超過',
  poor: '評価の低い回答',
  answered: '自動回答済み',
  all: 'すべて',
};

/** What a view of the inbox shows. */
export function inboxQuery(
  view: InboxView,
  { personId, today }: { personId: string; today: string },
): Omit<RegisterQuery, 'sort' | 'offset' | 'limit'> {
  switch (view) {
    case 'waiting':
      return { states: IN_INBOX };
    case 'mine':
      return { states: IN_INBOX, assigneeId: personId };
    case 'overdue':
      return { states: IN_INBOX, dueBefore: today };
    case 'poor':
      return { states: ['answered'], poorFeedback: true };
    case 'answered':
      return { states: ['answered'] };
    case 'all':
      return {};
  }
}
