import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import type { RegisterTransaction } from '../ports/register-store.js';
import type { Consultation, Entry } from './consultation.js';
import type { State } from './state.js';
import { type Action, type Mover, move } from './transitions.js';

/** What a notice tells; never the content. */
export type Notice =
  | 'waiting'
  | 'answered-back'
  | 'asked-back'
  | 'replied'
  | 'corrected'
  | 'recalled'
  | 'handed-over'
  | 'asked-prefecture'
  | 'copied'
  | 'returned';

type EntryFacts = Pick<Entry, 'at' | 'action' | 'from' | 'to'> & { text?: string | null; internal?: boolean };
type Actor = Pick<Entry, 'actorId' | 'actorName'>;

/**
 * Writes one change of a consultation within a transaction: the new revision, a line of history, an audit row, and the
 * notice that it causes.
 */
export class ChangeWriter {
  constructor(private readonly parts: { newId: () => string; replyWithin: number }) {}

  /** Moves by the table of transitions. @throws MoveRefused */
  async move(
    transaction: RegisterTransaction,
    before: Consultation,
    actor: Actor,
    { mover, action, at, text = null }: { mover: Mover; action: Action; at: string; text?: string | null },
  ): Promise<Consultation> {
    const to = move(before.state, action, mover);
    const dueOn = TAKES_DUE.has(to)
      ? (before.dueOn ?? dayInJapan(new Date(at), this.parts.replyWithin))
      : before.dueOn;
    const entry = { action, from: before.state, to, at, text };
    const after = await this.write(transaction, { ...before, state: to, dueOn }, actor, entry);
    const notice = NOTICES[action];
    if (notice !== undefined) await this.notify(transaction, after, notice, at);
    return after;
  }

  /** Whoever in the secretariat acts on what nobody has taken up takes it up by that. */
  async takenUp(
    transaction: RegisterTransaction,
    before: Consultation,
    actor: Actor,
    at: string,
  ): Promise<Consultation> {
    if (before.state !== 'waiting' && before.state !== 'reopened') return before;
    const assigned = { ...before, assigneeId: actor.actorId };
    return this.move(transaction, assigned, actor, { mover: 'secretariat', action: 'assign', at });
  }

  /** Writes a change that leaves the state as it is, or whose state was checked already. */
  async write(
    transaction: RegisterTransaction,
    consultation: Consultation,
    actor: Actor,
    entry: EntryFacts,
  ): Promise<Consultation> {
    const after = { ...consultation, revision: consultation.revision + 1, changedAt: entry.at };
    await transaction.update(after);
    await this.enter(transaction, after, actor, entry);
    return after;
  }

  /** History and audit row. */
  async enter(
    transaction: RegisterTransaction,
    { id, number }: Consultation,
    actor: Actor,
    { at, action, from, to, text = null, internal = false }: EntryFacts,
  ): Promise<void> {
    const { newId } = this.parts;
    const entry = { id: newId(), consultationId: id, at, ...actor, action, from, to, text, internal };
    await transaction.append(entry);
    await transaction.audit({
      at,
      actorId: actor.actorId,
      action: `consultation.${action}`,
      target: id,
      content: { number, from, to, text },
    });
  }

  async notify(
    transaction: RegisterTransaction,
    { id, number, asker, sharedWith }: Consultation,
    what: Notice,
    at: string,
  ): Promise<void> {
    const to = FOR_SECRETARIAT.has(what)
      ? 'secretariat'
      : FOR_PREFECTURE.has(what)
        ? `prefecture:${sharedWith ?? ''}`
        : asker.personId;
    await transaction.enqueue({
      id: this.parts.newId(),
      kind: 'notice',
      order: id,
      payload: { what, consultationId: id, number, to },
      createdAt: at,
    });
  }
}

const NOTICES: Readonly<Partial<Record<Action, Notice>>> = {
  'not-found': 'waiting',
  escalate: 'waiting',
  'answer-back': 'answered-back',
  'ask-back': 'asked-back',
  'ask-prefecture': 'asked-prefecture',
  reply: 'replied',
  reopen: 'waiting',
};
const FOR_SECRETARIAT: ReadonlySet<Notice> = new Set(['waiting', 'answered-back', 'returned']);
const FOR_PREFECTURE: ReadonlySet<Notice> = new Set(['asked-prefecture', 'copied']);
const TAKES_DUE: ReadonlySet<State> = new Set(['waiting', 'reopened']);
