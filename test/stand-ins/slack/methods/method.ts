import type { Files } from '../files.js';
import type { Json } from '../json.js';
import { invalidArguments } from '../slack-error.js';
import type { Views } from '../views.js';
import type { StoredMessage, Workspace } from '../workspace.js';

/** What an assistant thread shows besides its messages. */
export interface ThreadFace {
  status?: string;
  title?: string;
  prompts?: Json[];
}

/** What the methods of the Web API work on. */
export interface Slack {
  workspace: Workspace;
  views: Views;
  files: Files;
  /** By `channel:thread_ts`. */
  faces: Map<string, ThreadFace>;
  botToken: string;
  /** A WebSocket address good for one connection. */
  newSocketUrl(): string;
  /** Tells what follows from a message of the app's: whom it pings, and the event it causes. */
  posted(message: StoredMessage, change?: Change): void;
  /** Refuses a message that comes too soon after another in the same channel. */
  pace(channel: string): void;
}

/** What became of a message that was there before. */
export type Change = { was: StoredMessage } | 'deleted';

export interface Method {
  /** Which token may call it; a bot token unless said otherwise. */
  token?: 'app' | 'none';
  /** The scopes of which one is needed; for some methods the kind of the channel decides. */
  scopes?: readonly string[] | ((args: Json, slack: Slack) => readonly string[]);
  run(args: Json, slack: Slack): Json;
}

export type Methods = Readonly<Record<string, Method>>;

/** An argument that must be there, as Slack words its absence. */
export function needed(args: Json, name: string): string {
  const value = args[name];
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  throw invalidArguments(`missing required field: ${name}`);
}

/** Form bodies say true, 1 or yes; JSON bodies say true. */
export function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === 'true' || value === '1';
}
