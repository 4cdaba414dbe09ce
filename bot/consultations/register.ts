import { japaneseDate } from '../../knowledge/text/japanese-date.js';
import type { Answer } from '../answering/answer.js';
import { isSecretariat, type Person } from '../people/person.js';
import { type RegisterTransaction, RevisionConflict } from '../ports/register-store.js';
import { ChangeWriter } from './change-writer.js';
import {
  type Asker,
  type Classification,
  type Consultation,
  consultationNumber,
  fiscalYearInJapan,
  type RetentionClass,
} from './consultation.js';
import type { TypedParts } from './consultation-parts.js';
import { givenAnswer } from './given-answer.js';
import type { Action, Mover } from './transitions.js';

interface RegisterParts extends TypedParts {
  /** What a question is about, to be confirmed by somebody. */
  classify: (question: string, answer: Answer) => Classification;
}

/** Who acts, and on which revision of the consultation the action was prepared. */
export interface Acting {
  person: Person;
  consultationId: string;
  revision: number;
  /** Of the chat service's inbox: settled with the change, so that it is carried out once. */
  inboundId?: string;
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
  readonly #writer: ChangeWriter;

  constructor(private readonly parts: RegisterParts) {
    this.#writer = new ChangeWriter(parts);
  }

  /** Records a question with the answer that the desk gave. */
  async record(asked: {
    asker: Asker;
    question: string;
    earlier: readonly string[];
    answer: Answer;
    madeBy: string;
    /** この内容を相談する: it goes to the secretariat at once, whatever the documents say. */
    escalate?: { text: string; classification: Classification | null };
    /** What has to stand or fall with it. */
    also?: (transaction: RegisterTransaction, recorded: Consultation) => Promise<void>;
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
        answer: givenAnswer(asked.answer, { madeBy: asked.madeBy, mask }),
        sharedWith: null,
        classification: this.parts.classify(asked.question, asked.answer),
        assigneeId: null,
        dueOn: null,
        feedback: null,
        duplicateOf: null,
        retentionClass: 'normal',
        askedAt: at,
        changedAt: at,
      };
      const actor = { actorId: asked.asker.personId, actorName: asked.asker.name };
      await transaction.insert(consultation);
      await this.#writer.enter(transaction, consultation, actor, {
        action: 'ask',
        from: null,
        to: 'new',
        at,
      });
      const action = asked.answer.outcome === 'answered' ? 'answer' : 'not-found';
      const answered = await this.#writer.move(transaction, consultation, DESK, {
        mover: 'desk',
        action,
        at,
      });
      const recorded = await this.#sentOn(transaction, answered, asked.escalate, at);
      await asked.also?.(transaction, recorded);
      return recorded;
    });
  }

  /** 事務局に相談する: the asker wants a person's answer. The text may say more than the question did. */
  escalate(
    acting: Acting,
    text: string,
    chosen: Partial<Pick<Consultation, 'classification'>> = {},
  ): Promise<Consultation> {
    return this.#act(acting, 'asker', 'escalate', text, chosen);
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

  /** 照会: the ministry, or somebody else outside the desk, is asked. */
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
      return this.#writer.write(transaction, { ...before, feedback }, actorOf(acting), {
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
      this.#writer.write(transaction, before, actorOf(acting), {
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
      const after = await this.#writer.write(transaction, before, actorOf(acting), {
        action: 'correct',
        from: before.state,
        to: before.state,
        at,
        text: this.parts.mask(text),
      });
      await this.#writer.notify(transaction, after, 'corrected', at);
      return after;
    });
  }

  setDue(acting: Acting, dueOn: string | null): Promise<Consultation> {
    return this.#change(acting, 'secretariat', (transaction, before, at) =>
      this.#writer.write(transaction, { ...before, dueOn }, actorOf(acting), {
        action: 'set-due',
        from: before.state,
        to: before.state,
        at,
        text: dueOn === null ? '期限なし' : japaneseDate(dueOn),
        internal: true,
      }),
    );
  }

  /** Puts the right tag in the place of the proposed one. @param name of the tag, for the history */
  classify(
    acting: Acting,
    classification: Omit<Classification, 'confirmed'>,
    name: string,
  ): Promise<Consultation> {
    return this.#change(acting, 'secretariat', (transaction, before, at) =>
      this.#writer.write(
        transaction,
        { ...before, classification: { ...classification, confirmed: true } },
        actorOf(acting),
        { action: 'classify', from: before.state, to: before.state, at, text: name, internal: true },
      ),
    );
  }

  /** 保存期間の区分. @param name of the class, for the history */
  retain(acting: Acting, retentionClass: RetentionClass, name: string): Promise<Consultation> {
    return this.#change(acting, 'secretariat', (transaction, before, at) =>
      this.#writer.write(transaction, { ...before, retentionClass }, actorOf(acting), {
        action: 'retain',
        from: before.state,
        to: before.state,
        at,
        text: name,
        internal: true,
      }),
    );
  }

  /**
   * Whether the last thing that happened is what is being tried, by the same person and in the same words. A form that
   * was sent twice, as by a double click, is refused for its revision, and somebody told of a conflict sends it again.
   */
  async wasDone({ person, consultationId }: Acting, action: string, text: string): Promise<boolean> {
    const last = (await this.parts.store.entries(consultationId)).at(-1);
    return (
      last?.actorId === person.id && last.action === action && (last.text ?? '') === this.parts.mask(text)
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
            const at = now().toISOString();
            await this.#writer.move(transaction, current, DESK, { mover: 'desk', action: 'close', at });
            return 1;
          });
        }
      }
    }
    return closed;
  }

  async #sentOn(
    transaction: RegisterTransaction,
    recorded: Consultation,
    wish: { text: string; classification: Classification | null } | undefined,
    at: string,
  ): Promise<Consultation> {
    if (wish === undefined) return recorded;
    const classification = wish.classification ?? recorded.classification;
    const { personId: actorId, name: actorName } = recorded.asker;
    const text = wish.text === '' ? null : this.parts.mask(wish.text);
    const actor = { actorId, actorName };
    // What the documents do not answer is with the secretariat already.
    const before = { ...recorded, classification };
    return recorded.state === 'answered'
      ? this.#writer.move(transaction, before, actor, { mover: 'asker', action: 'escalate', at, text })
      : this.#writer.write(transaction, before, actor, {
          action: 'add',
          from: recorded.state,
          to: recorded.state,
          at,
          text,
        });
  }

  #act(
    acting: Acting,
    mover: Mover,
    action: Action,
    text: string | null,
    change: Partial<Consultation> = {},
  ): Promise<Consultation> {
    return this.#change(acting, mover, (transaction, before, at) =>
      this.#writer.move(transaction, { ...before, ...change }, actorOf(acting), {
        mover,
        action,
        at,
        text: text === null || text.trim() === '' ? null : this.parts.mask(text.trim()),
      }),
    );
  }

  #withAssignment(acting: Acting, action: Action, text: string): Promise<Consultation> {
    return this.#change(acting, 'secretariat', async (transaction, before, at) => {
      const actor = actorOf(acting);
      const taken = await this.#writer.takenUp(transaction, before, actor, at);
      const masked = this.parts.mask(text.trim());
      return this.#writer.move(transaction, taken, actor, { mover: 'secretariat', action, at, text: masked });
    });
  }

  async #change(
    { person, consultationId, revision, inboundId }: Acting,
    mover: Mover,
    work: Work,
  ): Promise<Consultation> {
    const at = this.parts.now().toISOString();
    return this.parts.store.transact(async (transaction) => {
      const before = await transaction.find(consultationId);
      const theirs = mover === 'asker' ? before?.asker.personId === person.id : isSecretariat(person);
      if (before === null || !theirs) throw new NotTheirs(consultationId);
      if (before.revision !== revision) throw new RevisionConflict(consultationId);
      if (inboundId !== undefined) await transaction.settle(inboundId, at);
      return work(transaction, before, at);
    });
  }
}

type Work = (transaction: RegisterTransaction, before: Consultation, at: string) => Promise<Consultation>;

const DAY = 86_400_000;
const DESK = { actorId: 'desk', actorName: '連携デスク' };

function actorOf({ person }: Acting): { actorId: string; actorName: string } {
  return { actorId: person.id, actorName: person.name };
}
