import { type Kysely, type Migration, sql } from 'kysely';

export const tags: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`ALTER TABLE consultations ADD COLUMN tag TEXT`.execute(db);
    await sql`UPDATE consultations SET tag = json_extract(classification, '$.tag')`.execute(db);
    await sql`CREATE INDEX consultations_by_tag ON consultations (tag, asked_at)`.execute(db);
    await sql`CREATE INDEX consultations_by_place ON consultations (prefecture, municipality, asked_at)`.execute(
      db,
    );
  },
};
