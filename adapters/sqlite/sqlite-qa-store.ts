import type { Kysely, Selectable, Transaction } from 'kysely';
import type { NewVersion } from '../../bot/ports/document-store.js';
import type { QaStore, QaTransaction } from '../../bot/ports/qa-store.js';
import { type AuditFact, RevisionConflict } from '../../bot/ports/register-store.js';
import type { QaEntry, QaState, QaVersion } from '../../bot/qa/qa-entry.js';
import type { Audience, Scope } from '../../knowledge/document/edition.js';
import { writeAuditRow } from './audit-rows.js';
import { nextCount } from './next-count.js';
import type { Database } from './schema.js';
import { withdrawDocument, writeVersion } from './write-version.js';

type Row = Selectable<Database['qa_entries']>;

export class SqliteQaStore implements QaStore {
  constructor(
    private readonly db: Kysely<Database>,
    private readonly auditKey: Uint8Array,
  ) {}

  transact<T>(work: (transaction: QaTransaction) => Promise<T>): Promise<T> {
    return this.db.transaction().execute((tx) => work(new SqliteQaTransaction(tx, this.auditKey)));
  }

  find(id: string): Promise<QaEntry | null> {
    return entryWhere(this.db, 'id', id);
  }

  findByNumber(number: string): Promise<QaEntry | null> {
    return entryWhere(this.db, 'number', number);
  }

  async list(states: readonly QaState[]): Promise<QaEntry[]> {
    const rows = await this.db
      .selectFrom('qa_entries')
      .selectAll()
      .where('state', 'in', [...states])
      .orderBy('changed_at', 'desc')
      .execute();
    return rows.map(fromRow);
  }

  async history(id: string): Promise<QaVersion[]> {
    const rows = await this.db
      .selectFrom('qa_versions')
      .selectAll()
      .where('entry_id', '=', id)
      .orderBy('revision', 'desc')
      .execute();
    return rows.map((row) => ({
      entry: JSON.parse(row.entry) as QaEntry,
      action: row.action as QaVersion['action'],
      actorId: row.actor_id,
      at: row.at,
    }));
  }
}

class SqliteQaTransaction implements QaTransaction {
  constructor(
    private readonly tx: Transaction<Database>,
    private readonly auditKey: Uint8Array,
  ) {}

  find(id: string): Promise<QaEntry | null> {
    return entryWhere(this.tx, 'id', id);
  }

  nextCount(): Promise<number> {
    return nextCount(this.tx, 'qa-entries');
  }

  async insert(entry: QaEntry): Promise<void> {
    await this.tx.insertInto('qa_entries').values(toRow(entry)).execute();
  }

  async update(entry: QaEntry): Promise<void> {
    const { id, ...row } = toRow(entry);
    const { numUpdatedRows } = await this.tx
      .updateTable('qa_entries')
      .set(row)
      .where('id', '=', id)
      .where('revision', '=', entry.revision - 1)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw new RevisionConflict(id);
  }

  async keepVersion({ entry, action, actorId, at }: QaVersion): Promise<void> {
    await this.tx
      .insertInto('qa_versions')
      .values({
        entry_id: entry.id,
        revision: entry.revision,
        entry: JSON.stringify(entry),
        action,
        actor_id: actorId,
        at,
      })
      .execute();
  }

  publish(version: NewVersion): Promise<void> {
    return writeVersion(this.tx, version);
  }

  withdraw(documentId: string, at: string): Promise<void> {
    return withdrawDocument(this.tx, documentId, at);
  }

  audit(fact: AuditFact): Promise<void> {
    return writeAuditRow(this.tx, fact, this.auditKey);
  }
}

async function entryWhere(
  db: Kysely<Database>,
  column: 'id' | 'number',
  value: string,
): Promise<QaEntry | null> {
  const row = await db.selectFrom('qa_entries').selectAll().where(column, '=', value).executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

function toRow(entry: QaEntry): Row {
  return {
    id: entry.id,
    number: entry.number,
    state: entry.state,
    revision: entry.revision,
    question: entry.question,
    answer: entry.answer,
    audience: entry.audience,
    scope: JSON.stringify(entry.scope),
    review_on: entry.reviewOn,
    source_id: entry.sourceId,
    edited_by: entry.editedBy,
    approved_by: entry.approvedBy,
    confirmed_on: entry.confirmedOn,
    changed_at: entry.changedAt,
  };
}

function fromRow(row: Row): QaEntry {
  return {
    id: row.id,
    number: row.number,
    state: row.state as QaState,
    revision: row.revision,
    question: row.question,
    answer: row.answer,
    audience: row.audience as Audience,
    scope: JSON.parse(row.scope) as Scope,
    reviewOn: row.review_on,
    sourceId: row.source_id,
    editedBy: row.edited_by,
    approvedBy: row.approved_by,
    confirmedOn: row.confirmed_on,
    changedAt: row.changed_at,
  };
}
