import { postEffect } from '../channels/post-order.js';
import { isOf, type Municipality, municipalityName, municipalityOf } from '../people/municipality.js';
import { isSecretariat, type Person } from '../people/person.js';
import { type RegisterTransaction, RevisionConflict } from '../ports/register-store.js';
import type { Consultation } from './consultation.js';
import type { ConsultationParts } from './consultation-parts.js';
import { listAll } from './list-all.js';
import type { Notice } from './notice.js';
import { isOpen, STATES } from './state.js';

type HandOverParts = Pick<ConsultationParts, 'store' | 'now' | 'newId' | 'services'>;

interface HandingOver {
  by: Pick<Person, 'id' | 'name' | 'role'>;
  from: Person;
  successor: Person;
}

/** A hand-over that is not done. The message is for whoever tried it. */
export class HandOverRefused extends Error {
  override readonly name = 'HandOverRefused';
  readonly code = 'hand-over-refused';
}

/**
 * 引継ぎ: what somebody who leaves has not finished goes to the successor, who sees it as his or her own from then on.
 * All of it or nothing: whoever was told "three" must not find two.
 */
export class HandOvers {
  constructor(private readonly parts: HandOverParts) {}

  /**
   * Moves the open consultations and returns them as they are now, oldest first.
   * @throws HandOverRefused for people who may not, RevisionConflict when one was changed in the meantime
   */
  async move(handing: HandingOver): Promise<Consultation[]> {
    const { store, now } = this.parts;
    const place = checked(handing);
    const at = now().toISOString();
    // What somebody asked in an office held before stays there: another municipality must not read it.
    const open = await listAll(store, { states: OPEN, askerId: handing.from.id, ...place, sort: 'oldest' });
    return store.transact(async (transaction) => {
      const moved: Consultation[] = [];
      for (const listed of open) moved.push(await this.#moveOne(transaction, listed, handing, at));
      await this.#notify(transaction, moved, handing.successor, at);
      return moved;
    });
  }

  async #moveOne(
    transaction: RegisterTransaction,
    { id, revision }: Consultation,
    { by, from, successor }: HandingOver,
    at: string,
  ): Promise<Consultation> {
    const before = await transaction.find(id);
    if (before === null || before.revision !== revision) throw new RevisionConflict(id);
    const { state, number } = before;
    // The conversation that it was asked in is the predecessor's own.
    const asker = { ...before.asker, personId: successor.id, name: successor.name, thread: null };
    const after = { ...before, asker, revision: revision + 1, changedAt: at };
    await transaction.update(after);
    await transaction.append({
      id: this.parts.newId(),
      consultationId: id,
      at,
      actorId: by.id,
      actorName: by.name,
      action: 'hand-over',
      from: state,
      to: state,
      text: '前任者から引き継ぎ',
      internal: false,
    });
    await transaction.audit({
      at,
      actorId: by.id,
      action: 'consultation.hand-over',
      target: id,
      content: { number, state, from: from.id, successor: successor.id },
    });
    return after;
  }

  /** One notice however many there are: a full letter box on the first day helps nobody. */
  async #notify(
    transaction: RegisterTransaction,
    moved: readonly Consultation[],
    successor: Person,
    at: string,
  ): Promise<void> {
    const [first] = moved;
    if (first === undefined) return;
    const what: Notice = 'handed-over';
    await transaction.enqueue({
      id: this.parts.newId(),
      kind: 'notice',
      order: first.id,
      payload: {
        what,
        consultationId: first.id,
        number: first.number,
        to: successor.id,
        count: moved.length,
      },
      createdAt: at,
    });
    for (const service of this.parts.services)
      await transaction.enqueue(
        postEffect(
          service,
          {
            what: 'direct',
            consultationId: first.id,
            notice: what,
            personId: successor.id,
            count: moved.length,
          },
          { id: this.parts.newId(), createdAt: at },
        ),
      );
  }
}

const OPEN = STATES.filter(isOpen);

/** The municipality that both belong to. @throws HandOverRefused */
function checked({ by, from, successor }: HandingOver): Municipality {
  if (!isSecretariat(by) && by.id !== from.id)
    throw new HandOverRefused('相談を引き継げるのは、事務局と前任者ご本人だけです。');
  if (from.id === successor.id) throw new HandOverRefused('前任者と後任者に同じ方が指定されています。');
  const place = municipalityOf(from);
  const other = municipalityOf(successor);
  if (place === null || other === null)
    throw new HandOverRefused(
      `${(place === null ? from : successor).name}さんの市町村が登録されていないため、引き継げません。`,
    );
  if (!isOf(successor, place))
    throw new HandOverRefused(
      `前任者（${municipalityName(place)}）と後任者（${municipalityName(other)}）の市町村が異なるため、引き継げません。`,
    );
  if (!successor.active)
    throw new HandOverRefused(`${successor.name}さんのアカウントは停止されているため、引き継げません。`);
  return place;
}
