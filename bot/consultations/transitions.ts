import { isOpen, STATE_NAMES, STATES, type State } from './state.js';

/** Who moves a consultation: the desk itself, whoever asked, the secretariat, or the prefecture that it asked. */
export type Mover = 'desk' | 'asker' | 'secretariat' | 'prefecture';

export const ACTIONS = [
  'answer',
  'not-found',
  'escalate',
  'take-up',
  'assign',
  'ask-back',
  'answer-back',
  'forward',
  'ask-prefecture',
  'return',
  'reply',
  'close',
  'reopen',
  'withdraw',
  'mark-duplicate',
] as const;
export type Action = (typeof ACTIONS)[number];

export const ACTION_NAMES: Readonly<Record<Action, string>> = {
  answer: '文書から回答',
  'not-found': '文書では確認できず',
  escalate: '事務局に相談',
  'take-up': '低い評価を受けて対応',
  assign: '担当者を決定',
  'ask-back': '問い返し',
  'answer-back': '問い返しへの回答',
  forward: '国などへ照会',
  'ask-prefecture': '都道府県へ照会',
  return: '照会の結果',
  reply: '回答',
  close: '完了',
  reopen: '再開',
  withdraw: '取下げ',
  'mark-duplicate': '重複として整理',
};

export interface Transition {
  from: readonly State[];
  action: Action;
  to: State;
  by: readonly Mover[];
}

const OPEN = STATES.filter(isOpen);

/** Every move there is. The console and the documentation show this table; nothing else decides. */
export const TRANSITIONS: readonly Transition[] = [
  { from: ['new'], action: 'answer', to: 'answered', by: ['desk'] },
  { from: ['new'], action: 'not-found', to: 'waiting', by: ['desk'] },
  { from: ['new', 'answered'], action: 'escalate', to: 'waiting', by: ['asker'] },
  { from: ['answered'], action: 'take-up', to: 'waiting', by: ['secretariat'] },
  { from: ['waiting', 'reopened', 'assigned'], action: 'assign', to: 'assigned', by: ['secretariat'] },
  { from: ['assigned'], action: 'ask-back', to: 'asked-back', by: ['secretariat'] },
  { from: ['asked-back'], action: 'answer-back', to: 'assigned', by: ['asker'] },
  { from: ['assigned'], action: 'forward', to: 'forwarded', by: ['secretariat'] },
  { from: ['assigned'], action: 'ask-prefecture', to: 'forwarded', by: ['secretariat'] },
  { from: ['forwarded'], action: 'return', to: 'assigned', by: ['secretariat', 'prefecture'] },
  { from: ['assigned'], action: 'reply', to: 'replied', by: ['secretariat'] },
  { from: ['answered'], action: 'close', to: 'closed', by: ['desk', 'secretariat'] },
  { from: ['replied'], action: 'close', to: 'closed', by: ['desk', 'asker', 'secretariat'] },
  { from: ['replied', 'closed'], action: 'reopen', to: 'reopened', by: ['asker', 'secretariat'] },
  { from: OPEN, action: 'withdraw', to: 'withdrawn', by: ['asker'] },
  { from: OPEN, action: 'mark-duplicate', to: 'duplicate', by: ['secretariat'] },
];

/** A move that the table does not allow. The message is for whoever tried it. */
export class MoveRefused extends Error {
  override readonly name = 'MoveRefused';
  readonly code = 'move-refused';
  constructor(
    readonly state: State,
    readonly action: Action,
    readonly mover: Mover,
    message: string,
  ) {
    super(message);
  }
}

/** The state that an action leads to. @throws MoveRefused with the reason */
export function move(state: State, action: Action, mover: Mover): State {
  const found = TRANSITIONS.find((one) => one.action === action && one.from.includes(state));
  if (found === undefined) {
    const message = `この相談は「${STATE_NAMES[state]}」のため、「${ACTION_NAMES[action]}」はできません。`;
    throw new MoveRefused(state, action, mover, message);
  }
  if (!found.by.includes(mover)) {
    throw new MoveRefused(
      state,
      action,
      mover,
      `「${ACTION_NAMES[action]}」ができるのは${found.by.map((one) => MOVER_NAMES[one]).join('・')}です。`,
    );
  }
  return found.to;
}

/** What somebody may do next. */
export function movesFrom(state: State, mover: Mover): Action[] {
  return TRANSITIONS.filter((one) => one.from.includes(state) && one.by.includes(mover)).map(
    (one) => one.action,
  );
}

const MOVER_NAMES: Readonly<Record<Mover, string>> = {
  desk: '連携デスク',
  asker: '相談した本人',
  secretariat: '事務局',
  prefecture: '照会先の都道府県',
};
