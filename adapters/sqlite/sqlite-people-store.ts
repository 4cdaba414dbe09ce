import type { Kysely, Selectable } from 'kysely';
import type { ChatService } from '../../bot/channels/place.js';
import type { Person, Role } from '../../bot/people/person.js';
import type {
  Binding,
  Credential,
  OneTimeLink,
  PendingSignIn,
  PeopleStore,
  Session,
} from '../../bot/ports/people-store.js';
import type { Identity } from '../../bot/ports/sign-in-provider.js';
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

  async findByAccount(service: ChatService, account: string): Promise<Person | null> {
    const row = await this.db
      .selectFrom('people')
      .selectAll()
      .where(service === 'slack' ? 'slack_id' : 'teams_id', '=', account)
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

  async findByIdentity({ issuer, subject }: Identity): Promise<Person | null> {
    const row = await this.db
      .selectFrom('identities')
      .innerJoin('people', 'people.id', 'identities.person_id')
      .selectAll('people')
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst();
    return row === undefined ? null : personOf(row);
  }

  bindIdentity(
    { issuer, subject }: Identity,
    { linkHash, at }: { linkHash: string; at: string },
  ): Promise<Binding> {
    return this.db.transaction().execute(async (tx): Promise<Binding> => {
      // Writes first: two uses of one link wait for each other here, also from another process.
      const link = await tx
        .updateTable('one_time_links')
        .set({ used_at: at })
        .where('token_hash', '=', linkHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', at)
        .returning('person_id')
        .executeTakeFirst();
      if (link === undefined) return { outcome: 'link-used' };
      const personId = link.person_id;
      const person = personOf(
        await tx.selectFrom('people').selectAll().where('id', '=', personId).executeTakeFirstOrThrow(),
      );
      if (!person.active) return { outcome: 'inactive', person };
      const holder = await tx
        .selectFrom('identities')
        .select('person_id')
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .executeTakeFirst();
      if (holder !== undefined && holder.person_id !== personId) {
        await tx
          .updateTable('one_time_links')
          .set({ used_at: null })
          .where('token_hash', '=', linkHash)
          .execute();
        return { outcome: 'taken', person };
      }
      await tx
        .deleteFrom('identities')
        .where('person_id', '=', personId)
        .where('issuer', '=', issuer)
        .execute();
      await tx
        .insertInto('identities')
        .values({ issuer, subject, person_id: personId, bound_at: at })
        .execute();
      return { outcome: 'bound', person };
    });
  }

  async unbindIdentities(personId: string): Promise<number> {
    const { numDeletedRows } = await this.db
      .deleteFrom('identities')
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }

  async addPendingSignIn(pending: PendingSignIn): Promise<void> {
    await this.db
      .insertInto('pending_sign_ins')
      .values({
        token_hash: pending.tokenHash,
        state: pending.state,
        nonce: pending.nonce,
        code_verifier: pending.codeVerifier,
        next: pending.next,
        link_hash: pending.linkHash,
        expires_at: pending.expiresAt,
      })
      .execute();
  }

  async takePendingSignIn(tokenHash: string, now: string): Promise<PendingSignIn | null> {
    await this.db.deleteFrom('pending_sign_ins').where('expires_at', '<=', now).execute();
    const row = await this.db
      .deleteFrom('pending_sign_ins')
      .where('token_hash', '=', tokenHash)
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) return null;
    return {
      tokenHash,
      state: row.state,
      nonce: row.nonce,
      codeVerifier: row.code_verifier,
      next: row.next,
      linkHash: row.link_hash,
      expiresAt: row.expires_at,
    };
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
