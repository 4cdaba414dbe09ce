import type { Person } from '../people/person.js';

/** The directory with what belongs to signing in. Tokens are stored as hashes only. */
export interface PeopleStore {
  find(id: string): Promise<Person | null>;
  /** Mail addresses are compared in lower case. */
  findByMail(mail: string): Promise<Person | null>;
  /** By name. */
  list(): Promise<Person[]>;
  save(person: Person): Promise<void>;

  credential(personId: string): Promise<Credential | null>;
  saveCredential(credential: Credential): Promise<void>;

  addLink(link: OneTimeLink): Promise<void>;
  /** Takes a link that is still good, once: a second call finds none. */
  takeLink(tokenHash: string, now: string): Promise<OneTimeLink | null>;

  addSession(session: Session): Promise<void>;
  /** Null when there is none, or it has expired or was revoked. */
  session(tokenHash: string, now: string): Promise<Session | null>;
  revokeSession(tokenHash: string, at: string): Promise<void>;
  revokeSessionsOf(personId: string, at: string): Promise<void>;
}

export interface Credential {
  personId: string;
  /** `scrypt$N$r$p$salt$key`. */
  passwordHash: string;
  /** Wrong passwords since the last right one. */
  failures: number;
  /** ISO instant until which no password is tried. */
  lockedUntil: string | null;
}

export interface OneTimeLink {
  tokenHash: string;
  personId: string;
  expiresAt: string;
}

export interface Session {
  tokenHash: string;
  personId: string;
  createdAt: string;
  expiresAt: string;
}
