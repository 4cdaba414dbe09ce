/** 相談の状態. See transitions.ts for the moves between them. */
export const STATES = [
  'new',
  'answered',
  'waiting',
  'assigned',
  'asked-back',
  'forwarded',
  'replied',
  'closed',
  'reopened',
  'withdrawn',
  'duplicate',
] as const;
export type State = (typeof STATES)[number];

export const STATE_NAMES: Readonly<Record<State, string>> = {
  new: '受付',
  answered: '自動回答済み',
  waiting: '事務局の対応待ち',
  assigned: '対応中',
  'asked-back': '問い返し中',
  forwarded: '照会中',
  replied: '回答済み',
  closed: '完了',
  reopened: '再開',
  withdrawn: '取下げ',
  duplicate: '重複',
};

const ENDED: ReadonlySet<State> = new Set(['closed', 'withdrawn', 'duplicate']);

/** Somebody may still have to do something. */
export function isOpen(state: State): boolean {
  return !ENDED.has(state);
}

/** What the secretariat has to act on. */
export const IN_INBOX: readonly State[] = ['waiting', 'reopened', 'assigned', 'asked-back', 'forwarded'];

/** 期限超過: only what still waits can be late. @param today ISO date in Japan */
export function isOverdue(one: { state: State; dueOn: string | null }, today: string): boolean {
  return one.dueOn !== null && one.dueOn < today && IN_INBOX.includes(one.state);
}
