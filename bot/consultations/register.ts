import { dayInJapan, japaneseDate } from '../../knowledge/text/japanese-date.js';
import type { Answer } from '../answering/answer.js';
import { isSecretariat, type Person } from '../people/person.js';
import {
  type Effect,
  type RegisterStore,
  type RegisterTransaction,
  RevisionConflict,
} from '../ports/register-store.js';
import {
  type Asker,
  type Consultation,
  consultationNumber,
  type Entry,
  fiscalYearInJapan,
  type GivenAnswer,
} from './consultation.js';
import type { State } from './state.js';
import { type Action, type Mover, move } from './transitions.js';

export interface RegisterParts {
  store: RegisterStore;
  now: () => Date;
  newId: () => string;
  /** Takes personal details of patients and residents out of what people typed. */
  mask: (text: string) => string;
  /** Days that the secretariat gives itself for a reply. */
  replyWithin: number;
}

/** Who acts, and on which revision of the consultation the action was prepared. */
export interface Acting {
  person: Person;
  consultationId: string;
  revision: number;
}

/** Somebody acts on a consultation that is none of theirs, or that does not exist for them. */
export class NotTheirs extends Error {
  override readonly name = 'NotTheirs';
  readonly code = 'consultation-unknown';
  constructor(readonly consultationId: string) {
    super('お探しの相談は見つかりません。');
  }
}

/**
 * Everything that happens to a consultation happens here: the move is checked against the one table, and history,
 * audit row and effects are written with it in one transaction.
 */
export class Register {
  constructor(private readonly parts: RegisterParts) {}

  /** Records a question with the answer that the desk gave. */
  async record(asked: {
    asker: Asker;
    question: string;
    earlier: readonly string[];
    answer: Answer;
    madeBy: string;
  }): Promise<Consultation> {
    const { store, newId, mask } = this.parts;
    const at = this.parts.now().toISOString();
    return store.transact(async (transaction) => {
      const year = fiscalYearInJapan(at);
      const consultation: Consultation = {
        id: newId(),
        number: consultationNumber(at, await transaction.nextCount(year)),
        state: 'new',
        revision: 1,
        asker: asked.asker,
        question: mask(asked.question),
        earlier: asked.earlier.map(mask),
        answer: givenAnswer(asked.answer, asked.madeBy),
        classification: null,
        assigneeId: null,
        dueOn: null,
        feedback: null,
        duplicateOf: null,
        retentionClass: 'normal',
        askedAt: at,
        changedAt: at,
      };
      const actor = { id: asked.asker.personId, name: asked.asker.name };
      await transaction.insert(consultation);
      await this.#enter(transaction, consultation, actor, { action: 'ask', from: null, to: 'new', at });
      const found = asked.answer.outcome === 'answered';
      return this.#move(transaction, consultation, DESK, 'desk', found ? 'answer' : 'not-found', { at });
    });
  }

  /** 事務局に相談する: the asker wants a person's answer. The text may say more than the question did. */
  escalate(acting: Acting, text: string): Promise<Consultation> {
    return this.#act(acting, 'asker', 'escalate', text);
  }

  /** An answer that was rated poor is looked at by a person. */
  takeUp(acting: Acting): Promise<Consultation> {
    return this.#act(acting, 'secretariat', 'take-up', null);
  }

  assign(acting: Acting, assigneeId: string): Promise<Consultation> {
    return this.#act(acting, 'secretariat', 'assign', null, { assigneeId });
  }

  askBack(acting: Acting, text: string): Promise<Consultation> {
    return this.#withAssignment(acting, 'ask-back', text);
  }

  answerBack(acting: Acting, text: string): Promise<Consultation> {
    return this.#act(acting, 'asker', 'answer-back', text);
  }

  /** 照会: the prefecture or the ministry is asked. */
  forward(acting: Acting, text: string): Promise<Consultation> {
    return this.#withAssignment(acting, 'forward', text);
  }

  returned(acting: Acting, text: string): Promise<Consultation> {
    return this.#act(acting, 'secretariat', 'return', text);
  }

  reply(acting: Acting, text: string): Promise<Consultation> {
    return this.#withAssignment(acting, 'reply', text);
  }

  close(acting: Acting): Promise<Consultation> {
    return this.#act(acting, isSecretariat(acting.person) ? 'secretariat' : 'asker', 'close', null);
  }

  reopen(acting: Acting, text: string): Promise<Consultation> {
    return this.#act(acting, isSecretariat(acting.person) ? 'secretariat' : 'asker', 'reopen', text);
  }

  withdraw(acting: Acting): Promise<Consultation> {
    return this.#act(acting, 'asker', 'withdraw', null);
  }

  markDuplicate(acting: Acting, duplicateOf: string): Promise<Consultation> {
    return this.#act(acting, 'secretariat', 'mark-duplicate', null, { duplicateOf });
  }

  /** 👍 or 👎 with a reason; the last one counts. */
  rate(acting: Acting, good: boolean, reason: string): Promise<Consultation> {
    return this.#change(acting, 'asker', async (transaction, before, at) => {
      const feedback = { good, reason: this.parts.mask(reason), at };
      const text = `${good ? '役に立った' : '役に立たなかった'}${reason === '' ? '' : `：${feedback.reason}`}`;
      return this.#write(transaction, { ...before, feedback }, acting.person, {
        action: 'feedback',
        from: before.state,
        to: before.state,
        at,
        text,
      });
    });
  }

  /** A note that only the secretariat reads. */
  note(acting: Acting, text: string): Promise<Consultation> {
    return this.#change(acting, 'secretariat', (transaction, before, at) =>
      this.#write(transaction, before, acting.person, {
        action: 'note',
        from: before.state,
        to: before.state,
        at,
        text: this.parts.mask(text),
        internal: true,
      }),
    );
  }

  /** 訂正: the answer that stands is corrected; the asker is told what and why. */
  correct(acting: Acting, text: string): Promise<Consultation> {
    return this.#change(acting, 'secretariat', async (transaction, before, at) => {
      const after = await this.#write(transaction, before, acting.person, {
        action: 'correct',
        from: before.state,
        to: before.state,
        at,
        text: this.parts.mask(text),
      });
      await this.#notify(transaction, after, 'corrected', at);
      return after;
    });
  }

  setDue(acting: Acting, dueOn: string | null): Promise<Consultation> {
    return this.#change(acting, 'secretariat', (transaction, before, at) =>
      this.#write(transaction, { ...before, dueOn }, acting.person, {
        action: 'set-due',
        from: before.state,
        to: before.state,
        at,
        text: dueOn === null ? '期限なし' : japaneseDate(dueOn),
        internal: true,
      }),
    );
  }

  /** Closes what the desk answered, or the secretariat replied, so many days ago without objection. */
  async closeOld(days: number): Promise<number> {
    const { store, now } = this.parts;
    const changedBefore = new Date(now().getTime() - days * DAY).toISOString();
    // A poor rating is an objection to the desk's answer; a reply of the secretariat came after it.
    const quiet = [{ states: ['answered'], poorFeedback: false }, { states: ['replied'] }] as const;
    let closed = 0;
    for (const which of quiet) {
      for (;;) {
        const query = { ...which, changedBefore, sort: 'oldest', offset: 0, limit: 100 } as const;
        const { consultations } = await store.list(query);
        if (consultations.length === 0) break;
        for (const { id } of consultations) {
          closed += await store.transact(async (transaction) => {
            const current = await transaction.find(id);
            if (current === null || current.changedAt >= changedBefore) return 0;
            await this.#move(transaction, current, DESK, 'desk', 'close', { at: now().toISOString() });
            return 1;
          });
        }
      }
    }
    return closed;
  }

  #act(
    acting: Acting,
    mover: Mover,
    action: Action,
    text: string | null,
    change: Partial<Consultation> = {},
  ): Promise<Consultation> {
    return this.#change(acting, mover, (transaction, before, at) =>
      this.#move(transaction, { ...before, ...change }, acting.person, mover, action, {
        at,
        text: text === null || text.trim() === '' ? null : this.parts.mask(text.trim()),
      }),
    );
  }

  /** Whoever in the secretariat acts on what nobody has taken up takes it up by that. */
  #withAssignment(acting: Acting, action: Action, text: string): Promise<Consultation> {
    return this.#change(acting, 'secretariat', async (transaction, before, at) => {
      const masked = this.parts.mask(text.trim());
      const taken =
        before.state === 'waiting' || before.state === 'reopened'
          ? await this.#move(
              transaction,
              { ...before, assigneeId: acting.person.id },
              acting.person,
              'secretariat',
              'assign',
              { at },
            )
          : before;
      return this.#move(transaction, taken, acting.person, 'secretariat', action, { at, text: masked });
    });
  }

  async #change(
    { person, consultationId, revision }: Acting,
    mover: Mover,
    work: (transaction: RegisterTransaction, before: Consultation, at: string) => Promise<Consultation>,
  ): Promise<Consultation> {
    const at = this.parts.now().toISOString();
    return this.parts.store.transact(async (transaction) => {
      const before = await transaction.find(consultationId);
      const theirs = mover === 'asker' ? before?.asker.personId === person.id : isSecretariat(person);
      if (before === null || !theirs) throw new NotTheirs(consultationId);
      if (before.revision !== revision) throw new RevisionConflict(consultationId);
      return work(transaction, before, at);
    });
  }

  async #move(
    transaction: RegisterTransaction,
    before: Consultation,
    actor: { id: string; name: string },
    mover: Mover,
    action: Action,
    { at, text = null }: { at: string; text?: string | null },
  ): Promise<Consultation> {
    const to = move(before.state, action, mover);
    const dueOn = TAKES_DUE.has(to)
      ? (before.dueOn ?? dayInJapan(new Date(at), this.parts.replyWithin))
      : before.dueOn;
    const after = await this.#write(transaction, { ...before, state: to, dueOn }, actor, {
      action,
      from: before.state,
      to,
      at,
      text,
    });
    const notice = NOTICES[action];
    if (notice !== undefined) await this.#notify(transaction, after, notice, at);
    return after;
  }

  async #write(
    transaction: RegisterTransaction,
    consultation: Consultation,
    actor: { id: string; name: string },
    entry: EntryFacts,
  ): Promise<Consultation> {
    const after = { ...consultation, revision: consultation.revision + 1, changedAt: entry.at };
    await transaction.update(after);
    await this.#enter(transaction, after, actor, entry);
    return after;
  }

  async #enter(
    transaction: RegisterTransaction,
    { id, number }: Consultation,
    actor: { id: string; name: string },
    { at, action, from, to, text = null, internal = false }: EntryFacts,
  ): Promise<void> {
    await transaction.append({
      id: this.parts.newId(),
      consultationId: id,
      at,
      actorId: actor.id,
      actorName: actor.name,
      action,
      from,
      to,
      text,
      internal,
    });
    await transaction.audit({
      at,
      actorId: actor.id,
      action: `consultation.${action}`,
      target: id,
      content: { number, from, to, text },
    });
  }

  async #notify(
    transaction: RegisterTransaction,
    { id, number, asker }: Consultation,
    what: Notice,
    at: string,
  ): Promise<void> {
    const toAsker = what !== 'waiting' && what !== 'answered-back';
    const effect: Effect = {
      id: this.parts.newId(),
      kind: 'notice',
      order: id,
      payload: { what, consultationId: id, number, to: toAsker ? asker.personId : 'secretariat' },
      createdAt: at,
    };
    await transaction.enqueue(effect);
  }
}

/** What a notice tells; never the content. */
export type Notice = 'waiting' | 'answered-back' | 'asked-back' | 'replied' | 'corrected' | 'handed-over';

const NOTICES: Readonly<Partial<Record<Action, Notice>>> = {
  'not-found': 'waiting',
  escalate: 'waiting',
  'answer-back': 'answered-back',
  'ask-back': 'asked-back',
  reply: 'replied',
  reopen: 'waiting',
};
const TAKES_DUE: ReadonlySet<State> = new Set(['waiting', 'reopened']);
const DAY = 86_400_000;
const DESK = { id: 'desk', name: '連携デスク' };

type EntryFacts = Pick<Entry, 'at' | 'action' | 'from' | 'to'> & { text?: string | null; internal?: boolean };

function givenAnswer(answer: Answer, madeBy: string): GivenAnswer {
  return {
    outcome: answer.outcome,
    text: answer.text,
    citations: answer.citations.map(({ versionId, passageId, title, edition, page, heading, quote }) => ({
      versionId,
      passageId,
      title,
      edition,
      page,
      heading,
      quote,
    })),
    warnings: answer.warnings,
    madeBy,
  };
}
