import type { Transaction } from 'kysely';
import type { Consultation, Entry } from '../../bot/consultations/consultation.js';
import { AlreadySettled } from '../../bot/ports/inbox.js';
import {
  type AuditFact,
  type Effect,
  type RegisterTransaction,
  RevisionConflict,
} from '../../bot/ports/register-store.js';
import { forgetAuditContents, writeAuditRow } from './audit-rows.js';
import { consultationRow, consultationWhere, entriesOf } from './consultation-rows.js';
import { enqueueEffect } from './enqueue-effect.js';
import { nextCount } from './next-count.js';
import type { Database } from './schema.js';

export class SqliteRegisterTransaction implements RegisterTransaction {
  constructor(
    private readonly tx: Transaction<Database>,
    private readonly auditKey: Uint8Array,
  ) {}

  find(id: string): Promise<Consultation | null> {
    return consultationWhere(this.tx, 'id', id);
  }

  nextCount(fiscalYear: number): Promise<number> {
    return nextCount(this.tx, `consultations-${fiscalYear}`);
  }

  async insert(consultation: Consultation): Promise<void> {
    await this.tx.insertInto('consultations').values(consultationRow(consultation)).execute();
    const { id, answer } = consultation;
    if (answer.citations.length === 0) return;
    await this.tx
      .insertInto('consultation_citations')
      .values(
        answer.citations.map(({ versionId, quote }) => ({
          consultation_id: id,
          version_id: versionId,
          quote,
          settled_at: null,
        })),
      )
      .execute();
  }

  async settleCitations(consultationId: string, versionId: string, at: string): Promise<boolean> {
    const { numUpdatedRows } = await this.tx
      .updateTable('consultation_citations')
      .set({ settled_at: at })
      .where('consultation_id', '=', consultationId)
      .where('version_id', '=', versionId)
      .where('settled_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async update(consultation: Consultation): Promise<void> {
    const { id, ...row } = consultationRow(consultation);
    const { numUpdatedRows } = await this.tx
      .updateTable('consultations')
      .set(row)
      .where('id', '=', id)
      .where('revision', '=', consultation.revision - 1)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw new RevisionConflict(id);
  }

  async append(entry: Entry): Promise<void> {
    const { last } = await this.tx
      .selectFrom('consultation_entries')
      .select((expression) => expression.fn.max('sequence').as('last'))
      .where('consultation_id', '=', entry.consultationId)
      .executeTakeFirstOrThrow();
    await this.tx
      .insertInto('consultation_entries')
      .values({
        id: entry.id,
        consultation_id: entry.consultationId,
        sequence: (last ?? 0) + 1,
        at: entry.at,
        actor_id: entry.actorId,
        actor_name: entry.actorName,
        action: entry.action,
        from_state: entry.from,
        to_state: entry.to,
        text: entry.text,
        internal: entry.internal ? 1 : 0,
      })
      .execute();
    const sent = entry.to === 'waiting' || entry.to === 'reopened';
    const instant = sent ? 'sent_at' : entry.action === 'reply' ? 'replied_at' : null;
    if (instant === null) return;
    await this.tx
      .updateTable('consultations')
      .set({ [instant]: entry.at })
      .where('id', '=', entry.consultationId)
      .where(instant, 'is', null)
      .execute();
  }

  entries(consultationId: string): Promise<Entry[]> {
    return entriesOf(this.tx, consultationId);
  }

  async rewriteText(entryId: string, text: string | null): Promise<void> {
    await this.tx.updateTable('consultation_entries').set({ text }).where('id', '=', entryId).execute();
  }

  forgetAudit(target: string, which: (row: { actorId: string; content: string }) => boolean): Promise<void> {
    return forgetAuditContents(this.tx, target, which);
  }

  audit(fact: AuditFact): Promise<void> {
    return writeAuditRow(this.tx, fact, this.auditKey);
  }

  async settle(inboundId: string, at: string): Promise<void> {
    const { numUpdatedRows } = await this.tx
      .updateTable('inbound')
      .set({ done_at: at, body: null, leased_until: null })
      .where('id', '=', inboundId)
      .where('done_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw new AlreadySettled(inboundId);
  }

  enqueue(effect: Effect): Promise<void> {
    return enqueueEffect(this.tx, effect);
  }
}
