import { cut } from '../../knowledge/text/cut.js';
import { japaneseDate } from '../../knowledge/text/japanese-date.js';
import type { Consultation, Entry } from '../consultations/consultation.js';
import { answerLabel } from '../consultations/given-answer.js';
import { STATE_NAMES, type State } from '../consultations/state.js';
import { movesFrom } from '../consultations/transitions.js';
import { ACTIONS } from './actions.js';
import { type Button, buttons, type Message, titled } from './message.js';

interface CardParts {
  tag: string | null;
  assignee: string | null;
  entries: readonly Entry[];
  /** Address of the page; null when people in the chat service cannot reach it. */
  page: string | null;
}

const WITH_SECRETARIAT: ReadonlySet<State> = new Set(['waiting', 'reopened', 'assigned', 'forwarded']);

/** The secretariat's card of a consultation: what is asked, how it stands, and what can be done about it. */
export function cardMessage(
  consultation: Consultation,
  { tag, assignee, entries, page }: CardParts,
): Message {
  const { number, state, question, asker, dueOn, answer } = consultation;
  const from = [asker.prefecture, asker.municipality, asker.name].filter((part) => part !== null).join(' ');
  const lines = [
    `${cut(from, 200)}${tag === null ? '' : `　${tag}`}`,
    ...(dueOn !== null && WITH_SECRETARIAT.has(state) ? [`回答の期限：${japaneseDate(dueOn)}`] : []),
    ...(assignee === null ? [] : [`担当：${assignee}`]),
  ];
  const last = entries.findLast(({ text, internal }) => text !== null && !internal);
  return {
    text: cut(`${number} ${STATE_NAMES[state]}：${question}`, 300),
    parts: [
      {
        is: 'head',
        title: `${number}　${STATE_NAMES[state]}`,
        lines,
        links: page === null ? [] : [{ label: '画面で開く', url: page }],
      },
      { is: 'text', text: cut(question, 5000), pieces: 2 },
      ...(answer.outcome === 'answered' ? titled(answerLabel(answer), cut(answer.text, 1000)) : []),
      ...(last?.text == null || last.text === question
        ? []
        : titled(`${last.actorName}より`, cut(last.text, 2500))),
      ...buttons(...cardButtons(consultation)),
      ...(WITH_SECRETARIAT.has(state) ? [{ is: 'note', text: HINT } as const] : []),
    ],
  };
}

const HINT =
  'このスレッドで連携デスクにメンションし、「回答：」または「問い返し：」に続けて書くと、そのまま質問者に届きます。';

function cardButtons({ id: value, state }: Consultation): Button[] {
  const may = new Set<string>(movesFrom(state, 'secretariat'));
  const taken = state === 'waiting' || state === 'reopened';
  const found: Button[] = [];
  if (taken) found.push({ label: '担当する', action: ACTIONS.take, value, style: 'primary' });
  if (taken || may.has('reply')) found.push({ label: '回答する', action: ACTIONS.reply, value });
  if (taken || may.has('ask-back')) found.push({ label: '問い返す', action: ACTIONS.askBack, value });
  if (state === 'replied' || state === 'answered' || state === 'closed')
    found.push({ label: '訂正する', action: ACTIONS.correct, value });
  return found;
}
