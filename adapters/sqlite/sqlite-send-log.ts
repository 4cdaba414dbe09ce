import type { Kysely } from 'kysely';
import type { Sent } from '../../bot/ports/chat-sender.js';
import type { SendLog } from '../../bot/ports/send-log.js';
import type { Database } from './schema.js';

export class SqliteSendLog implements SendLog {
  constructor(private readonly db: Kysely<Database>) {}

  begin(id: string, effectId: string, at: string): Promise<Sent | 'unknown' | null> {
    return this.db.transaction().execute(async (tx) => {
      // Of a copy that was put back the whole effect is in doubt, whatever it posts.
      const rows = await tx.selectFrom('sends').selectAll().where('id', 'in', [id, effectId]).execute();
      const own = rows.find((row) => row.id === id);
      if (own !== undefined && own.channel !== null)
        return { channel: own.channel, message: own.message ?? '' };
      if (rows.some(({ channel }) => channel === null)) return 'unknown';
      await tx
        .insertInto('sends')
        .values({ id, effect_id: effectId, begun_at: at, channel: null, message: null })
        .execute();
      return null;
    });
  }

  async find(id: string): Promise<Sent | null> {
    const row = await this.db.selectFrom('sends').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined || row.channel === null
      ? null
      : { channel: row.channel, message: row.message ?? '' };
  }

  async sent(id: string, { channel, message }: Sent): Promise<void> {
    await this.db.updateTable('sends').set({ channel, message }).where('id', '=', id).execute();
  }

  async notSent(id: string): Promise<void> {
    await this.db.deleteFrom('sends').where('id', '=', id).where('channel', 'is', null).execute();
  }
}
