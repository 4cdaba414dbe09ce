import type { Kysely, Selectable } from 'kysely';
import type { Person, Role } from '../../bot/people/person.js';
import type { Credential, OneTimeLink, PeopleStore, Session } from '../../bot/ports/people-store.js';
import type { Database } from './schema.js';
import { writePerson } from './write-person.js';

export class SqlitePeopleStore implements PeopleStore {
  constructor(private readonly db: Kysely<Database>) {}

  async find(id: string): Promise<Person | null> {
    const row = await this.db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : personOf(row);
  }

  async findByMail(mail: string): Promise<Person | null> {
    const row = await this.db
      .selectFrom('people')
      .selectAll()
      .where('mail', '=', mail.trim().toLowerCase())
      .executeTakeFirst();
    return row === undefined ? null : personOf(row);
  }

  async list(): Promise<Person[]> {
    const rows = await this.db.selectFrom('people').selectAll().orderBy('name').orderBy('id').execute();
    return rows.map(personOf);
  }

  save(person: Person): Promise<void> {
    return writePerson(this.db, person);
  }

  async credential(personId: string): Promise<Credential | null> {
    const row = await this.db
      .selectFrom('credentials')
      .selectAll()
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (row === undefined) return null;
    return {
      personId,
      passwordHash: row.password_hash,
      failures: row.failures,
      lockedUntil: row.locked_until,
    };
  }

  async saveCredential({ personId, passwordHash, failures, lockedUntil }: Credential): Promise<void> {
    const row = { password_hash: passwordHash, failures, locked_until: lockedUntil };
    await this.db
      .insertInto('credentials')
      .values({ person_id: personId, ...row })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
      .execute();
  }

  async addLink({ tokenHash, personId, expiresAt }: OneTimeLink): Promise<void> {
    await this.db
      .insertInto('one_time_links')
      .values({ token_hash: tokenHash, person_id: personId, expires_at: expiresAt, used_at: null })
      .execute();
  }

  async takeLink(tokenHash: string, now: string): Promise<OneTimeLink | null> {
    const row = await this.db
      .updateTable('one_time_links')
      .set({ used_at: now })
      .where('token_hash', '=', tokenHash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning(['person_id', 'expires_at'])
      .executeTakeFirst();
    return row === undefined ? null : { tokenHash, personId: row.person_id, expiresAt: row.expires_at };
  }

  async addSession({ tokenHash, personId, createdAt, expiresAt }: Session): Promise<void> {
    await this.db
      .insertInto('sessions')
      .values({
        token_hash: tokenHash,
        person_id: personId,
        created_at: createdAt,
        expires_at: expiresAt,
        revoked_at: null,
      })
      .execute();
  }

  async session(tokenHash: string, now: string): Promise<Session | null> {
    const row = await this.db
      .selectFrom('sessions')
      .selectAll()
      .where('token_hash', '=', tokenHash)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    if (row === undefined) return null;
    return { tokenHash, personId: row.person_id, createdAt: row.created_at, expiresAt: row.expires_at };
  }

  async revokeSession(tokenHash: string, at: string): Promise<void> {
    await this.db
      .updateTable('sessions')
      .set({ revoked_at: at })
      .where('token_hash', '=', tokenHash)
      .where('revoked_at', 'is', null)
      .execute();
  }

  async revokeSessionsOf(personId: string, at: string): Promise<void> {
    await this.db
      .updateTable('sessions')
      .set({ revoked_at: at })
      .where('person_id', '=', personId)
      .where('revoked_at', 'is', null)
      .execute();
  }
}

function personOf(row: Selectable<Database['people']>): Person {
  return {
    id: row.id,
    name: row.name,
    mail: row.mail,
    slackId: row.slack_id,
    teamsId: row.teams_id,
    role: row.role as Role,
    prefecture: row.prefecture,
    municipality: row.municipality,
    active: row.active === 1,
  };
}
