import type { Context } from 'hono';
import type { Register } from '../../bot/consultations/register.js';
import type { Desk } from '../../bot/desk.js';
import type { Accounts } from '../../bot/people/accounts.js';
import type { FederatedSignIn } from '../../bot/people/federated-sign-in.js';
import type { Person } from '../../bot/people/person.js';
import type { AuditLog } from '../../bot/ports/audit-log.js';
import type { DocumentStore } from '../../bot/ports/document-store.js';
import type { OriginalStore } from '../../bot/ports/original-store.js';
import type { PeopleStore } from '../../bot/ports/people-store.js';
import type { QaStore } from '../../bot/ports/qa-store.js';
import type { RegisterStore } from '../../bot/ports/register-store.js';
import type { QaBoard } from '../../bot/qa/qa-board.js';

export interface WebParts {
  desk: Desk;
  store: DocumentStore;
  originals: OriginalStore;
  register: Register;
  consultations: RegisterStore;
  accounts: Accounts;
  /** Signing in with the organisation's identity server; null without one. */
  federated: FederatedSignIn | null;
  /** Whether people may sign in with a password of this desk. */
  localAccounts: boolean;
  people: PeopleStore;
  qa: QaBoard;
  qaEntries: QaStore;
  audit: AuditLog;
  now: () => Date;
  /** ISO date in Japan. */
  today: () => string;
  /** Progress of a first indexing that is still going on; null otherwise. */
  preparing: () => { done: number; of: number } | null;
  examples: () => Promise<string[]>;
  /** Names under which the page may be asked for: another one is somebody's DNS pointing here. */
  hosts: ReadonlySet<string>;
  /** Whether the page is reached by HTTPS. */
  secure: boolean;
  log: (error: unknown, path: string) => void;
}

/** What every request carries: who signed in, if anybody did. */
export interface WebEnvironment {
  Variables: { person: Person | null };
}

export type WebContext = Context<WebEnvironment>;
