import type { Kysely, Selectable } from 'kysely';
import type { ChatService } from '../../bot/channels/place.js';
import type { Post, PostStore } from '../../bot/ports/post-store.js';
import type { Database } from './schema.js';

export class SqlitePostStore implements PostStore {
  constructor(private readonly db: Kysely<Database>) {}

  async save({ consultationId, ...post }: Post): Promise<void> {
    const row = { ...post, consultation_id: consultationId };
    await this.db
      .insertInto('posts')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  }

  async find(id: string): Promise<Post | null> {
    const row = await this.db.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : postOf(row);
  }

  async findByMessage(service: ChatService, channel: string, message: string): Promise<Post | null> {
    const row = await this.db
      .selectFrom('posts')
      .selectAll()
      .where('service', '=', service)
      .where('channel', '=', channel)
      .where('message', '=', message)
      .executeTakeFirst();
    return row === undefined ? null : postOf(row);
  }

  async ofConsultation(consultationId: string, service: ChatService): Promise<Post[]> {
    const rows = await this.db
      .selectFrom('posts')
      .selectAll()
      .where('consultation_id', '=', consultationId)
      .where('service', '=', service)
      .orderBy('at')
      .orderBy('id')
      .execute();
    return rows.map(postOf);
  }
}

function postOf({ consultation_id: consultationId, ...row }: Selectable<Database['posts']>): Post {
  return {
    ...row,
    consultationId,
    service: row.service as ChatService,
    kind: row.kind as Post['kind'],
  };
}
