import type { Kysely } from 'kysely';
import type { Database } from './schema.js';

/** A conversation in Teams that the desk has been in. */
export interface TeamsConversation {
  /** Without the message that begins a thread. */
  id: string;
  kind: 'personal' | 'groupChat' | 'channel';
  tenant: string;
  /** Where Teams is called about it. */
  serviceUrl: string;
  /** Of the only person in it, by the object id of Entra ID; null in the others. */
  account: string | null;
  /** Null while the desk is in it. */
  goneAt: string | null;
}

export class SqliteTeamsConversations {
  constructor(private readonly db: Kysely<Database>) {}

  async save({ serviceUrl, goneAt, ...conversation }: TeamsConversation, at: string): Promise<void> {
    const row = { ...conversation, service_url: serviceUrl, seen_at: at, gone_at: goneAt };
    await this.db
      .insertInto('teams_conversations')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  }

  find(id: string): Promise<TeamsConversation | null> {
    return this.#first((row) => row.where('id', '=', id));
  }

  /** With one person alone. */
  withAccount(account: string): Promise<TeamsConversation | null> {
    return this.#first((row) => row.where('account', '=', account).where('kind', '=', 'personal'));
  }

  /** The newest of all, which knows where Teams is called. */
  newest(): Promise<TeamsConversation | null> {
    return this.#first((row) => row);
  }

  async #first(narrowed: (rows: ReturnType<typeof rowsOf>) => ReturnType<typeof rowsOf>) {
    const row = await narrowed(rowsOf(this.db)).orderBy('seen_at', 'desc').limit(1).executeTakeFirst();
    if (row === undefined) return null;
    const { service_url: serviceUrl, gone_at: goneAt, seen_at: _, kind, ...conversation } = row;
    return { ...conversation, kind: kind as TeamsConversation['kind'], serviceUrl, goneAt };
  }
}

function rowsOf(db: Kysely<Database>) {
  return db.selectFrom('teams_conversations').selectAll();
}
