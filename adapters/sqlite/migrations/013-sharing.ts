import { type Kysely, type Migration, sql } from 'kysely';

export const sharing: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`ALTER TABLE consultations ADD COLUMN shared_with TEXT`.execute(db);
    await sql`CREATE INDEX consultations_shared ON consultations (shared_with, asked_at) WHERE shared_with IS NOT NULL`.execute(
      db,
    );
  },
};
