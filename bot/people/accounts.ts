import type { AuditLog } from '../ports/audit-log.js';
import type { PeopleStore } from '../ports/people-store.js';
import { hashPassword, LONGEST_PASSWORD, passwordMatches, SHORTEST_PASSWORD } from './password.js';
import type { Person } from './person.js';
import { hashOf, newToken } from './tokens.js';

const LINK_DAYS = 7;
const SESSION_HOURS = 12;
/** So many wrong passwords in a row lock an account for a while: guessing is hopeless, typing errors are forgiven. */
const MOST_FAILURES = 5;
const LOCK_MINUTES = 15;
/** At about half a second a try the last of them waits for ten. */
const MOST_WAITING = 20;

export type SignIn =
  | { outcome: 'signed-in'; token: string; person: Person }
  | { outcome: 'refused' | 'locked' | 'busy' };

/** How somebody proved who they are, as the audit tells it. */
type SignInProof = { method: 'password' } | { method: 'oidc'; issuer: string; subject: string };

/** Local accounts, for networks without a sign-in service. */
export class Accounts {
  constructor(private readonly parts: { store: PeopleStore; audit: AuditLog; now: () => Date }) {}

  /** A one-time link's token with which a person sets a password; also for a forgotten one. */
  async invite(person: Person, by: string): Promise<string> {
    const token = newToken();
    await this.parts.store.addLink({
      tokenHash: hashOf(token),
      personId: person.id,
      expiresAt: this.#in(LINK_DAYS * 24 * 60),
    });
    await this.#audit(by, 'account.invite', person.id, {});
    return token;
  }

  /** Null when the link is used up or expired; all sessions end, as the password may have been stolen. */
  async setPassword(token: string, password: string): Promise<Person | null> {
    const fault = passwordFault(password);
    if (fault !== null) throw new WeakPassword(fault);
    const { store } = this.parts;
    const link = await store.takeLink(hashOf(token), this.#now());
    const person = link === null ? null : await store.find(link.personId);
    if (person === null || !person.active) return null;
    await store.saveCredential({
      personId: person.id,
      passwordHash: await hashPassword(password),
      failures: 0,
      lockedUntil: null,
    });
    await store.revokeSessionsOf(person.id, this.#now());
    await this.#audit(person.id, 'account.set-password', person.id, {});
    return person;
  }

  /**
   * Says only whether it worked: nobody learns which addresses are known. Tries are taken one after the other, so that
   * many at once cannot all read the count of failures before the first has raised it.
   */
  signIn(mail: string, password: string): Promise<SignIn> {
    // Each try takes a moment by design; a flood of them must not make everybody else wait for minutes.
    if (this.#waiting >= MOST_WAITING) return Promise.resolve({ outcome: 'busy' });
    this.#waiting++;
    const mine = this.#turn.then(() => this.#signIn(mail, password)).finally(() => this.#waiting--);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  async #signIn(mail: string, password: string): Promise<SignIn> {
    const { store } = this.parts;
    const person = await store.findByMail(mail);
    const credential = person === null || !person.active ? null : await store.credential(person.id);
    if (person === null || credential === null || password.length > LONGEST_PASSWORD) {
      // As long as for a known address, so that the time tells nothing either.
      await passwordMatches(password.slice(0, LONGEST_PASSWORD), DECOY);
      return { outcome: 'refused' };
    }
    if (credential.lockedUntil !== null && credential.lockedUntil > this.#now()) return { outcome: 'locked' };
    if (!(await passwordMatches(password, credential.passwordHash))) {
      const failures = credential.failures + 1;
      const locked = failures >= MOST_FAILURES;
      await store.saveCredential({
        ...credential,
        failures: locked ? 0 : failures,
        lockedUntil: locked ? this.#in(LOCK_MINUTES) : null,
      });
      await this.#audit(person.id, locked ? 'account.lock' : 'account.refuse', person.id, {
        method: 'password',
      });
      return { outcome: locked ? 'locked' : 'refused' };
    }
    await store.saveCredential({ ...credential, failures: 0, lockedUntil: null });
    const token = await this.openSession(person, { method: 'password' });
    return { outcome: 'signed-in', token, person };
  }

  /**
   * A session for somebody who has proven who they are, whichever way.
   * @param proof how; it goes into the audit row
   * @returns the session's token
   */
  async openSession(person: Person, proof: SignInProof): Promise<string> {
    const token = newToken();
    await this.parts.store.addSession({
      tokenHash: hashOf(token),
      personId: person.id,
      createdAt: this.#now(),
      expiresAt: this.#in(SESSION_HOURS * 60),
    });
    await this.#audit(person.id, 'account.sign-in', person.id, { ...proof });
    return token;
  }

  /** Who a session is; null when it has ended or the person was switched off meanwhile. */
  async personOf(token: string): Promise<Person | null> {
    const session = await this.parts.store.session(hashOf(token), this.#now());
    const person = session === null ? null : await this.parts.store.find(session.personId);
    return person?.active === true ? person : null;
  }

  async signOut(token: string): Promise<void> {
    await this.parts.store.revokeSession(hashOf(token), this.#now());
  }

  #now(): string {
    return this.parts.now().toISOString();
  }

  #in(minutes: number): string {
    return new Date(this.parts.now().getTime() + minutes * 60_000).toISOString();
  }

  #audit(actorId: string, action: string, target: string, content: Record<string, unknown>): Promise<void> {
    return this.parts.audit.record({ at: this.#now(), actorId, action, target, content });
  }
}

/** A password that may not be taken; the message is for whoever chose it. */
export class WeakPassword extends Error {
  override readonly name = 'WeakPassword';
  readonly code = 'password-weak';
}

function passwordFault(password: string): string | null {
  if (password.length < SHORTEST_PASSWORD) return `パスワードは${SHORTEST_PASSWORD}文字以上にしてください。`;
  if (password.length > LONGEST_PASSWORD) return `パスワードは${LONGEST_PASSWORD}文字以内にしてください。`;
  if (new Set(password).size < 5) return '同じ文字の繰り返しが多いため、別のパスワードにしてください。';
  return null;
}

const DECOY = `scrypt$131072$8$1$${'A'.repeat(22)}==$${'A'.repeat(43)}=`;
