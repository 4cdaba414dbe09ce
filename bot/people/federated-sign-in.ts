import type { AuditLog } from '../ports/audit-log.js';
import type { PeopleStore } from '../ports/people-store.js';
import { type Identity, ProofRefused, type SignInProvider } from '../ports/sign-in-provider.js';
import type { Accounts } from './accounts.js';
import type { Person } from './person.js';
import { hashOf, newToken } from './tokens.js';

/** Time for a password, a second factor and a forgotten telephone. */
export const SIGN_IN_MINUTES = 10;

export type FederatedOutcome =
  | { outcome: 'signed-in'; token: string; next: string }
  /** This browser has begun no sign-in, or too long ago, or has finished it. */
  | { outcome: 'stale' }
  /** The identity server gave no good proof, or the person turned back. */
  | { outcome: 'refused'; error: ProofRefused }
  /** Nobody of the desk, or nobody any longer: both look the same from outside. */
  | { outcome: 'unknown' }
  | { outcome: 'link-used' | 'taken' };

interface Parts {
  provider: SignInProvider;
  store: PeopleStore;
  accounts: Accounts;
  audit: AuditLog;
  now: () => Date;
}

/**
 * Signing in with an identity server. A person is bound to the server's issuer and subject, once, by a link of the
 * operator's; never by mail address, which an administrator of the server can give to anybody.
 */
export class FederatedSignIn {
  constructor(private readonly parts: Parts) {}

  get name(): string {
    return this.parts.provider.name;
  }

  /**
   * @param next page of ours to go to afterwards
   * @param link token of a one-time link, to bind the identity to its person; null: the identity is bound already
   * @returns where to send the browser, and a token that only this browser must keep: without it nobody finishes, so that
   *   a sign-in of somebody else's cannot be put under people
   * @throws ProviderUnavailable
   */
  async begin({
    next,
    link,
  }: {
    next: string;
    link: string | null;
  }): Promise<{ url: string; token: string }> {
    const { url, kept } = await this.parts.provider.begin();
    const token = newToken();
    await this.parts.store.addPendingSignIn({
      ...kept,
      tokenHash: hashOf(token),
      next,
      linkHash: link === null ? null : hashOf(link),
      expiresAt: new Date(this.parts.now().getTime() + SIGN_IN_MINUTES * 60_000).toISOString(),
    });
    return { url, token };
  }

  /**
   * @param token from `begin`; undefined when the browser has none
   * @throws ProviderUnavailable
   */
  async finish(token: string | undefined, callback: URL): Promise<FederatedOutcome> {
    const { store, provider } = this.parts;
    const pending = token === undefined ? null : await store.takePendingSignIn(hashOf(token), this.#now());
    // Not audited: nothing was begun here, and anybody could fill the audit with such calls.
    if (pending === null) return { outcome: 'stale' };
    let identity: Identity;
    try {
      identity = await provider.finish(callback, pending);
    } catch (error) {
      if (!(error instanceof ProofRefused)) throw error;
      await this.#audit('account.refuse', null, { reason: 'proof' });
      return { outcome: 'refused', error };
    }
    return pending.linkHash === null
      ? this.#signIn(identity, pending.next)
      : this.#bind(identity, pending.linkHash, pending.next);
  }

  async #signIn(identity: Identity, next: string): Promise<FederatedOutcome> {
    const person = await this.parts.store.findByIdentity(identity);
    if (person === null || !person.active) {
      await this.#refuse(identity, person, person === null ? 'unknown' : 'inactive');
      return { outcome: 'unknown' };
    }
    return this.#open(identity, person, next);
  }

  async #bind(identity: Identity, linkHash: string, next: string): Promise<FederatedOutcome> {
    const { store } = this.parts;
    const binding = await store.bindIdentity(identity, { linkHash, at: this.#now() });
    if (binding.outcome !== 'bound') {
      const person = binding.outcome === 'link-used' ? null : binding.person;
      await this.#refuse(identity, person, binding.outcome);
      return { outcome: binding.outcome === 'inactive' ? 'unknown' : binding.outcome };
    }
    const { person } = binding;
    // As with a new password: whoever held the account before holds it no longer.
    await store.revokeSessionsOf(person.id, this.#now());
    await this.#audit('account.bind', person, { ...identity });
    return this.#open(identity, person, next);
  }

  async #open(identity: Identity, person: Person, next: string): Promise<FederatedOutcome> {
    const token = await this.parts.accounts.openSession(person, { method: 'oidc', ...identity });
    return { outcome: 'signed-in', token, next };
  }

  #refuse(identity: Identity, person: Person | null, reason: string): Promise<void> {
    return this.#audit('account.refuse', person, { reason, ...identity });
  }

  #now(): string {
    return this.parts.now().toISOString();
  }

  #audit(action: string, person: Person | null, content: Record<string, string>): Promise<void> {
    const who = person?.id ?? NOBODY;
    return this.parts.audit.record({
      at: this.#now(),
      actorId: who,
      action,
      target: who,
      content: { method: 'oidc', ...content },
    });
  }
}

const NOBODY = 'nobody';
