import type { Kysely, Selectable } from 'kysely';
import type { Consultation, Entry, RetentionClass } from '../../bot/consultations/consultation.js';
import type { State } from '../../bot/consultations/state.js';
import type { Database } from './schema.js';

type Row = Selectable<Database['consultations']>;

export async function consultationWhere(
  db: Kysely<Database>,
  column: 'id' | 'number',
  value: string,
): Promise<Consultation | null> {
  const row = await db.selectFrom('consultations').selectAll().where(column, '=', value).executeTakeFirst();
  return row === undefined ? null : consultationOf(row);
}

export async function entriesOf(db: Kysely<Database>, consultationId: string): Promise<Entry[]> {
  const rows = await db
    .selectFrom('consultation_entries')
    .selectAll()
    .where('consultation_id', '=', consultationId)
    .orderBy('sequence')
    .execute();
  return rows.map(entryOf);
}

export function entryOf(row: Selectable<Database['consultation_entries']>): Entry {
  return {
    id: row.id,
    consultationId: row.consultation_id,
    at: row.at,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action as Entry['action'],
    from: row.from_state as State | null,
    to: row.to_state as State,
    text: row.text,
    internal: row.internal === 1,
  };
}

/** What a consultation says of itself; the instants that figures are made of are kept with its history. */
export function consultationRow(one: Consultation): Omit<Row, 'sent_at' | 'replied_at'> {
  return {
    id: one.id,
    number: one.number,
    state: one.state,
    revision: one.revision,
    asker_id: one.asker.personId,
    asker: JSON.stringify(one.asker),
    thread: one.asker.thread,
    prefecture: one.asker.prefecture,
    municipality: one.asker.municipality,
    question: one.question,
    earlier: JSON.stringify(one.earlier),
    answer: JSON.stringify(one.answer),
    outcome: one.answer.outcome,
    held: one.answer.writing?.outcome === 'gate' ? 1 : 0,
    classification: one.classification === null ? null : JSON.stringify(one.classification),
    tag: one.classification?.tag ?? null,
    shared_with: one.sharedWith,
    assignee_id: one.assigneeId,
    due_on: one.dueOn,
    poor: one.feedback?.good === false ? 1 : 0,
    feedback: one.feedback === null ? null : JSON.stringify(one.feedback),
    duplicate_of: one.duplicateOf,
    retention_class: one.retentionClass,
    asked_at: one.askedAt,
    changed_at: one.changedAt,
  };
}

/** Answers of before models wrote say nothing of them. */
function answerOf(json: string): Consultation['answer'] {
  const kept = JSON.parse(json) as Omit<Consultation['answer'], 'writing'> & Partial<Consultation['answer']>;
  return { ...kept, writing: kept.writing ?? null };
}

export function consultationOf(row: Row): Consultation {
  return {
    id: row.id,
    number: row.number,
    state: row.state as State,
    revision: row.revision,
    asker: JSON.parse(row.asker) as Consultation['asker'],
    question: row.question,
    earlier: JSON.parse(row.earlier) as string[],
    answer: answerOf(row.answer),
    classification:
      row.classification === null ? null : (JSON.parse(row.classification) as Consultation['classification']),
    sharedWith: row.shared_with,
    assigneeId: row.assignee_id,
    dueOn: row.due_on,
    feedback: row.feedback === null ? null : (JSON.parse(row.feedback) as Consultation['feedback']),
    duplicateOf: row.duplicate_of,
    retentionClass: row.retention_class as RetentionClass,
    askedAt: row.asked_at,
    changedAt: row.changed_at,
  };
}
