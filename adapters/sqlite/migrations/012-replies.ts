import { type Kysely, type Migration, sql } from 'kysely';

export const replies: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE INDEX entries_replied ON consultation_entries (at) WHERE action IN ('reply', 'correct')`.execute(
      db,
    );
  },
};
