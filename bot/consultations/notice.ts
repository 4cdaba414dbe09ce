/** What somebody is told about a consultation; by mail never the content. */
export const NOTICES = [
  'waiting',
  'answered-back',
  'asked-back',
  'replied',
  'corrected',
  'recalled',
  'handed-over',
  'asked-prefecture',
  'copied',
  'returned',
] as const;
export type Notice = (typeof NOTICES)[number];

const FOR_SECRETARIAT: ReadonlySet<Notice> = new Set(['waiting', 'answered-back', 'returned']);
const FOR_PREFECTURE: ReadonlySet<Notice> = new Set(['asked-prefecture', 'copied']);

export function isFor(notice: Notice): 'secretariat' | 'prefecture' | 'asker' {
  if (FOR_SECRETARIAT.has(notice)) return 'secretariat';
  return FOR_PREFECTURE.has(notice) ? 'prefecture' : 'asker';
}
