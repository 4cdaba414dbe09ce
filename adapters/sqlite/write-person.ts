import type { Kysely } from 'kysely';
import type { Person } from '../../bot/people/person.js';
import type { Database } from './schema.js';

/** Adds a person or changes the one of the same id. */
export async function writePerson(db: Kysely<Database>, person: Person): Promise<void> {
  const row = {
    name: person.name,
    mail: person.mail?.trim().toLowerCase() ?? null,
    slack_id: person.slackId,
    teams_id: person.teamsId,
    role: person.role,
    prefecture: person.prefecture,
    municipality: person.municipality,
    active: person.active ? 1 : 0,
  };
  await db
    .insertInto('people')
    .values({ id: person.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}
