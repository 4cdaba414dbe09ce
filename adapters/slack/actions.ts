/** What buttons, forms and shortcuts are called; the manifest and the listeners use the same names. */
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

/** Forms by the button that opens them; `consult` is opened by the shortcut on a message. */
export const FORMS = ['poor', 'escalate', 'reply', 'askBack', 'correct', 'answerBack', 'reopen'] as const;
export type FormName = (typeof FORMS)[number];

export const CONSULT = 'consult';
export const COMMAND = '/renkei';
