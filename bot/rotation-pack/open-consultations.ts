import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import type { Consultation, Entry } from '../consultations/consultation.js';
import { listAll } from '../consultations/list-all.js';
import { isOpen, STATES, type State } from '../consultations/state.js';
import type { Municipality } from '../people/municipality.js';
import type { RegisterStore } from '../ports/register-store.js';

/** A consultation that somebody still has to do something about. */
export interface OpenConsultation {
  number: string;
  state: State;
  /** Turns that the question goes on from, oldest first. */
  earlier: readonly string[];
  question: string;
  /** What was written to the secretariat beside the question, last of all. */
  added: string | null;
  askedBy: string;
  /** Whose it is now: the successor's after a hand-over. */
  heldBy: string;
  /** ISO date. */
  askedOn: string;
  dueOn: string | null;
  /** What the municipality has to do, or waits for. */
  awaited: string;
  /** What the secretariat wants to know, while it waits for that. */
  askedBack: string | null;
}

/** What the desk answered by itself waits for nobody; it stands among the answers. */
const PENDING = STATES.filter((state) => isOpen(state) && state !== 'answered');

const AWAITED: Readonly<Partial<Record<State, string>>> = {
  'asked-back': '事務局からの問い返しに、お返事をお願いします。',
  replied: '事務局の回答をご確認ください。解決していれば「解決した」を選んでください。',
  assigned: '事務局が対応しています。回答をお待ちください。',
  forwarded: '事務局が都道府県・国に照会しています。回答をお待ちください。',
};
const WAIT = '事務局の対応をお待ちください。';

/** What the municipality has to answer comes first, then what it has to look at, then what it waits for by due date. */
function rankOf({ state }: Consultation): number {
  return state === 'asked-back' ? 0 : state === 'replied' ? 1 : 2;
}

export async function openConsultations(
  store: RegisterStore,
  place: Municipality,
): Promise<OpenConsultation[]> {
  const pending = await listAll(store, { ...place, states: PENDING, sort: 'due' });
  pending.sort((a, b) => rankOf(a) - rankOf(b));
  const open: OpenConsultation[] = [];
  for (const one of pending) open.push(openOf(one, await store.entries(one.id)));
  return open;
}

function openOf(one: Consultation, entries: readonly Entry[]): OpenConsultation {
  const seen = entries.filter(({ internal }) => !internal);
  const last = (...actions: Entry['action'][]): string | null =>
    seen.findLast(({ action, text }) => actions.includes(action) && text !== null)?.text ?? null;
  const added = last('escalate', 'reopen', 'answer-back');
  return {
    number: one.number,
    state: one.state,
    earlier: one.earlier,
    question: one.question,
    added: added === one.question ? null : added,
    askedBy: entries.find(({ action }) => action === 'ask')?.actorName ?? one.asker.name,
    heldBy: one.asker.name,
    askedOn: dayInJapan(new Date(one.askedAt)),
    dueOn: one.dueOn,
    awaited: AWAITED[one.state] ?? WAIT,
    askedBack: one.state === 'asked-back' ? last('ask-back') : null,
  };
}
