import type { ChatParts } from '../../bot/channels/chat-parts.js';
import type { LivePosts } from '../../bot/channels/live-posts.js';
import type { QaStore } from '../../bot/ports/qa-store.js';
import type { Workspaces } from './workspaces.js';

/** What everything in Slack is made of. */
export interface SlackParts extends ChatParts {
  workspaces: Workspaces;
  live: LivePosts;
  qaEntries: QaStore;
  log: (error: unknown, what: string) => void;
}
