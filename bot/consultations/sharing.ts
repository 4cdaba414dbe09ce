import { isSecretariat, type Person } from '../people/person.js';
import { type RegisterTransaction, RevisionConflict } from '../ports/register-store.js';
import { ChangeWriter } from './change-writer.js';
import type { Consultation, Entry } from './consultation.js';
import type { TypedParts } from './consultation-parts.js';
import { type Acting, NotTheirs } from './register.js';

/** What cannot be shared, or answered for a prefecture; the message is for whoever tried it. */
export class SharingRefused extends Error {
  override readonly name = 'SharingRefused';
  readonly code = 'sharing-refused';
}

/** 都道府県との共有: the asker's prefecture is asked, or reads along. It sees what the asker sees and nothing more. */
export class Sharing {
  readonly #writer: ChangeWriter;

  constructor(private readonly parts: TypedParts) {
    this.#writer = new ChangeWriter(parts);
  }

  /** 照会. */
  askPrefecture(acting: Acting, text: string): Promise<Consultation> {
    return this.#change(acting, isSecretariat, async (transaction, before, at) => {
      const actor = actorOf(acting);
      const taken = await this.#writer.takenUp(transaction, before, actor, at);
      const shared = { ...taken, sharedWith: prefectureOf(before) };
      const masked = this.parts.mask(text.trim());
      const move = { mover: 'secretariat', action: 'ask-prefecture', at, text: masked } as const;
      return this.#writer.move(transaction, shared, actor, move);
    });
  }

  /** The prefecture says what it thinks; the secretariat goes on from there. */
  answerFromPrefecture(acting: Acting, text: string): Promise<Consultation> {
    return this.#change(acting, isSharedWith, async (transaction, before, at) => {
      if (!asksPrefecture(before, await transaction.entries(before.id)))
        throw new SharingRefused('この相談は、いま都道府県に照会していません。');
      const masked = this.parts.mask(text.trim());
      const move = { mover: 'prefecture', action: 'return', at, text: masked } as const;
      const after = await this.#writer.move(transaction, before, actorOf(acting), move);
      await this.#writer.notify(transaction, after, 'returned', at);
      return after;
    });
  }

  /** 写し. */
  copyToPrefecture(acting: Acting): Promise<Consultation> {
    return this.#change(acting, isSecretariat, async (transaction, before, at) => {
      const sharedWith = prefectureOf(before);
      const entry = { action: 'copy', from: before.state, to: before.state, at, text: sharedWith } as const;
      const after = await this.#writer.write(transaction, { ...before, sharedWith }, actorOf(acting), entry);
      await this.#writer.notify(transaction, after, 'copied', at);
      return after;
    });
  }

  #change(
    { person, consultationId, revision }: Acting,
    may: (person: Person, consultation: Consultation) => boolean,
    work: (transaction: RegisterTransaction, before: Consultation, at: string) => Promise<Consultation>,
  ): Promise<Consultation> {
    const at = this.parts.now().toISOString();
    return this.parts.store.transact(async (transaction) => {
      const before = await transaction.find(consultationId);
      if (before === null || !may(person, before)) throw new NotTheirs(consultationId);
      if (before.revision !== revision) throw new RevisionConflict(consultationId);
      return work(transaction, before, at);
    });
  }
}

/** Whether somebody of a prefecture may read a consultation. */
export function isSharedWith({ role, prefecture }: Person, { sharedWith }: Consultation): boolean {
  return role === 'prefecture' && prefecture !== null && sharedWith === prefecture;
}

/** Whether the enquiry that is open went to the prefecture, and not to the ministry. */
export function asksPrefecture({ state }: Consultation, entries: readonly Entry[]): boolean {
  const last = entries.findLast(({ action }) => action === 'forward' || action === 'ask-prefecture');
  return state === 'forwarded' && last?.action === 'ask-prefecture';
}

function prefectureOf({ asker }: Consultation): string {
  if (asker.prefecture !== null) return asker.prefecture;
  throw new SharingRefused('相談者の都道府県が登録されていないため、都道府県には送れません。');
}

function actorOf({ person }: Acting): { actorId: string; actorName: string } {
  return { actorId: person.id, actorName: person.name };
}
