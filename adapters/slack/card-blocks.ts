import type { Consultation, Entry } from '../../bot/consultations/consultation.js';
import { STATE_NAMES, type State } from '../../bot/consultations/state.js';
import { movesFrom } from '../../bot/consultations/transitions.js';
import { japaneseDate } from '../../knowledge/text/japanese-date.js';
import { ACTIONS } from './actions.js';
import { button, buttons, said, small, titled, words } from './blocks.js';
import { cut, escaped, shown } from './slack-text.js';
import type { Message } from './thread-blocks.js';

interface CardParts {
  tag: string | null;
  assignee: string | null;
  entries: readonly Entry[];
  /** Address of the page; null when people in Slack cannot reach it. */
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
  const facts = [
    `*${number}*　${STATE_NAMES[state]}`,
    `${escaped(from, 200)}${tag === null ? '' : `　${escaped(tag, 80)}`}`,
    ...(dueOn !== null && WITH_SECRETARIAT.has(state) ? [`回答の期限：${japaneseDate(dueOn)}`] : []),
    ...(assignee === null ? [] : [`担当：${escaped(assignee, 80)}`]),
    ...(page === null ? [] : [`<${page}|画面で開く>`]),
  ];
  const last = entries.findLast(({ text, internal }) => text !== null && !internal);
  return {
    text: shown(`${number} ${STATE_NAMES[state]}：${question}`, 300),
    blocks: [
      words(facts.join('\n')),
      ...said(cut(question, 5000), 2),
      ...(answer.outcome === 'answered' ? titled('連携デスクの回答', cut(answer.text, 1000)) : []),
      ...(last?.text == null || last.text === question
        ? []
        : titled(`${last.actorName}より`, cut(last.text, 2500))),
      ...buttons(...cardButtons(consultation)),
      ...(WITH_SECRETARIAT.has(state)
        ? [
            small(
              'このスレッドで連携デスクにメンションし、「回答：」または「問い返し：」に続けて書くと、そのまま質問者に届きます。',
            ),
          ]
        : []),
    ],
  };
}

function cardButtons({ id: value, state }: Consultation): ReturnType<typeof button>[] {
  const may = new Set<string>(movesFrom(state, 'secretariat'));
  const taken = state === 'waiting' || state === 'reopened';
  const found: ReturnType<typeof button>[] = [];
  if (taken) found.push(button({ label: '担当する', action: ACTIONS.take, value, style: 'primary' }));
  if (taken || may.has('reply')) found.push(button({ label: '回答する', action: ACTIONS.reply, value }));
  if (taken || may.has('ask-back')) found.push(button({ label: '問い返す', action: ACTIONS.askBack, value }));
  if (state === 'replied' || state === 'answered' || state === 'closed')
    found.push(button({ label: '訂正する', action: ACTIONS.correct, value }));
  return found;
}
