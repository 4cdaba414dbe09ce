/** What buttons and forms are called, in every chat service; manifests name some of them too. */
export const ACTIONS = {
  source: 'source',
  related: 'related',
  good: 'rate-good',
  poor: 'rate-poor',
  escalate: 'escalate',
  share: 'share',
  take: 'take',
  reply: 'reply',
  askBack: 'ask-back',
  correct: 'correct',
  answerBack: 'answer-back',
  close: 'close',
  reopen: 'reopen',
} as const;

/** Forms by the button that opens them; `consult` is opened from a message that somebody wrote. */
export const FORMS = ['poor', 'escalate', 'reply', 'askBack', 'correct', 'answerBack', 'reopen'] as const;
export type FormName = (typeof FORMS)[number];

export const CONSULT = 'consult';

/** The form that a button opens; null for one that opens none. */
export function formOpenedBy(action: string): FormName | null {
  return FORMS.find((form) => ACTIONS[form] === action) ?? null;
}
