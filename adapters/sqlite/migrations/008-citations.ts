import { type Kysely, type Migration, sql } from 'kysely';

export const citations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`CREATE TABLE consultation_citations (
        consultation_id TEXT NOT NULL REFERENCES consultations (id),
        version_id TEXT NOT NULL,
        quote TEXT NOT NULL,
        settled_at TEXT
      ) STRICT`.execute(db);
    await sql`CREATE INDEX citations_by_consultation ON consultation_citations (consultation_id)`.execute(db);
    await sql`CREATE INDEX citations_unsettled ON consultation_citations (version_id) WHERE settled_at IS NULL`.execute(
      db,
    );
    await sql`INSERT INTO consultation_citations (consultation_id, version_id, quote)
        SELECT consultations.id, json_extract(one.value, '$.versionId'), json_extract(one.value, '$.quote')
        FROM consultations, json_each(consultations.answer, '$.citations') AS one`.execute(db);
  },
};
