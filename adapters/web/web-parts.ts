import type { Context } from 'hono';
import type { HandOvers } from '../../bot/consultations/hand-over.js';
import type { Register } from '../../bot/consultations/register.js';
import type { Desk } from '../../bot/desk.js';
import type { Accounts } from '../../bot/people/accounts.js';
import type { Person } from '../../bot/people/person.js';
import type { AuditLog } from '../../bot/ports/audit-log.js';
import type { DocumentStore } from '../../bot/ports/document-store.js';
import type { OriginalStore } from '../../bot/ports/original-store.js';
import type { PeopleStore } from '../../bot/ports/people-store.js';
import type { QaStore } from '../../bot/ports/qa-store.js';
import type { RegisterStore } from '../../bot/ports/register-store.js';
import type { QaBoard } from '../../bot/qa/qa-board.js';
import type { RotationPacks } from '../../bot/rotation-pack/rotation-packs.js';

export interface WebParts {
  desk: Desk;
  store: DocumentStore;
  originals: OriginalStore;
  register: Register;
  handOvers: HandOvers;
  consultations: RegisterStore;
  accounts: Accounts;
  people: PeopleStore;
  qa: QaBoard;
  qaEntries: QaStore;
  rotationPacks: RotationPacks;
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
