import { type Kysely, type Selectable, type SelectQueryBuilder, sql, type Transaction } from 'kysely';
import type { Consultation, Entry, RetentionClass } from '../../bot/consultations/consultation.js';
import type { State } from '../../bot/consultations/state.js';
import { type Municipality, municipalityOf } from '../../bot/people/municipality.js';
import {
  type AuditFact,
  type CitedQuote,
  type Effect,
  type RegisterPage,
  type RegisterQuery,
  type RegisterStore,
  type RegisterTransaction,
  RevisionConflict,
} from '../../bot/ports/register-store.js';
import { forgetAuditContents, writeAuditRow } from './audit-rows.js';
import { nextCount } from './next-count.js';
import type { Database } from './schema.js';

type Row = Selectable<Database['consultations']>;

export class SqliteRegisterStore implements RegisterStore {
  constructor(
    private readonly db: Kysely<Database>,
    private readonly auditKey: Uint8Array,
  ) {}

  transact<T>(work: (transaction: RegisterTransaction) => Promise<T>): Promise<T> {
    return this.db.transaction().execute((tx) => work(new SqliteRegisterTransaction(tx, this.auditKey)));
  }

  async find(id: string): Promise<Consultation | null> {
    return consultationWhere(this.db, 'id', id);
  }

  async findByNumber(number: string): Promise<Consultation | null> {
    return consultationWhere(this.db, 'number', number);
  }

  entries(consultationId: string): Promise<Entry[]> {
    return entriesOf(this.db, consultationId);
  }

  async list(query: RegisterQuery): Promise<RegisterPage> {
    const matching = narrowed(this.db.selectFrom('consultations'), query);
    const { total } = await matching
      .select((expression) => expression.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    const ordered =
      query.sort === 'due'
        ? matching.orderBy(sql`due_on IS NULL`).orderBy('due_on').orderBy('asked_at')
        : matching.orderBy('asked_at', query.sort === 'newest' ? 'desc' : 'asc');
    const rows = await ordered.selectAll().offset(query.offset).limit(query.limit).execute();
    return { consultations: rows.map(fromRow), total };
  }

  async lastReplies(consultationIds: readonly string[]): Promise<Map<string, Entry>> {
    const rows = await this.db
      .selectFrom('consultation_entries')
      .selectAll()
      .where('consultation_id', 'in', [...consultationIds])
      .where('action', 'in', ['reply', 'correct'])
      .orderBy('sequence')
      .execute();
    // Later ones come after and take the place.
    return new Map(rows.map((row) => [row.consultation_id, entryOf(row)]));
  }

  async citedVersions(): Promise<string[]> {
    const rows = await this.db
      .selectFrom('consultation_citations')
      .select('version_id')
      .distinct()
      .where('settled_at', 'is', null)
      .execute();
    return rows.map(({ version_id }) => version_id);
  }

  openCitations(versionId: string): Promise<CitedQuote[]> {
    return (
      this.db
        .selectFrom('consultation_citations')
        .innerJoin('consultations', 'consultations.id', 'consultation_citations.consultation_id')
        .select(['consultation_id as consultationId', 'quote'])
        .where('version_id', '=', versionId)
        .where('settled_at', 'is', null)
        // A withdrawn question, or one that was answered elsewhere, waits for no correction.
        .where('state', 'not in', ['withdrawn', 'duplicate'])
        .orderBy('asked_at', 'desc')
        .execute()
    );
  }

  async municipalities(): Promise<Municipality[]> {
    const rows = await this.db
      .selectFrom('consultations')
      .select(['prefecture', 'municipality'])
      .distinct()
      .execute();
    return rows.flatMap((row) => municipalityOf(row) ?? []);
  }
}

type Narrowing = SelectQueryBuilder<Database, 'consultations', object>;

function narrowed(all: Narrowing, query: RegisterQuery): Narrowing {
  let found = all;
  if (query.states !== undefined) found = found.where('state', 'in', [...query.states]);
  if (query.askerId !== undefined) found = found.where('asker_id', '=', query.askerId);
  if (query.assigneeId !== undefined) found = found.where('assignee_id', '=', query.assigneeId);
  if (query.prefecture !== undefined) found = found.where('prefecture', '=', query.prefecture);
  if (query.municipality !== undefined) found = found.where('municipality', '=', query.municipality);
  if (query.tag !== undefined) found = found.where('tag', '=', query.tag);
  if (query.askedFrom !== undefined) found = found.where('asked_at', '>=', query.askedFrom);
  if (query.askedBefore !== undefined) found = found.where('asked_at', '<', query.askedBefore);
  if (query.dueBefore !== undefined) found = found.where('due_on', '<', query.dueBefore);
  if (query.poorFeedback !== undefined) found = found.where('poor', '=', query.poorFeedback ? 1 : 0);
  if (query.changedBefore !== undefined) found = found.where('changed_at', '<', query.changedBefore);
  if (query.search !== undefined && query.search !== '') {
    const pattern = `%${query.search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
    found = found.where((where) =>
      where.or([
        where(sql`question`, 'like', sql`${pattern} ESCAPE '\\'`),
        where(sql`number`, 'like', sql`${pattern} ESCAPE '\\'`),
      ]),
    );
  }
  return found;
}

class SqliteRegisterTransaction implements RegisterTransaction {
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
    await this.tx.insertInto('consultations').values(toRow(consultation)).execute();
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

  async settleCitations(consultationId: string, versionId: string, at: string): Promise<void> {
    await this.tx
      .updateTable('consultation_citations')
      .set({ settled_at: at })
      .where('consultation_id', '=', consultationId)
      .where('version_id', '=', versionId)
      .execute();
  }

  async update(consultation: Consultation): Promise<void> {
    const { id, ...row } = toRow(consultation);
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

  async enqueue(effect: Effect): Promise<void> {
    await this.tx
      .insertInto('effects')
      .values({
        id: effect.id,
        sequence: await nextCount(this.tx, 'effects'),
        kind: effect.kind,
        ordering: effect.order,
        payload: JSON.stringify(effect.payload),
        created_at: effect.createdAt,
        attempts: 0,
        not_before: null,
        leased_by: null,
        leased_until: null,
        done_at: null,
        failed_at: null,
        receipt: null,
        problem: null,
      })
      .execute();
  }
}

async function entriesOf(db: Kysely<Database>, consultationId: string): Promise<Entry[]> {
  const rows = await db
    .selectFrom('consultation_entries')
    .selectAll()
    .where('consultation_id', '=', consultationId)
    .orderBy('sequence')
    .execute();
  return rows.map(entryOf);
}

function entryOf(row: Selectable<Database['consultation_entries']>): Entry {
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

async function consultationWhere(
  db: Kysely<Database>,
  column: 'id' | 'number',
  value: string,
): Promise<Consultation | null> {
  const row = await db.selectFrom('consultations').selectAll().where(column, '=', value).executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

function toRow(one: Consultation): Row {
  return {
    id: one.id,
    number: one.number,
    state: one.state,
    revision: one.revision,
    asker_id: one.asker.personId,
    asker: JSON.stringify(one.asker),
    prefecture: one.asker.prefecture,
    municipality: one.asker.municipality,
    question: one.question,
    earlier: JSON.stringify(one.earlier),
    answer: JSON.stringify(one.answer),
    outcome: one.answer.outcome,
    classification: one.classification === null ? null : JSON.stringify(one.classification),
    tag: one.classification?.tag ?? null,
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

function fromRow(row: Row): Consultation {
  return {
    id: row.id,
    number: row.number,
    state: row.state as State,
    revision: row.revision,
    asker: JSON.parse(row.asker) as Consultation['asker'],
    question: row.question,
    earlier: JSON.parse(row.earlier) as string[],
    answer: JSON.parse(row.answer) as Consultation['answer'],
    classification:
      row.classification === null ? null : (JSON.parse(row.classification) as Consultation['classification']),
    assigneeId: row.assignee_id,
    dueOn: row.due_on,
    feedback: row.feedback === null ? null : (JSON.parse(row.feedback) as Consultation['feedback']),
    duplicateOf: row.duplicate_of,
    retentionClass: row.retention_class as RetentionClass,
    askedAt: row.asked_at,
    changedAt: row.changed_at,
  };
}
