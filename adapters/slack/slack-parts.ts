import type { ChatDesk } from '../../bot/channels/chat-desk.js';
import type { Register } from '../../bot/consultations/register.js';
import type { Desk } from '../../bot/desk.js';
import type { DirectoryStore } from '../../bot/ports/directory-store.js';
import type { DocumentStore } from '../../bot/ports/document-store.js';
import type { PeopleStore } from '../../bot/ports/people-store.js';
import type { PostStore } from '../../bot/ports/post-store.js';
import type { QaStore } from '../../bot/ports/qa-store.js';
import type { RegisterStore } from '../../bot/ports/register-store.js';
import type { ClassificationScheme } from '../../knowledge/classification/scheme.js';
import type { Workspaces } from './workspaces.js';

/** What everything in Slack is made of. */
export interface SlackParts {
  workspaces: Workspaces;
  chat: ChatDesk;
  desk: Desk;
  register: Register;
  consultations: RegisterStore;
  documents: DocumentStore;
  qaEntries: QaStore;
  people: PeopleStore;
  directory: DirectoryStore;
  posts: PostStore;
  scheme: ClassificationScheme;
  mask: (text: string) => string;
  now: () => Date;
  today: () => string;
  /** Address of the page; null when people in Slack cannot reach it. */
  page: string | null;
  log: (error: unknown, what: string) => void;
}
