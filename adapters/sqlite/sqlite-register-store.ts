import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { ChatService } from '../../bot/channels/place.js';
import type { Consultation, Entry } from '../../bot/consultations/consultation.js';
import type { Replied } from '../../bot/consultations/similar.js';
import { type Municipality, municipalityOf } from '../../bot/people/municipality.js';
import type {
  CitedQuote,
  RegisterPage,
  RegisterQuery,
  RegisterStore,
  RegisterTransaction,
} from '../../bot/ports/register-store.js';
import { consultationOf, consultationWhere, entriesOf, entryOf } from './consultation-rows.js';
import type { Database } from './schema.js';
import { SqliteRegisterTransaction } from './sqlite-register-transaction.js';

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
    return { consultations: rows.map(consultationOf), total };
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

  async replied(limit: number): Promise<Replied[]> {
    const rows = await this.db
      .selectFrom('consultation_entries')
      .innerJoin('consultations', 'consultations.id', 'consultation_entries.consultation_id')
      .select([
        'consultations.id as consultationId',
        'consultations.number',
        'consultations.question',
        'consultation_entries.text',
        'consultation_entries.at',
      ])
      .where('action', 'in', ['reply', 'correct'])
      .orderBy('at', 'desc')
      .orderBy('sequence', 'desc')
      .limit(limit)
      .execute();
    const newest = new Map<string, Replied>();
    for (const { text, ...row } of rows)
      if (!newest.has(row.consultationId)) newest.set(row.consultationId, { ...row, reply: text ?? '' });
    return [...newest.values()];
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

  async inThread(channel: ChatService, thread: string, limit: number): Promise<Consultation[]> {
    const rows = await this.db
      .selectFrom('consultations')
      .selectAll()
      .where('thread', '=', thread)
      .where(sql`json_extract(asker, '$.channel')`, '=', channel)
      .orderBy('asked_at', 'desc')
      .orderBy('number', 'desc')
      .limit(limit)
      .execute();
    return rows.map(consultationOf);
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
  if (query.sharedWith !== undefined) found = found.where('shared_with', '=', query.sharedWith);
  if (query.tag !== undefined) found = found.where('tag', '=', query.tag);
  if (query.askedFrom !== undefined) found = found.where('asked_at', '>=', query.askedFrom);
  if (query.askedBefore !== undefined) found = found.where('asked_at', '<', query.askedBefore);
  if (query.dueBefore !== undefined) found = found.where('due_on', '<', query.dueBefore);
  if (query.poorFeedback !== undefined) found = found.where('poor', '=', query.poorFeedback ? 1 : 0);
  if (query.held !== undefined) found = found.where('held', '=', query.held ? 1 : 0);
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
