import type { ChatService } from '../channels/place.js';
import type { Person } from '../people/person.js';
import type { Identity, KeptSignIn } from './sign-in-provider.js';

/** The directory with what belongs to signing in. Tokens are stored as hashes only. */
export interface PeopleStore {
  find(id: string): Promise<Person | null>;
  /** Mail addresses are compared in lower case. */
  findByMail(mail: string): Promise<Person | null>;
  findByAccount(service: ChatService, account: string): Promise<Person | null>;
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

  /** The person to whom an account of an identity server belongs. */
  findByIdentity(identity: Identity): Promise<Person | null>;
  /**
   * Takes the link and binds the identity to its person, both or neither: nobody loses a link to a refusal. What the
   * person had at the same issuer before is bound no longer, as after a link that somebody else had used.
   */
  bindIdentity(identity: Identity, by: { linkHash: string; at: string }): Promise<Binding>;
  /** @returns how many there were */
  unbindIdentities(personId: string): Promise<number>;

  addPendingSignIn(pending: PendingSignIn): Promise<void>;
  /** Takes a sign-in that was begun and is still good, once; what has expired is forgotten. */
  takePendingSignIn(tokenHash: string, now: string): Promise<PendingSignIn | null>;
}

/** The person is the link's. `taken`: the identity is bound to another one, and stays so. */
export type Binding = { outcome: 'bound' | 'taken' | 'inactive'; person: Person } | { outcome: 'link-used' };

/** What must outlive the way to the identity server and back. */
export interface PendingSignIn extends KeptSignIn {
  /** Of the random value in a cookie of the browser that began. */
  tokenHash: string;
  /** Page of ours to go to afterwards. */
  next: string;
  /** Of the one-time link with which the sign-in was begun; null without one. */
  linkHash: string | null;
  expiresAt: string;
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
