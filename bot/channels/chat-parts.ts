import type { ClassificationScheme } from '../../knowledge/classification/scheme.js';
import type { Register } from '../consultations/register.js';
import type { Desk } from '../desk.js';
import type { DirectoryStore } from '../ports/directory-store.js';
import type { DocumentStore } from '../ports/document-store.js';
import type { PeopleStore } from '../ports/people-store.js';
import type { PostStore } from '../ports/post-store.js';
import type { RegisterStore } from '../ports/register-store.js';
import type { SendLog } from '../ports/send-log.js';
import type { ChatDesk } from './chat-desk.js';
import type { DigestPosting } from './digest-poster.js';

/** What the desk in a chat service is made of. */
export interface ChatParts {
  chat: ChatDesk;
  desk: Desk;
  register: Register;
  consultations: RegisterStore;
  documents: DocumentStore;
  people: PeopleStore;
  directory: DirectoryStore;
  posts: PostStore;
  digests: DigestPosting;
  scheme: ClassificationScheme;
  sends: SendLog;
  /** Milliseconds within which a model answers; 0 without one. */
  answersWithin: number;
  mask: (text: string) => string;
  now: () => Date;
  today: () => string;
  /** Address of the page; null when people in chat services cannot reach it. */
  page: string | null;
}
