import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import { postEffect } from '../channels/post-order.js';
import { postsFor } from '../channels/posts-for.js';
import type { RegisterTransaction } from '../ports/register-store.js';
import type { Consultation, Entry } from './consultation.js';
import type { ConsultationParts } from './consultation-parts.js';
import { isFor, type Notice } from './notice.js';
import type { State } from './state.js';
import { type Action, type Mover, move } from './transitions.js';

type EntryFacts = Pick<Entry, 'at' | 'action' | 'from' | 'to'> & { text?: string | null; internal?: boolean };
type Actor = Pick<Entry, 'actorId' | 'actorName'>;

/**
 * Writes one change of a consultation within a transaction: the new revision, a line of history, an audit row, and the
 * notice that it causes.
 */
export class ChangeWriter {
  constructor(private readonly parts: Pick<ConsultationParts, 'newId' | 'replyWithin' | 'services'>) {}

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
    const notice = CAUSED[action];
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
    await this.#bringUpToDate(transaction, after, entry.at);
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

  /** Tells whom it concerns: by mail, and where the asker, the secretariat or the prefecture works. */
  async notify(
    transaction: RegisterTransaction,
    consultation: Consultation,
    what: Notice,
    at: string,
  ): Promise<void> {
    const { newId, services } = this.parts;
    const { id, number, asker, sharedWith } = consultation;
    const whom = isFor(what);
    const prefecture = sharedWith ?? '';
    const to = whom === 'asker' ? asker.personId : whom === 'prefecture' ? `prefecture:${prefecture}` : whom;
    await transaction.enqueue({
      id: newId(),
      kind: 'notice',
      order: id,
      payload: { what, consultationId: id, number, to },
      createdAt: at,
    });
    for (const service of services)
      for (const order of postsFor(service, consultation, what, at))
        await transaction.enqueue(postEffect(service, order, { id: newId(), createdAt: at }));
  }

  /** The secretariat's cards follow whatever has come before it. */
  async #bringUpToDate(transaction: RegisterTransaction, { id, dueOn }: Consultation, at: string) {
    if (dueOn === null) return;
    for (const service of this.parts.services)
      await transaction.enqueue(
        postEffect(service, { what: 'card', consultationId: id }, { id: this.parts.newId(), createdAt: at }),
      );
  }
}

const CAUSED: Readonly<Partial<Record<Action, Notice>>> = {
  'not-found': 'waiting',
  escalate: 'waiting',
  'answer-back': 'answered-back',
  'ask-back': 'asked-back',
  'ask-prefecture': 'asked-prefecture',
  reply: 'replied',
  reopen: 'waiting',
};
const TAKES_DUE: ReadonlySet<State> = new Set(['waiting', 'reopened']);
