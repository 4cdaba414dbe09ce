import type { Channel } from '../directory/channel.js';
import type { ListedMunicipality } from '../directory/municipality-list.js';
import type { Person } from '../people/person.js';
import type { AuditFact } from './register-store.js';

/** Channels and municipalities beside the people, and changes of all of them. */
export interface DirectoryStore {
  /** By code. */
  municipalities(): Promise<ListedMunicipality[]>;
  /** By service and name. */
  channels(): Promise<Channel[]>;
  findChannel(service: Channel['service'], externalId: string): Promise<Channel | null>;
  /** All or nothing, with the audit rows. */
  write(changes: DirectoryChanges, facts: readonly AuditFact[]): Promise<void>;
}

export interface DirectoryChanges {
  /** ISO instant; sessions of people who are switched off end then. */
  at: string;
  people?: readonly Person[];
  channels?: readonly Channel[];
  /** The whole list; it takes the place of the one before. */
  municipalities?: readonly ListedMunicipality[];
}
