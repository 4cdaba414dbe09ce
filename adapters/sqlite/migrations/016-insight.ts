import { type Kysely, type Migration, sql } from 'kysely';

/** The two instants that figures are made of stand in the row, and an index holds all that is counted. */
export const insight: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`ALTER TABLE consultations ADD COLUMN sent_at TEXT`.execute(db);
    await sql`ALTER TABLE consultations ADD COLUMN replied_at TEXT`.execute(db);
    await sql`UPDATE consultations SET
      sent_at = (SELECT MIN(at) FROM consultation_entries AS entry
        WHERE entry.consultation_id = consultations.id AND entry.to_state IN ('waiting', 'reopened')),
      replied_at = (SELECT MIN(at) FROM consultation_entries AS entry
        WHERE entry.consultation_id = consultations.id AND entry.action = 'reply')`.execute(db);
    await sql`CREATE INDEX consultations_counted ON consultations (asked_at, prefecture, municipality, tag, outcome,
      state, poor, due_on, sent_at, replied_at)`.execute(db);
  },
};
