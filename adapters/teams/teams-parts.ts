import type { ChatParts } from '../../bot/channels/chat-parts.js';
import type { LivePosts } from '../../bot/channels/live-posts.js';
import type { SqliteTeamsConversations } from '../sqlite/sqlite-teams-conversations.js';
import type { TeamsHost } from './host.js';

/** What everything in Teams is made of. */
export interface TeamsParts extends ChatParts {
  host: TeamsHost;
  conversations: SqliteTeamsConversations;
  live: LivePosts;
  newId: () => string;
  log: (error: unknown, what: string) => void;
}
