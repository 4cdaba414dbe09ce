import type { Kysely } from 'kysely';
import type { KeptWord, KeptWordsStore } from '../../bot/ports/kept-words-store.js';
import type { AuditFact } from '../../bot/ports/register-store.js';
import { writeAuditRow } from './audit-rows.js';
import type { Database } from './schema.js';

export class SqliteKeptWordsStore implements KeptWordsStore {
  constructor(
    private readonly db: Kysely<Database>,
    private readonly auditKey: Uint8Array,
  ) {}

  async list(): Promise<KeptWord[]> {
    const rows = await this.db.selectFrom('kept_words').selectAll().orderBy('reported_at', 'desc').execute();
    return rows.map((row) => ({
      word: row.word,
      state: row.state as KeptWord['state'],
      reportedBy: row.reported_by,
      reportedAt: row.reported_at,
      decidedBy: row.decided_by,
    }));
  }

  async save({ word, ...rest }: KeptWord, fact: AuditFact): Promise<void> {
    const row = {
      state: rest.state,
      reported_by: rest.reportedBy,
      reported_at: rest.reportedAt,
      decided_by: rest.decidedBy,
    };
    await this.db.transaction().execute(async (tx) => {
      await tx
        .insertInto('kept_words')
        .values({ word, ...row })
        .onConflict((conflict) => conflict.column('word').doUpdateSet(row))
        .execute();
      await writeAuditRow(tx, fact, this.auditKey);
    });
  }
}
